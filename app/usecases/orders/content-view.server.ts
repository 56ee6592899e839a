import { scopeOf } from '#app/domain/access.ts'
import { isWantedCode } from '#app/domain/order/templates.ts'
import type { WantedCode } from '#app/domain/order/wanted.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import {
	feedbackFilesOf,
	feedbackSaidOf,
	linkedCases,
	placesOf,
	repeatOf,
	wantedOf,
} from '#db/queries/order-content.server.ts'
import { orderIn } from '#db/queries/orders.server.ts'
import { penaltyIn } from '#db/queries/penalties.server.ts'
import { planIn } from '#db/queries/plans.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { type EvidenceItem, evidenceItemsOf } from '../evidence/views.server.ts'
import type { FeedbackPart } from './feedback.server.ts'
import { type OrderCase, reachOf } from './order.server.ts'

/** A piece of evidence that was asked for: handed in, explained, or missing; by the newest round that says anything. */
export type WantedView = {
	readonly id: string
	readonly code: WantedCode | null
	readonly text: string
	readonly state: 'met' | 'said' | 'missing'
	readonly said: string | null
	readonly files: readonly EvidenceItem[]
}

export type FeedbackFiles = Readonly<Record<Exclude<FeedbackPart, 'wanted'>, readonly EvidenceItem[]>>

type Files = Awaited<ReturnType<typeof feedbackFilesOf>>
type Said = Awaited<ReturnType<typeof feedbackSaidOf>>
type Evidence = ReadonlyMap<string, EvidenceItem>

function itemsOf(files: Files, evidence: Evidence, wanted: (file: Files[number]) => boolean): EvidenceItem[] {
	const ids = [...new Set(files.filter(wanted).map((file) => file.evidence_id))]
	return ids.flatMap((id) => evidence.get(id) ?? [])
}

/** Files of one round beside the three answers. */
function filesOfRound(files: Files, evidence: Evidence, feedbackId: string): FeedbackFiles {
	const of = (part: FeedbackPart) =>
		itemsOf(files, evidence, (file) => file.feedback_id === feedbackId && file.part === part)
	return { result: of('result'), cause: of('cause'), mechanism: of('mechanism') }
}

async function wantedViews(ctx: Ctx, orderId: string, files: Files, said: Said, evidence: Evidence) {
	const rows = await wantedOf(ctx.read, orderId)
	return rows.map((row): WantedView => {
		const own = itemsOf(files, evidence, (file) => file.wanted_id === row.id)
		const words = said.findLast((item) => item.wanted_id === row.id)?.text ?? null
		return {
			id: row.id,
			code: row.code !== null && isWantedCode(row.code) ? row.code : null,
			text: row.text,
			state: own.length > 0 ? 'met' : words === null ? 'missing' : 'said',
			said: words,
			files: own,
		}
	})
}

/** Penalties and plans beside the order; a link where this reader may open it. */
async function casesOf(ctx: Ctx, row: OrderCase) {
	const found = await linkedCases(ctx.read, row)
	const views = []
	for (const one of found) {
		const scope = scopeOf(ctx.actor, one.kind === 'penalty' ? 'penalty.read' : 'plan.read')
		const readable =
			one.kind === 'penalty' ? await penaltyIn(ctx.read, scope, one.id) : await planIn(ctx.read, scope, one.id)
		views.push({ ...one, readable: readable !== undefined })
	}
	return views
}

async function repeats(ctx: Ctx, row: OrderCase) {
	const reach = reachOf(ctx.actor, 'order.read')
	const earlier = row.repeats_id === null ? undefined : await orderIn(ctx.read, reach, row.repeats_id)
	const later = await repeatOf(ctx.read, reach, row.id)
	return {
		earlier: earlier ? { id: earlier.id, number: earlier.number ?? '' } : null,
		later: later ? { id: later.id, number: later.number ?? '' } : null,
	}
}

async function dealerOf(ctx: Ctx, row: OrderCase) {
	const { dealer } = await placesOf(ctx.read, row)
	if (dealer === null) return null
	const open = await dealerIn(ctx.read, scopeOf(ctx.actor, 'register.read'), dealer.id)
	return { ...dealer, readable: open !== undefined }
}

/** What an order contains beside its dates and acts (domain 5.3). */
export async function contentOf(ctx: Ctx, row: OrderCase, feedbackIds: readonly string[]) {
	const files = await feedbackFilesOf(ctx.read, row.id)
	const said = await feedbackSaidOf(ctx.read, row.id)
	const items = await evidenceItemsOf(ctx.read, 'order', row.id)
	const evidence = new Map(items.map((item) => [item.id, item]))
	const placed = new Set(files.map((file) => file.evidence_id))
	return {
		sourceOn: row.source_on,
		rights: fromJson<number[]>(row.rights_json),
		ackDefaultAt: row.ack_default_at,
		originalDueAt: row.original_due_at,
		reopenedCount: row.reopened_count,
		recurredOn: row.recurred_on,
		wanted: await wantedViews(ctx, row.id, files, said, evidence),
		filesByRound: new Map(feedbackIds.map((id) => [id, filesOfRound(files, evidence, id)])),
		/** Files of the order that belong to no feedback. */
		otherFiles: items.filter((item) => !placed.has(item.id)),
		cases: await casesOf(ctx, row),
		dealer: await dealerOf(ctx, row),
		...(await repeats(ctx, row)),
	}
}

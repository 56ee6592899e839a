import { scopeOf } from '#app/domain/access.ts'
import { type ChainEvent, type EventRef, type SealedEvent, toldToDealer } from '#app/domain/bundle/bundle.ts'
import type { DeskCaseView } from '#app/domain/desk/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerAccounts } from '#db/queries/bundle.server.ts'
import { type PenaltyRow, toldPenaltyIn } from '#db/queries/penalties.server.ts'
import type { Ctx } from '../context.server.ts'
import { deskCase } from '../desk/case.server.ts'
import { type DealerEvidenceItem, dealerEvidenceOf } from '../evidence/views.server.ts'
import type { EventLog } from './assemble.server.ts'
import { type Collected, collect, type Link } from './collect.server.ts'
import { pdfsOf } from './documents.server.ts'
import { type Bundle, evidenceFiles, finish, type WantedFile } from './make-bundle.server.ts'

/**
 * The dealer's events (domain 4, privacy): what the dealer did is open and its hash can be computed again; what the
 * branch told the dealer stands with its kind, moment and hash, its contents sealed, so that it can be compared with
 * the branch's log; votes, opinions, checks and looks are left out. The links to the neighbours carry nothing but hashes.
 */
export function dealerLog(
	{ events, links, head }: Pick<Collected, 'events' | 'links' | 'head'>,
	accounts: readonly string[],
): EventLog {
	const told = events.filter(({ subject_kind: of, kind }) => (of === 'penalty' || of === 'plan') && toldToDealer(kind))
	const own = (event: ChainEvent) => event.actor_id !== null && accounts.includes(event.actor_id)
	const sealed = told
		.filter((event) => !own(event))
		.map(({ seq, at, subject_kind, kind, prev_hash, hash }): SealedEvent => {
			return { seq, at, subject_kind, kind, prev_hash, hash }
		})
	const known = new Map<number, EventRef & { readonly prev_hash: string }>(
		[...links, ...events].map((one) => [one.seq, one]),
	)
	const shown = new Set(told.map((event) => event.seq))
	const around = [...new Set(told.flatMap(({ seq }) => [seq - 1, seq + 1]))].filter((seq) => !shown.has(seq))
	const nearby = around.flatMap((seq): Link[] => {
		const link = known.get(seq)
		return link ? [{ seq, hash: link.hash, prev_hash: link.prev_hash }] : []
	})
	return { events: told.filter(own), sealed, links: nearby.sort((a, b) => a.seq - b.seq), head, facts: [] }
}

/** What the desk shows of the case, without what only leads around on it. */
function bodyOf({ gates: _, deposit: __, manager: ___, version: ____, ...view }: DeskCaseView) {
	return view
}

/** The copies without metadata of the files that the dealer may see; the originals stay. */
function copiesOf(rows: Collected['evidence'], shown: readonly DealerEvidenceItem[]) {
	const ids = new Set(shown.map((one) => one.id))
	const mine = rows.filter((row) => ids.has(row.id))
	const ready = mine.flatMap((row): WantedFile[] => {
		const { copy_sha256: sha256, copy_media_type: media_type } = row
		if (row.copy_state !== 'ready' || sha256 === null || media_type === null) return []
		return [{ sha256, media_type, file_name: row.caption || row.file_name }]
	})
	const waiting = mine
		.filter((row) => row.copy_state !== 'ready')
		.map((row) => ({ sha256: '', name: row.caption || row.file_name, why: 'copy-pending' as const }))
	return { ready, waiting }
}

async function read(ctx: Ctx, row: PenaltyRow) {
	return ctx.inTx<{ case: Collected; accounts: readonly string[] }>(ctx.actor.branchId, async (tx) =>
		ok({ case: await collect(tx, row), accounts: await dealerAccounts(tx, row.dealer_id) }),
	)
}

/** The dealer's own copy of an own case that was told; opening it is service of what waits, as on the desk. */
export async function bundleForDealer(ctx: Ctx, penaltyId: string): Promise<Outcome<Bundle>> {
	const view = await deskCase(ctx, penaltyId)
	if (!view.ok) return view
	const row = await toldPenaltyIn(ctx.read, scopeOf(ctx.actor, 'desk.read'), penaltyId)
	if (!row) return refuse('missing', 'not-found')
	const got = await read(ctx, row)
	if (!got.ok) return got
	const plan = view.value.plan ? await dealerEvidenceOf(ctx.read, 'plan', view.value.plan.id) : []
	const shown = [...view.value.evidence, ...view.value.ownFiles, ...plan]
	const { ready, waiting } = copiesOf(got.value.case.evidence, shown)
	const { files, absent } = await evidenceFiles(ctx, ready)
	const told = new Set(view.value.notices.map((one) => one.id))
	const notices = got.value.case.notices.filter((one) => told.has(one.id))
	const pdfs = await pdfsOf(ctx, notices)
	return finish(
		ctx,
		row.id,
		{
			number: row.number,
			copy: 'dealer',
			at: ctx.now,
			by: ctx.actor.name,
			body: { number: row.number, case_as_told: bodyOf(view.value) },
			log: dealerLog(got.value.case, got.value.accounts),
			files: [...pdfs.files, ...files],
			absent: [...pdfs.absent, ...absent, ...waiting],
		},
		'desk',
	)
}

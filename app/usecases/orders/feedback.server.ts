import { type Feedback, submitFeedback } from '#app/domain/order/acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	evidenceBySha,
	insertFeedbackFiles,
	insertFeedbackSaid,
	type OrderFeedbackFileTable,
	wantedOf,
} from '#db/queries/order-content.server.ts'
import { insertFeedback } from '#db/queries/orders.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import {
	addStagedIn,
	type IncomingFile,
	keepFiles,
	type StagedFile,
	stageFiles,
} from '../evidence/add-evidence.server.ts'
import { actsFor, changeOrder, moveOf, type OrderCase, orderActorOf } from './order.server.ts'
import { issuingSide, tellAll } from './recipients.server.ts'
import { takenBackWith } from './transfer.server.ts'

export type FeedbackPart = OrderFeedbackFileTable['part']

/** A file beside one of the three answers, or for one piece of the evidence that was asked for. */
export type HandedFile = IncomingFile & { readonly part: FeedbackPart; readonly wantedId: string | null }

/** What comes with the answers: files, and what is said of evidence that cannot be handed in. */
export type Handed = {
	readonly files: readonly HandedFile[]
	readonly said: readonly { readonly wantedId: string; readonly text: string }[]
}
const NOTHING: Handed = { files: [], said: [] }

/** The three answers of the lead department, with their evidence; stops the handling clock. */
export async function giveFeedback(
	ctx: Ctx,
	id: string,
	version: number,
	feedback: Feedback,
	handed: Handed = NOTHING,
): Promise<Outcome<{ id: string }>> {
	const staged = await stageFiles(ctx, handed.files)
	if (!staged.ok) return staged
	const done = await changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: async (row, tx) => {
			if (!actsFor(ctx.actor, 'order.work', row.lead_department_id)) return refuse('forbidden', 'not-allowed')
			const change = submitFeedback(row.facts, orderActorOf(ctx.actor), feedback, ctx.now)
			if (!change.ok) return change
			const transfer = await takenBackWith(ctx, tx, row)
			const feedbackId = ctx.newId()
			const parts = await handIn(ctx, tx, row, { feedbackId, handed, staged: staged.value })
			if (!parts.ok) return parts
			return ok(
				moveOf(ctx, row, change.value, {
					...(staged.value.length > 0 ? { after: { files: staged.value.length } } : {}),
					set: { transfer_to_id: null },
					tell: [...tellAll(row, 'order.submitted', `submitted:${row.round}`, issuingSide(row)), ...transfer.tell],
					also: async (inner) => {
						await transfer.also(inner)
						await insertFeedback(inner, {
							id: feedbackId,
							branch_id: row.branch_id,
							order_id: id,
							round: row.round,
							result: feedback.result,
							cause: feedback.cause,
							mechanism: feedback.mechanism,
							submitted_by: ctx.actor.accountId,
							submitted_at: ctx.now,
							outcome: 'PENDING',
							judged_by: null,
							judged_at: null,
							reason: null,
						})
						await parts.value(inner)
					},
				}),
			)
		},
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

type HandIn = {
	readonly feedbackId: string
	readonly handed: Handed
	readonly staged: readonly StagedFile[]
}

/** Puts the files with the order and gives the rows to write beside the feedback; refuses items that it does not ask for. */
async function handIn(
	ctx: Ctx,
	tx: Tx,
	row: OrderCase,
	{ feedbackId, handed, staged }: HandIn,
): Promise<Outcome<(inner: Tx) => Promise<void>>> {
	const known = new Set((await wantedOf(tx, row.id)).map((item) => item.id))
	const named = [...handed.files.map((file) => file.wantedId), ...handed.said.map((item) => item.wantedId)]
	if (named.some((wantedId) => wantedId !== null && !known.has(wantedId))) return refuse('missing', 'not-found')
	const added = await addStagedIn(ctx, tx, { kind: 'order', id: row.id }, staged)
	if (!added.ok) return added
	const bySha = await evidenceBySha(
		tx,
		row.id,
		staged.map(({ sha256 }) => sha256),
	)
	const seen = new Set<string>()
	const files = handed.files.flatMap((file, i): OrderFeedbackFileTable[] => {
		const evidenceId = bySha.get(staged[i]?.sha256 ?? '')
		// The same file twice beside one answer is one piece of evidence.
		const key = `${evidenceId} ${file.part} ${file.wantedId}`
		if (evidenceId === undefined || seen.has(key)) return []
		seen.add(key)
		return [
			{
				id: ctx.newId(),
				branch_id: row.branch_id,
				order_id: row.id,
				feedback_id: feedbackId,
				evidence_id: evidenceId,
				part: file.part,
				wanted_id: file.wantedId,
			},
		]
	})
	const said = handed.said
		.filter((item) => item.text.trim() !== '')
		.map((item) => ({
			id: ctx.newId(),
			branch_id: row.branch_id,
			feedback_id: feedbackId,
			wanted_id: item.wantedId,
			text: item.text.trim(),
		}))
	return ok(async (inner: Tx) => {
		await insertFeedbackFiles(inner, files)
		await insertFeedbackSaid(inner, said)
	})
}

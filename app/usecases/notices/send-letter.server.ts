import type { LetterKind } from '#app/domain/notice/kinds.ts'
import type { LetterSaid } from '#app/domain/notice/letter-body.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { outletById, penaltyNumbers } from '#db/queries/penalty-facts.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { writeNotice } from './write-notice.server.ts'

export type Letter = {
	readonly kind: LetterKind
	readonly dealerId: string
	readonly outletId?: string | null
	readonly penaltyId?: string | null
	readonly measureId?: string | null
	/** 'YYYY-MM' of a settlement statement. */
	readonly period?: string | null
	readonly body: LetterSaid
}

/**
 * Sends a letter to a dealer in the transaction of the act that brings it about: numbered document, event of its own,
 * message to the dealer's owners. The caller has checked the permission for that act.
 */
export async function sendLetter(ctx: Ctx, tx: Tx, letter: Letter): Promise<{ id: string; number: string }> {
	const dealer = await dealerById(tx, letter.dealerId)
	if (!dealer) throw new Error(`No dealer ${letter.dealerId}`)
	const outlet = letter.outletId ? await outletById(tx, letter.outletId) : null
	const numbers = letter.penaltyId ? await penaltyNumbers(tx, [letter.penaltyId]) : []
	const notice = await writeNotice(ctx, tx, {
		kind: letter.kind,
		dealerId: dealer.id,
		outletId: letter.outletId ?? null,
		penaltyId: letter.penaltyId ?? null,
		measureId: letter.measureId ?? null,
		period: letter.period ?? null,
		body: (head) => ({
			v: 1,
			kind: letter.kind,
			number: head.number,
			caseNumber: numbers[0] ?? null,
			branch: head.branch,
			dealer: { name: dealer.name, creditCode: dealer.credit_code },
			outlet: outlet ? { code: outlet.code, name: outlet.name } : null,
			issuedOn: ctx.today,
			period: letter.period ?? null,
			said: letter.body,
			contact: ctx.actor.name,
		}),
	})
	const { branchId, accountId } = ctx.actor
	await appendEvents(tx, branchId, accountId, ctx.now, [
		{
			subjectKind: 'notice',
			subjectId: notice.id,
			kind: 'notice.sent',
			after: { notice: notice.number, kind: letter.kind, dealer: dealer.id, period: letter.period ?? null },
		},
	])
	const owners = await holdersOf(tx, branchId, ['DEALER_OWNER'], { dealerId: dealer.id })
	const drafts = owners.map(({ id }) => ({
		key: `notice:${notice.id}`,
		kind: `notice.${letter.kind}` as const,
		accountId: id,
		subjectKind: 'notice' as const,
		subjectId: notice.id,
		params: { notice: notice.number },
	}))
	await writeOutbox(tx, branchId, ctx.now, ctx.newId, drafts)
	return notice
}

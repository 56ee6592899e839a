import { scopeOf } from '#app/domain/access.ts'
import type { DealerForm } from '#app/domain/dealer.schema.ts'
import { searchText } from '#app/domain/dealer.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { pinyinInitials } from '#app/infra/pinyin.server.ts'
import { barringEntry } from '#db/queries/blacklist.server.ts'
import {
	type DealerRow,
	dealerIn,
	dealerTaken,
	insertDealer,
	terminatedLike,
	updateDealer,
} from '#db/queries/dealers.server.ts'
import { exitOfDealer } from '#db/queries/exits.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { refusedBy } from '../blacklist/guard.server.ts'
import type { Ctx } from '../context.server.ts'
import { answered, recordSuccession } from '../succession/record.server.ts'
import { recordNew, transition } from '../transition.server.ts'

type DealerSet = Partial<Omit<DealerRow, 'id' | 'version'>>

function columnsOf(ctx: Ctx, form: DealerForm, consentAt: DealerRow['e_service_consent_at']) {
	return {
		code: form.code,
		name: form.name,
		credit_code: form.creditCode,
		contact_name: form.contactName,
		contact_phone: form.contactPhone,
		agreement_from: form.agreementFrom,
		agreement_to: form.agreementTo,
		deposit_required_fen: form.depositRequired,
		status: form.status,
		signed_by: form.signedBy || null,
		e_service_consent_at: form.eServiceConsent ? (consentAt ?? ctx.now) : null,
		search_text: searchText(form.name, form.code, form.creditCode, pinyinInitials(form.name)),
	} satisfies DealerSet
}

/** A code that is taken, or a person or company whose mandate was ended before (domain 11.8). */
async function refusedFor(ctx: Ctx, tx: Tx, form: DealerForm, id: string) {
	const { branchId } = ctx.actor
	const own = await barringEntry(tx, branchId, { dealerId: id })
	// A listed dealer may be kept up to date, but not come back under another code.
	const listed = own && own.credit_code !== form.creditCode ? own : await barringEntry(tx, branchId, form)
	if (listed && listed.dealer_id !== id) return refusedBy(listed)
	if (listed && own && own.credit_code !== form.creditCode) return refusedBy(own)
	if (form.status !== 'TERMINATED' && (await terminatedLike(tx, branchId, form.creditCode, form.contactPhone, id)))
		return refuse('procedure', 'register.blacklisted')
	if (await dealerTaken(tx, branchId, { code: form.code }, id))
		return refuse('invalid', 'register.code-taken', { code: form.code })
	if (await dealerTaken(tx, branchId, { creditCode: form.creditCode }, id))
		return refuse('invalid', 'register.code-taken', { code: form.creditCode })
	return null
}

/** Whoever is listed, or left by an exit, does not come back by a change of the entry. */
async function backAgain(tx: Tx, row: DealerRow, form: DealerForm) {
	if (row.status !== 'TERMINATED' || form.status === 'TERMINATED') return null
	const listed = await barringEntry(tx, row.branch_id, { dealerId: row.id })
	if (listed) return refusedBy(listed)
	return (await exitOfDealer(tx, row.id)) ? refuse('procedure', 'exit.terminated') : null
}

/** Takes a dealer into the register. */
export async function registerDealer(ctx: Ctx, form: DealerForm): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		if (!scopeOf(ctx.actor, 'register.edit').places.some((place) => place.kind === 'branch'))
			return refuse('forbidden', 'not-allowed')
		const id = ctx.newId()
		const refused = await refusedFor(ctx, tx, form, id)
		if (refused) return refused
		const columns = columnsOf(ctx, form, null)
		await insertDealer(tx, {
			id,
			branch_id: ctx.actor.branchId,
			...columns,
			source: 'REGISTERED',
			external_key: null,
			created_at: ctx.now,
		})
		await recordNew(ctx, tx, { subject: 'dealer', id, event: { kind: 'dealer.registered', after: columns } })
		return ok({ id })
	})
}

/** A new name or a new credit code: the screen asks what happened (domain 11, trap 8). A first code only fills a gap. */
function otherHands(row: DealerRow, form: DealerForm): boolean {
	return row.name !== form.name || (row.credit_code !== null && row.credit_code !== form.creditCode)
}

/** Changes a dealer's entry. */
export async function changeDealer(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	form: DealerForm,
): Promise<Outcome<{ id: string }>> {
	return transition<DealerRow, DealerSet>(ctx, {
		subject: 'dealer',
		id,
		version,
		readAction: 'register.read',
		actions: ['register.edit'],
		load: dealerIn,
		save: updateDealer,
		decide: async (row, tx) => {
			const refused = (await refusedFor(ctx, tx, form, id)) ?? (await backAgain(tx, row, form))
			if (refused) return refused
			const event = { kind: 'dealer.changed' } as const
			// Consent changes with its paper, on a page of its own.
			const consentAt = row.e_service_consent_at
			const set = columnsOf(ctx, { ...form, eServiceConsent: consentAt !== null }, consentAt)
			if (!otherHands(row, form)) return ok({ set, event })
			const answer = answered(form, row.name)
			if (!answer.ok) return answer
			const { name, credit_code } = row
			const change = { outletId: null, fromDealerId: id, toDealerId: id, before: { name, credit_code } }
			const also = async (inner: Tx) => {
				await recordSuccession(ctx, inner, change, answer.value)
			}
			return ok({ set, event, also })
		},
	})
}

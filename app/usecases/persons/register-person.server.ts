import { scopeOf } from '#app/domain/access.ts'
import type { PersonForm } from '#app/domain/measure/measure-forms.schema.ts'
import { idTail } from '#app/domain/measure/person.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { accountOfDealer } from '#db/queries/accounts.server.ts'
import {
	barringEntry,
	insertPerson,
	namesakeEntry,
	type PersonRow,
	type PersonSet,
	personById,
	staffTaken,
	updatePerson,
} from '#db/queries/blacklist.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { refusedBy } from '../blacklist/guard.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, transition } from '../transition.server.ts'
import { keyedHash } from './keyed-hash.server.ts'

/** Nobody who is listed, and nobody of a listed name who does not show to be somebody else (domain 11, trap 8). */
async function barredPerson(ctx: Ctx, tx: Tx, name: string, hmac: string | null) {
	const { branchId } = ctx.actor
	const entry = hmac === null ? undefined : await barringEntry(tx, branchId, { idHmacs: [hmac] })
	if (entry) return refusedBy(entry)
	const namesake = await namesakeEntry(tx, branchId, name)
	if (!namesake) return null
	// An entry without a number cannot be told apart: it bars every namesake until the panel exempts.
	if (namesake.id_hmac === null) return refusedBy(namesake)
	return hmac === null ? refuse('invalid', 'person.id-needed', { number: namesake.number }) : null
}

async function accountOf(tx: Tx, dealerId: string, login: string): Promise<Outcome<string | null>> {
	if (login === '') return ok(null)
	const id = await accountOfDealer(tx, dealerId, login)
	return id === undefined ? refuse('invalid', 'person.account-elsewhere') : ok(id)
}

/** Takes a natural person into a dealer's register; of the identity number a keyed hash and the tail are kept. */
export async function registerPerson(ctx: Ctx, dealerId: string, form: PersonForm): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const dealer = await dealerIn(tx, scopeOf(ctx.actor, 'register.edit'), dealerId)
		if (!dealer) {
			const seen = await dealerIn(tx, scopeOf(ctx.actor, 'register.read'), dealerId)
			return seen ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
		}
		const hmac = form.idNumber === '' ? null : await keyedHash(ctx, tx, form.idNumber)
		const refused = await barredPerson(ctx, tx, form.name, hmac)
		if (refused) return refused
		if (form.staffNo !== '' && (await staffTaken(tx, ctx.actor.branchId, form.staffNo)))
			return refuse('invalid', 'person.staff-taken', { number: form.staffNo })
		const account = await accountOf(tx, dealerId, form.account)
		if (!account.ok) return account
		const row: Omit<PersonRow, 'version'> = {
			id: ctx.newId(),
			branch_id: ctx.actor.branchId,
			dealer_id: dealerId,
			role: form.role,
			name: form.name,
			id_hmac: hmac,
			id_tail: hmac === null ? null : idTail(form.idNumber),
			staff_no: form.staffNo || null,
			account_id: account.value,
			since_on: form.sinceOn,
			until_on: null,
			created_by: ctx.actor.accountId,
			created_at: ctx.now,
		}
		await insertPerson(tx, row)
		const { role, name, id_tail, staff_no } = row
		const after = { dealer: dealerId, role, name, id_tail, staff_no }
		await recordNew(ctx, tx, { subject: 'person', id: row.id, event: { kind: 'person.registered', after } })
		return ok({ id: row.id })
	})
}

/** The person has left the dealer; the entry stays. */
export async function personLeft(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly on: LocalDate },
): Promise<Outcome<{ id: string }>> {
	return transition<PersonRow, PersonSet>(ctx, {
		subject: 'person',
		id: command.id,
		version: command.version,
		readAction: 'register.read',
		actions: ['register.edit'],
		load: async (tx, scope, id) => {
			const row = await personById(tx, scope.branchId, id)
			return row && (await dealerIn(tx, scope, row.dealer_id)) ? row : undefined
		},
		decide: (row) =>
			row.until_on === null
				? ok({ set: { until_on: command.on }, event: { kind: 'person.changed' } })
				: refuse('procedure', 'person.left'),
		save: updatePerson,
	})
}

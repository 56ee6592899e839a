import { type Scope, scopeOf } from '#app/domain/access.ts'
import { keptNumber, plainNumber } from '#app/domain/intake/complainant.ts'
import type { ComplaintForm } from '#app/domain/intake/intake.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addMonths, type LocalDate } from '#app/domain/time.ts'
import { intakeByExternal, intakeByRequest } from '#db/queries/intake.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { keyedHash } from '../persons/keyed-hash.server.ts'
import { currentTaxonomy } from '../reference/load.server.ts'
import { clusterAt } from './clusters.server.ts'
import { addItems, type ItemPlace, type MadeItem } from './new-items.server.ts'

/** A complaint about what lies longer back is time-barred (domain 7). */
const MAX_MONTHS = 24

/** The day of a complaint: not to come, not time-barred. */
export function complaintDay(on: LocalDate, today: LocalDate): Outcome<LocalDate> {
	if (on > today) return refuse('invalid', 'intake.in-future', { today })
	return on < addMonths(today, -MAX_MONTHS) ? refuse('invalid', 'intake.too-old') : ok(on)
}

/** Who complained: the masked number and the keyed hash that tells the same person again. */
export async function complainantOf(ctx: Ctx, tx: Tx, typed: string) {
	const plain = plainNumber(typed)
	return {
		complainant: keptNumber(typed),
		complainantHmac: plain === null ? null : await keyedHash(ctx, tx, `user:${plain}`),
	}
}

/** The codes of the taxonomy in force. */
export async function knownTypes(ctx: Ctx, handle: Handle): Promise<readonly string[]> {
	return (await currentTaxonomy(ctx, handle)).body.types.map(({ code }) => code)
}

/** The item that this form has made before; somebody else's does not exist. */
export function sameForm(
	ctx: Ctx,
	before: { readonly id: string; readonly number: string; readonly receivedBy: string },
): Outcome<MadeItem> {
	const { id, number, receivedBy } = before
	return receivedBy === ctx.actor.accountId ? ok({ id, number }) : refuse('missing', 'not-found')
}

/** The outlet that is complained of; who works for a part of the branch names one of its own. */
export async function placeIn(tx: Tx, scope: Scope, outletId: string): Promise<Outcome<ItemPlace | null>> {
	if (outletId === '') {
		const whole = scope.places.some((place) => place.kind === 'branch')
		return whole ? ok(null) : refuse('invalid', 'intake.outlet-needed')
	}
	const outlet = await outletIn(tx, scope, outletId)
	return outlet ? ok(outlet) : refuse('missing', 'not-found')
}

/**
 * Takes a complaint into the register, numbered TS-YYYY-nnnn without a gap; who records it has received it and owns it.
 * The same form sent twice is one complaint. Refuses a number that its source has given before, an outlet outside the
 * scope and a day to come. A cluster that it completes is proposed in the same transaction.
 */
export async function recordComplaint(ctx: Ctx, form: ComplaintForm): Promise<Outcome<MadeItem>> {
	const day = complaintDay(form.complainedOn, ctx.today)
	if (!day.ok) return day
	return ctx.inTx<MadeItem>(ctx.actor.branchId, async (tx) => {
		const scope = scopeOf(ctx.actor, 'intake.record')
		if (scope.places.length === 0) return refuse('forbidden', 'not-allowed')
		const before = await intakeByRequest(tx, ctx.actor.branchId, form.requestKey)
		if (before) return sameForm(ctx, before)
		const type = form.typeCode === '' ? null : form.typeCode
		const types = type === null ? [] : await knownTypes(ctx, tx)
		if (type !== null && !types.includes(type)) return refuse('invalid', 'intake.type-unknown')
		const place = await placeIn(tx, scope, form.outletId)
		if (!place.ok) return place
		const external = form.externalNumber.normalize('NFKC')
		const [taken] = external === '' ? [] : await intakeByExternal(tx, ctx.actor.branchId, form.channel, [external])
		if (taken) return refuse('invalid', 'intake.external-taken', { number: taken.number })
		const [made] = await addItems(ctx, tx, [
			{
				...(await complainantOf(ctx, tx, form.complainant)),
				kind: 'complaint',
				channel: form.channel,
				externalNumber: external === '' ? null : external,
				complainedOn: form.complainedOn,
				place: place.value,
				category: form.category,
				type,
				matter: form.matter,
				wanted: form.wanted,
				replyBy: form.replyBy,
				urgency: form.urgency === '' ? null : form.urgency,
				requestKey: form.requestKey,
			},
		])
		if (!made) throw new Error('The complaint was not written')
		if (place.value) await clusterAt(ctx, tx, place.value.id, { category: form.category, type })
		return ok({ id: made.id, number: made.number })
	})
}

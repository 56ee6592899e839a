import { may, scopeOf } from '#app/domain/access.ts'
import type { ConsentForm } from '#app/domain/notice/service.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type DealerRow, dealerIn, updateDealer } from '#db/queries/dealers.server.ts'
import { consentsOf, insertConsent } from '#db/queries/service-proofs.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'

type DealerSet = Partial<Omit<DealerRow, 'id' | 'version'>>

/** Consent of a dealer to electronic service as it stands, with its history. */
export async function consentPage(ctx: Ctx, dealerId: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'register.read'), dealerId)
	if (!dealer) return refuse('missing', 'not-found')
	const history = await consentsOf(ctx.read, dealer.id)
	return ok({
		id: dealer.id,
		name: dealer.name,
		version: dealer.version,
		since: dealer.e_service_consent_at,
		today: ctx.today,
		mayRecord: may(ctx.actor, 'register.edit'),
		history: history.map((one) => ({
			id: one.id,
			given: one.given === 1,
			paperOn: one.paper_on,
			note: one.note,
			by: one.recordedByName ?? '',
			at: one.recorded_at,
		})),
	})
}

/** Records consent or its withdrawal with its paper. A withdrawal keeps everything from lapsing into service. */
export async function recordConsent(
	ctx: Ctx,
	dealerId: string,
	version: number,
	form: ConsentForm,
): Promise<Outcome<{ id: string }>> {
	const given = form.given === 'yes'
	return transition<DealerRow, DealerSet>(ctx, {
		subject: 'dealer',
		id: dealerId,
		version,
		readAction: 'register.read',
		actions: ['register.edit'],
		load: dealerIn,
		save: updateDealer,
		decide: (row) => {
			if (form.paperOn > ctx.today) return refuse('invalid', 'notice.later-than-today')
			if (given === (row.e_service_consent_at !== null)) return refuse('procedure', 'already-done')
			return ok({
				set: { e_service_consent_at: given ? ctx.now : null },
				event: {
					kind: given ? 'dealer.consent-given' : 'dealer.consent-withdrawn',
					reason: form.note,
					after: { paper_on: form.paperOn },
				},
				also: (tx) =>
					insertConsent(tx, {
						id: ctx.newId(),
						branch_id: row.branch_id,
						dealer_id: row.id,
						given: given ? 1 : 0,
						paper_on: form.paperOn,
						note: form.note,
						recorded_by: ctx.actor.accountId,
						recorded_at: ctx.now,
					}),
			})
		},
	})
}

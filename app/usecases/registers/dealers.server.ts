import { may, scopeOf } from '#app/domain/access.ts'
import { DEALER_STATUSES, type DealerStatus } from '#app/domain/dealer.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { countDealers, dealerIn, dealersPage } from '#db/queries/dealers.server.ts'
import { peopleHolding } from '#db/queries/outlets.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { PAGE_SIZE } from './outlets.server.ts'

const SIGNERS = ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'] as const

export type DealerQuery = {
	readonly q?: string | undefined
	readonly status?: string | undefined
	readonly after?: string | undefined
}

function filterOf(query: DealerQuery) {
	const status: DealerStatus | undefined = DEALER_STATUSES.find((one) => one === query.status)
	return { q: query.q, status }
}

/** A page of the dealers that the actor may see. */
export async function listDealers(ctx: Ctx, query: DealerQuery) {
	const scope = scopeOf(ctx.actor, 'register.read')
	const filter = filterOf(query)
	const [page, total] = await Promise.all([
		dealersPage(ctx.read, scope, filter, query.after ?? null, PAGE_SIZE),
		countDealers(ctx.read, scope, filter),
	])
	return { ...page, total, mayEdit: may(ctx.actor, 'register.edit') }
}

/** The form of a dealer: the entry when there is one, and who may have signed the dealer up. */
export async function dealerFormPage(ctx: Ctx, id: string | null) {
	const dealer = id === null ? null : await dealerIn(ctx.read, scopeOf(ctx.actor, 'register.edit'), id)
	if (dealer === undefined) return refuse('missing', 'not-found')
	const people = await peopleHolding(ctx.read, ctx.actor.branchId, SIGNERS)
	// A person who has left stays named.
	const signer = dealer?.signed_by ?? null
	const names = await namesOf(ctx.read, [signer])
	const known = signer === null || people.some((one) => one.id === signer)
	return ok({ dealer, people: known ? people : [{ id: signer, name: names.get(signer) ?? signer }, ...people] })
}

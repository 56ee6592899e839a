import { covers, may, scopeOf } from '#app/domain/access.ts'
import { dealerMayAdd, type EvidenceSubject, readActionOf, shownToDealer } from '#app/domain/evidence.ts'
import { subjectPlace } from '#db/queries/evidence.server.ts'
import { orderIn } from '#db/queries/orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'

/** As whom the actor sees a subject's evidence: staff see the original, the dealer the copy without metadata. */
export type Seen = 'staff' | 'dealer' | null

export async function seenAs(ctx: Ctx, handle: Handle, subject: EvidenceSubject): Promise<Seen> {
	const action = readActionOf(subject.kind)
	if (subject.kind === 'order') return (await orderIn(handle, reachOf(ctx.actor, action), subject.id)) ? 'staff' : null
	const place = await subjectPlace(handle, subject)
	if (!place) return null
	if (may(ctx.actor, 'evidence.read') && covers(scopeOf(ctx.actor, action), place)) return 'staff'
	const own = covers(scopeOf(ctx.actor, 'desk.read'), place)
	return own && place.told && shownToDealer(subject.kind) ? 'dealer' : null
}

/** May the actor add files to this subject? The act itself (its state, its due date) is judged by its own use case. */
export async function mayAddTo(ctx: Ctx, handle: Handle, subject: EvidenceSubject): Promise<'yes' | 'no' | 'unknown'> {
	const seen = await seenAs(ctx, handle, subject)
	if (seen === null) return 'unknown'
	if (!may(ctx.actor, 'evidence.add')) return 'no'
	if (seen === 'dealer') return dealerMayAdd(subject.kind) ? 'yes' : 'no'
	if (subject.kind === 'order') return 'yes'
	const place = await subjectPlace(handle, subject)
	return place && covers(scopeOf(ctx.actor, 'evidence.add'), place) ? 'yes' : 'no'
}

import { needsOrderTrace } from '#app/domain/penalty/order-trace.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { orderMoment, type TraceForm } from '#app/domain/violation/trace.schema.ts'
import { evidenceIdsOf, updateOrderTrace } from '#db/queries/evidence.server.ts'
import { penaltyOfViolation } from '#db/queries/penalties.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { violationDoor } from './door.server.ts'

/** States of a case in which its file may still be completed: nobody has been told of it. */
const OPEN: readonly string[] = ['DRAFT', 'CHECKED']

/**
 * Says of one piece of evidence when, where and by whom the service was ordered, or that it cannot be traced. Refuses a
 * type that rests on no order, evidence of another violation, and a case of which the dealer has been told.
 */
export async function recordOrderTrace(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly form: TraceForm },
): Promise<Outcome<{ id: string }>> {
	const { id, version, form } = command
	const door = violationDoor(id, version, 'violation.record', async (row, tx) => {
		if (!needsOrderTrace(row.violation_type))
			return refuse('procedure', 'wrong-state', { state: row.state, action: 'trace' })
		const penalty = await penaltyOfViolation(tx, id)
		if (row.state === 'DISMISSED' || (penalty && !OPEN.includes(penalty.state)))
			return refuse('procedure', 'wrong-state', { state: penalty?.state ?? row.state, action: 'trace' })
		const own = await evidenceIdsOf(tx, { kind: 'violation', id })
		if (!own.includes(form.evidenceId)) return refuse('missing', 'not-found')
		const traced = form.traceable === 'yes'
		const set = {
			order_time: orderMoment(form),
			order_channel: traced ? form.channel : null,
			order_staff_no: traced ? form.staffNo : null,
			order_traceable: traced ? (1 as const) : (0 as const),
		}
		return ok({
			set: {},
			event: { kind: 'violation.traced', after: { evidence: form.evidenceId, ...set } },
			also: async (within) => updateOrderTrace(within, form.evidenceId, set),
		})
	})
	return transition(ctx, { ...door, actions: ['violation.record', 'violation.check'] })
}

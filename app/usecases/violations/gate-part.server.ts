import { covers, scopeOf } from '#app/domain/access.ts'
import { newestByPerson } from '#app/domain/penalty/conflict.ts'
import { needsOrderTrace, orderTraceOf } from '#app/domain/penalty/order-trace.ts'
import { limitationOn } from '#app/domain/violation/limitation.ts'
import { declarationsOf } from '#db/queries/conflicts.server.ts'
import { orderTracesOf } from '#db/queries/evidence.server.ts'
import { gateReasonsOf } from '#db/queries/gate-reasons.server.ts'
import { penaltyOfViolation } from '#db/queries/penalties.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { circumstanceOfViolation, upliftOfViolation } from '#db/queries/violation-gate.server.ts'
import type { ViolationRow } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { upliftShown } from '../penalties/gate-part.server.ts'
import { occurrenceOf, openTwinsOf, twinsOnRecord } from './twins.server.ts'
import { upliftFor } from './uplift.server.ts'

/** What the gate of a violation says on its pages: possible twins, severity, trace of the order, declarations. */
export async function violationGateOf(ctx: Ctx, row: ViolationRow) {
	const draft = row.state === 'DRAFT' && row.historic === 0
	const stored = await upliftOfViolation(ctx.read, row.id)
	const proposal = draft ? await upliftFor(ctx, ctx.read, row) : null
	const declarations = await declarationsOf(ctx.read, [row.id])
	const own = declarations.findLast((one) => one.account_id === ctx.actor.accountId)
	const newest = [...newestByPerson(declarations.map((one) => ({ ...one, personId: one.account_id }))).values()]
	const names = await namesOf(
		ctx.read,
		newest.map((one) => one.personId),
	)
	const until = limitationOn(row.severity, row.occurred_on)
	return {
		declared: own?.declared ?? null,
		declarations: newest.map((one) => ({
			name: names.get(one.personId) ?? '',
			declared: one.declared,
			relation: one.relation,
		})),
		twins: row.historic === 1 ? [] : await twinsShown(ctx, row),
		proposal,
		uplift: stored ? upliftShown(stored) : null,
		trace: await traceShown(ctx, row),
		reasons: (await gateReasonsOf(ctx.read, 'violation', row.id)).map(({ id, gate, reason, byName, at }) => ({
			id,
			gate,
			reason,
			by: byName,
			at,
		})),
		circumstance: await circumstanceOfViolation(ctx.read, row.id),
		limitation: draft && ctx.today > until ? until : null,
	}
}

async function twinsShown(ctx: Ctx, row: ViolationRow) {
	const fresh = occurrenceOf(row)
	const open = new Set((await openTwinsOf(ctx.read, fresh)).map((one) => one.id))
	const shown = []
	for (const twin of await twinsOnRecord(ctx.read, fresh)) {
		const penalty = await penaltyOfViolation(ctx.read, twin.id)
		const { id, number, facts, units, source, state, openedBy, openedAt } = twin
		shown.push({
			id,
			number,
			facts,
			units,
			source,
			state,
			openedBy: openedBy ?? '',
			openedAt,
			open: open.has(id),
			penalty: penalty ? { id: penalty.id, number: penalty.number, state: penalty.state } : null,
		})
	}
	return shown
}

async function traceShown(ctx: Ctx, row: ViolationRow) {
	if (!needsOrderTrace(row.violation_type)) return null
	const rows = await orderTracesOf(ctx.read, row.id)
	const penalty = await penaltyOfViolation(ctx.read, row.id)
	const untold = row.state !== 'DISMISSED' && (!penalty || ['DRAFT', 'CHECKED'].includes(penalty.state))
	const actions = ['violation.record', 'violation.check'] as const
	const may = actions.some((action) => covers(scopeOf(ctx.actor, action), row))
	return { state: orderTraceOf(row.violation_type, rows, false), rows, mayRecord: untold && may }
}

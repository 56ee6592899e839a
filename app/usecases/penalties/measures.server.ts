import { farmingExit } from '#app/domain/measure/exit.ts'
import { type LadderCause, ladder } from '#app/domain/penalty/ladder.ts'
import type { Measure } from '#app/domain/penalty/rulebook.schema.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertMeasure } from '#db/queries/measures.server.ts'
import { type OutboxDraft, writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { CaseFile } from './case-file.server.ts'

/** The case that set the ladder off counts as final on this day (domain 3.2). */
export async function ladderOf(ctx: Ctx, tx: Handle, { row, rulebook }: CaseFile) {
	const fresh = {
		penaltyId: row.id,
		outletId: row.outlet_id,
		dealerId: row.dealer_id,
		occurredOn: row.occurred_on,
		points: row.points,
		state: row.state,
		finalOn: null,
		revoked: false,
		historic: false,
		redLine: row.red_line === 1,
	}
	return ladder(rulebook.body, await pointsRecords(tx, { dealerId: row.dealer_id }), fresh, ctx.today)
}

const deciderOf = (kind: Measure) => (kind === 'TERMINATE' ? 'PANEL_MEMBER' : 'APPROVER')

type Proposal = {
	readonly kind: Measure
	readonly threshold: number
	readonly outletId: string | null
	readonly cause: LadderCause | 'FARMING'
	readonly points: { readonly before: number; readonly after: number } | null
}

/** Writes a proposal, once per threshold of a case, and tells whoever may decide it. */
async function propose(ctx: Ctx, tx: Tx, { row }: CaseFile, proposal: Proposal): Promise<void> {
	const id = ctx.newId()
	const isNew = await insertMeasure(tx, {
		id,
		branch_id: row.branch_id,
		dealer_id: row.dealer_id,
		outlet_id: proposal.outletId,
		penalty_id: row.id,
		threshold: proposal.threshold,
		kind: proposal.kind,
		state: 'PROPOSED',
		proposed_at: ctx.now,
		decided_by: null,
		decided_at: null,
		reason: null,
		begins_on: null,
		ends_on: null,
		cause: proposal.cause,
	})
	if (!isNew) return
	await appendEvents(tx, row.branch_id, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'measure',
			subjectId: id,
			kind: 'measure.proposed',
			after: { kind: proposal.kind, cause: proposal.cause, ...proposal.points, case: row.number },
		},
	])
	const where = { countyId: row.county_id, gridId: row.grid_id }
	const deciders = await holdersOf(tx, row.branch_id, [deciderOf(proposal.kind)], where)
	const tell = deciders.map(
		(one): OutboxDraft => ({
			key: `measure:${id}`,
			kind: 'measure.proposed',
			accountId: one.id,
			subjectKind: 'measure',
			subjectId: id,
			params: { number: row.number, measure: proposal.kind },
		}),
	)
	await writeOutbox(tx, row.branch_id, ctx.now, ctx.newId, tell)
}

/** Crossing a threshold proposes the strongest measure to whoever may decide it. */
export async function proposeMeasures(ctx: Ctx, tx: Tx, file: CaseFile): Promise<void> {
	const { strongest, before, after } = await ladderOf(ctx, tx, file)
	if (strongest)
		await propose(ctx, tx, file, {
			kind: strongest.measure,
			threshold: strongest.atPoints,
			outletId: strongest.target.kind === 'OUTLET' ? file.row.outlet_id : null,
			cause: strongest.cause,
			points: { before, after },
		})
	await proposeExit(ctx, tx, file)
}

/**
 * A red line, or SIM farming from the rulebook's number on, asks the panel to end the co-operation (domain 2, notes): with
 * the first notice, so that the panel knows; it votes when the case has a decision.
 */
async function proposeExit(ctx: Ctx, tx: Tx, { row, rulebook, ...rest }: CaseFile): Promise<void> {
	const farming = farmingExit(row.violation_type, row.units, rulebook.body.settings.uplift.farmingExitCount)
	if (!farming && row.red_line !== 1) return
	const last = [...rulebook.body.sanctions].sort((a, b) => a.atPoints - b.atPoints).at(-1)
	if (!last) return
	await propose(
		ctx,
		tx,
		{ row, rulebook, ...rest },
		{
			kind: last.measure,
			threshold: last.atPoints,
			outletId: null,
			cause: farming ? 'FARMING' : 'RED_LINE',
			points: null,
		},
	)
}

/** A red line suspends the permission to open SIMs with the first notice (domain 2, red lines): a measure in force. */
export async function suspendSimOpening(ctx: Ctx, tx: Tx, file: CaseFile): Promise<void> {
	const { row } = file
	await proposeExit(ctx, tx, file)
	const id = ctx.newId()
	const isNew = await insertMeasure(tx, {
		id,
		branch_id: row.branch_id,
		dealer_id: row.dealer_id,
		outlet_id: row.outlet_id,
		penalty_id: row.id,
		threshold: 0,
		kind: 'SUSPEND_SIM',
		state: 'IMPOSED',
		proposed_at: ctx.now,
		decided_by: ctx.actor.accountId,
		decided_at: ctx.now,
		reason: row.number,
		begins_on: ctx.today,
		ends_on: null,
		cause: 'RED_LINE',
	})
	if (!isNew) return
	await appendEvents(tx, row.branch_id, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'measure',
			subjectId: id,
			kind: 'measure.imposed',
			after: { kind: 'SUSPEND_SIM', case: row.number },
		},
	])
}

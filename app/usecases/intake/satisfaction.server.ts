import { scopeOf } from '#app/domain/access.ts'
import type { CorrectSatisfactionForm } from '#app/domain/intake/intake.schema.ts'
import {
	type BadRun,
	badRuns,
	monthAfter,
	monthEnd,
	monthOf,
	type Proposed,
	percentText,
	proposalMoves,
	readPercent,
	runKey,
} from '#app/domain/intake/satisfaction.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { satisfactionProposals, updateProposal } from '#db/queries/proposals.server.ts'
import { failingOutlets, insertValues, monthValue, setAside, valuesOf } from '#db/queries/satisfaction.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { recordNew } from '../transition.server.ts'
import { propose } from './clusters.server.ts'

/** Months back of which runs are still proposed: an import of old years proposes nothing. */
const LOOK_BACK_MONTHS = 6

/** The threshold in basis points and the number of months, from the policy in force. */
export async function satisfactionRule(ctx: Ctx, handle: Handle) {
	const { satisfaction } = (await policyOf(ctx, handle)).body
	const threshold = readPercent(satisfaction.percent)
	if (threshold === null) throw new Error(`The policy names no percentage: ${satisfaction.percent}`)
	return { threshold, months: satisfaction.months }
}

function firstDay(month: string): LocalDate {
	const day = `${month}-01`
	if (!isLocalDate(day)) throw new Error(`No month: ${month}`)
	return day
}

/**
 * Looks at one outlet: proposes an order for each run of bad months that has none under way, stretches what is under way
 * over a further bad month, and lets a proposal lapse when a correction has taken its ground away before anybody decided
 * (proposalMoves). Gives how many were proposed.
 */
export async function satisfactionAt(ctx: Ctx, tx: Tx, outletId: string): Promise<number> {
	const { threshold, months } = await satisfactionRule(ctx, tx)
	const since = monthAfter(monthOf(ctx.today), -LOOK_BACK_MONTHS)
	const values = (await valuesOf(tx, outletId)).map((row) => ({ month: row.month, points: row.basis_points }))
	const rows = await satisfactionProposals(tx, outletId)
	const moves = proposalMoves(
		badRuns(values, threshold, months),
		months,
		rows.filter(({ state }) => state !== 'LAPSED').map(proposedOf),
		since,
	)
	const facts = (run: BadRun) => ({
		values: values.filter(({ month }) => month >= run.from && month <= run.to),
		threshold: percentText(threshold),
	})
	for (const id of moves.lapse) await lapse(ctx, tx, rowIn(rows, id))
	for (const { id, ...run } of moves.stretch) await stretch(ctx, tx, rowIn(rows, id), run, facts(run))
	for (const run of moves.make) {
		// The same beginning again: an earlier one lapsed, or was answered.
		const again = rows.filter(({ from_on: from }) => from === firstDay(run.from)).length
		await propose(ctx, tx, {
			kind: 'SATISFACTION',
			key: runKey(outletId, run, again),
			outletId,
			cause: null,
			fromOn: firstDay(run.from),
			toOn: monthEnd(run.to),
			facts: facts(run),
		})
	}
	return moves.make.length
}

type Proposal = Awaited<ReturnType<typeof satisfactionProposals>>[number]

function proposedOf(row: Proposal): Proposed {
	return {
		id: row.id,
		from: monthOf(row.from_on),
		to: monthOf(row.to_on),
		open: row.state === 'PROPOSED',
		underWay: row.underWay,
	}
}

function rowIn(rows: readonly Proposal[], id: string): Proposal {
	const row = rows.find((one) => one.id === id)
	if (!row) throw new Error(`No proposal ${id}`)
	return row
}

async function lapse(ctx: Ctx, tx: Tx, row: Proposal): Promise<void> {
	const set = { state: 'LAPSED', decided_by: ctx.actor.accountId, decided_at: ctx.now } as const
	await updateProposal(tx, row.id, row.version, set)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'proposal', subjectId: row.id, kind: 'proposal.lapsed', after: set },
	])
}

async function stretch(ctx: Ctx, tx: Tx, row: Proposal, run: BadRun, facts: unknown): Promise<void> {
	const set = { from_on: firstDay(run.from), to_on: monthEnd(run.to) }
	await updateProposal(tx, row.id, row.version, { ...set, facts_json: toJson(facts) })
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'proposal', subjectId: row.id, kind: 'proposal.joined', after: set },
	])
}

/** Every outlet with a bad month of late; what the sweep does. */
export async function sweepSatisfaction(ctx: Ctx): Promise<number> {
	const { threshold } = await satisfactionRule(ctx, ctx.read)
	const since = monthAfter(monthOf(ctx.today), -LOOK_BACK_MONTHS)
	let made = 0
	for (const outletId of await failingOutlets(ctx.read, ctx.actor.branchId, since, threshold)) {
		const done = await ctx.inTx<number>(ctx.actor.branchId, async (tx) => ok(await satisfactionAt(ctx, tx, outletId)))
		if (done.ok) made += done.value
	}
	return made
}

/**
 * Corrects a month's value: the old version is set aside and stays readable, the new one carries the reason. What rests
 * on the value is looked at again.
 */
export async function correctSatisfaction(
	ctx: Ctx,
	outletId: string,
	form: CorrectSatisfactionForm,
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const outlet = await outletIn(tx, scopeOf(ctx.actor, 'intake.register'), outletId)
		if (!outlet) {
			const seen = await outletIn(tx, scopeOf(ctx.actor, 'intake.read'), outletId)
			return seen ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
		}
		if (form.month >= monthOf(ctx.today)) return refuse('invalid', 'satisfaction.future')
		const before = await monthValue(tx, outletId, form.month)
		if (!before) return refuse('invalid', 'satisfaction.no-value')
		if (before.basis_points === form.percent) return refuse('invalid', 'satisfaction.same-value')
		const id = ctx.newId()
		await setAside(tx, before.id)
		await insertValues(tx, [
			{
				...before,
				id,
				n: before.n + 1,
				basis_points: form.percent,
				in_force: 1,
				reason: form.reason,
				import_id: null,
				recorded_by: ctx.actor.accountId,
				recorded_at: ctx.now,
			},
		])
		await recordNew(ctx, tx, {
			subject: 'satisfaction',
			id,
			event: {
				kind: 'satisfaction.corrected',
				reason: form.reason,
				before: { month: form.month, basis_points: before.basis_points },
				after: { month: form.month, basis_points: form.percent, outlet_id: outletId },
			},
		})
		await satisfactionAt(ctx, tx, outletId)
		return ok({ id })
	})
}

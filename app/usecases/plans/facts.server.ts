import {
	CAUSE_CODES,
	type CauseCode,
	PLAN_STATES,
	type PlanFacts,
	type PlanState,
	type PlanStep,
} from '#app/domain/plan/plan.ts'
import { instantAt, localDateOf } from '#app/domain/time.ts'
import { clocksOf, type StoredClock } from '#db/queries/clocks.server.ts'
import { finderOf, type PlanRow, type PlanStepRow, stepsOf } from '#db/queries/plans.server.ts'
import type { Handle } from '#db/tx.server.ts'

export function planStateOf(text: string): PlanState {
	const state = PLAN_STATES.find((known) => known === text)
	if (!state) throw new Error(`Unknown plan state: ${text}`)
	return state
}

export function causeOf(text: string | null): CauseCode | null {
	return CAUSE_CODES.find((known) => known === text) ?? null
}

/** A stored step as the rules read it: its proof is what the dealer wrote about it, files come on top. */
export function stepOf(row: PlanStepRow): PlanStep {
	return {
		what: row.what,
		owner: row.owner,
		dueOn: row.due_on,
		done: row.done_at !== null,
		proofCount: row.proof.trim() === '' ? 0 : 1,
	}
}

/** Clocks of the plan's present life: a reopened plan starts a clean sheet. */
export function livingClocks(row: Pick<PlanRow, 'served_at'>, clocks: readonly StoredClock[]): StoredClock[] {
	if (row.served_at === null) return []
	// A clock that counts days starts with the day of service, not with its moment.
	const since = instantAt(localDateOf(row.served_at), 0)
	return clocks.filter((clock) => clock.startedAt >= since || clock.state === 'RUNNING')
}

/** Everything the rules of domain 4.1 ask about a plan. */
export async function planFacts(handle: Handle, row: PlanRow): Promise<PlanFacts> {
	const [steps, finderId, clocks] = [
		await stepsOf(handle, row.id),
		await finderOf(handle, row.violation_id),
		await clocksOf(handle, 'plan', row.id),
	]
	return {
		state: planStateOf(row.state),
		severity: row.severity,
		cause: causeOf(row.cause_code),
		steps: steps.map(stepOf),
		dueOn: row.due_on,
		extended: row.extended === 1,
		returnedFrom: row.returned_from,
		rejections: row.returned_count,
		missed: livingClocks(row, clocks).some((clock) => clock.state === 'BREACHED'),
		ineffective: row.ineffective === 1,
		submitterId: row.submitted_by,
		finderId,
	}
}

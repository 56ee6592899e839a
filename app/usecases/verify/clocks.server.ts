import { dueOf } from '#app/domain/clock/engine.ts'
import type { ClockFacts } from '#app/domain/clock/facts.ts'
import { isStatutory } from '#app/domain/clock.ts'
import { factsOfClocks } from '#db/queries/clock-facts.server.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import { clocksToVerify, movesToVerify, strayCopies, strayRetirements } from '#db/queries/verify-clocks.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { calendarById } from '../reference/load.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const BATCH = 500

/**
 * Clocks: each stored date is what its facts give under the calendar version that it names, met and breached fit the
 * state, a pause stands where one is open, the moves on record lead to the date, copies at the subjects agree.
 */
export async function checkClocks(handle: Handle): Promise<Check> {
	const faults = new Faults()
	let [looked, after] = [0, '']
	while (!faults.full) {
		const clocks = await clocksToVerify(handle, after, BATCH)
		const facts = await factsOfClocks(handle, clocks)
		const moves = await movesToVerify(
			handle,
			clocks.map(({ id }) => id),
		)
		for (const clock of clocks) {
			const say = (what: string) => faults.add(`clock ${clock.kind} of ${clock.subjectKind} ${clock.subjectId}`, what)
			const own = facts.get(clock.id)
			if (own) await checkDate(handle, clock, own, say)
			if (own) checkState(clock, own, say)
			checkMoves(
				clock,
				moves.filter((move) => move.clock_id === clock.id),
				say,
			)
		}
		looked += clocks.length
		if (clocks.length < BATCH) break
		after = clocks.at(-1)?.id ?? after
	}
	for (const row of faults.full ? [] : await strayCopies(handle, MAX_FAULTS)) {
		faults.add(`${row.subject} ${row.id}`, `says ${row.copy}, its clock ${row.clock}`)
	}
	for (const { id, due } of faults.full ? [] : await strayRetirements(handle, MAX_FAULTS)) {
		const what = due === null ? 'has no due day, its clock was not retired' : `is due ${due}, its clock was retired`
		faults.add(`supervision_order ${id}`, what)
	}
	return { name: 'clocks', looked: plural(looked, 'clock'), faults: faults.list, notes: [] }
}

type Say = (what: string) => void

async function checkDate(handle: Handle, clock: StoredClock, facts: ClockFacts, say: Say): Promise<void> {
	const { body } = await calendarById(handle, clock.calendarVersionId, clock.calendarCode)
	const due = dueOf(body, facts)
	if (due.dueAt !== clock.dueAt || due.dueOn !== clock.dueOn) say(`is due ${clock.dueAt}, its facts give ${due.dueAt}`)
	if (due.firstDueAt !== clock.firstDueAt) say(`was first due ${clock.firstDueAt}, its facts give ${due.firstDueAt}`)
	if (due.provisional !== clock.provisional)
		say(due.provisional ? 'is not marked provisional' : 'is marked provisional')
}

function checkState(clock: StoredClock, facts: ClockFacts, say: Say): void {
	const { state, metAt, breachedAt, endedAt, dueAt } = clock
	const open = facts.pauses.filter(({ toAt }) => toAt === null).length
	if (isStatutory(clock.kind) && facts.pauses.length > 0) say('is set by law and was paused')
	if ((state === 'PAUSED') !== (open === 1) && endedAt === null) say(`is ${state} with ${open} open pauses`)
	switch (state) {
		case 'RUNNING':
		case 'PAUSED':
			if (endedAt !== null || metAt !== null || breachedAt !== null) say(`is ${state} and has ended`)
			return
		case 'MET':
			if (metAt === null || breachedAt !== null) say('is MET without a moment, or late')
			else if (metAt > dueAt && open === 0) say(`is MET at ${metAt}, after ${dueAt}`)
			return
		case 'BREACHED':
			if (breachedAt === null) say('is BREACHED without a moment')
			else if (metAt !== null && metAt <= breachedAt) say(`is BREACHED and was answered at ${metAt}`)
			return
		case 'CANCELLED':
		case 'RETIRED':
			if (endedAt === null) say(`is ${state} and has not ended`)
	}
}

function checkMoves(
	clock: StoredClock,
	moves: readonly { readonly old_due_at: string; readonly new_due_at: string }[],
	say: Say,
): void {
	moves.forEach((move, i) => {
		const before = moves[i - 1]
		if (before && before.new_due_at !== move.old_due_at) say(`moved from ${move.old_due_at}, where it never was`)
	})
	const last = moves.at(-1)
	if (last && last.new_due_at !== clock.dueAt) say(`is due ${clock.dueAt}, its last move says ${last.new_due_at}`)
}

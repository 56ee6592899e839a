import type { Clock, ClockDates, ClockKind, ClockSubject } from '#app/domain/clock.ts'
import type { Instant } from '#app/domain/time.ts'
import { flag, toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { clockOfRow, datesOfClock, type StoredClock } from './clock-rows.server.ts'

export type { StoredClock } from './clock-rows.server.ts'

/** Puts clocks into the database; a clock of the same subject, kind and round takes the new dates and runs again. */
export async function startClocks(
	tx: Tx,
	branchId: string,
	newId: () => string,
	clocks: readonly Clock[],
): Promise<void> {
	for (const clock of clocks) {
		const dates = datesOfClock(clock)
		await forgetFacts(tx, clock)
		await tx
			.insertInto('clock')
			.values({
				id: newId(),
				branch_id: branchId,
				subject_kind: clock.subjectKind,
				subject_id: clock.subjectId,
				kind: clock.kind,
				party: clock.party,
				round: clock.round,
				...dates,
			})
			.onConflict((oc) => oc.columns(['subject_kind', 'subject_id', 'kind', 'round']).doUpdateSet(dates))
			.execute()
	}
}

/** A round that is started anew begins without the pauses and extensions that it had. */
async function forgetFacts(tx: Tx, clock: Clock): Promise<void> {
	const old = await roundsOf(tx, clock.subjectKind, clock.subjectId, clock.kind)
		.where('round', '=', clock.round)
		.executeTakeFirst()
	if (!old) return
	await tx.deleteFrom('clock_pause').where('clock_id', '=', old.id).execute()
	await tx.deleteFrom('clock_extension').where('clock_id', '=', old.id).execute()
}

/** Stops the subject's running clocks of these kinds: met when in time, breached when late, or cancelled. */
export async function stopClocks(
	tx: Tx,
	subjectKind: ClockSubject,
	subjectId: string,
	kinds: readonly ClockKind[],
	at: Instant,
	how: 'answered' | 'cancelled',
	/** Only this round; every one when left out. */
	round?: number,
): Promise<void> {
	if (kinds.length === 0) return
	const own = (states: readonly Clock['state'][]) => {
		const clocks = tx
			.updateTable('clock')
			.where('subject_kind', '=', subjectKind)
			.where('subject_id', '=', subjectId)
			.where('kind', 'in', kinds)
			.where('state', 'in', states)
		return round === undefined ? clocks : clocks.where('round', '=', round)
	}
	if (how === 'cancelled') {
		await own(['RUNNING', 'PAUSED']).set({ state: 'CANCELLED', ended_at: at }).execute()
		return
	}
	const met = { state: 'MET' as const, ended_at: at, met_at: at }
	await own(['PAUSED']).set(met).execute()
	// Also what the sweep has marked late when the answer came in time and was only recorded now.
	await own(['RUNNING', 'BREACHED'])
		.where('due_at', '>=', at)
		.where('met_at', 'is', null)
		.set({ ...met, breached_at: null })
		.execute()
	// What the sweep has marked late already learns when it was answered; late stays late (domain 5.4).
	await own(['BREACHED']).where('met_at', 'is', null).set({ met_at: at }).execute()
	await own(['RUNNING'])
		.where('due_at', '<', at)
		.set((eb) => ({ state: 'BREACHED' as const, ended_at: at, met_at: at, breached_at: eb.ref('due_at') }))
		.execute()
}

/** Marks one clock as breached at `at`; true when it was still running (so that the effect happens once). */
export async function breachClock(tx: Tx, clockId: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('clock')
		.set((eb) => ({ state: 'BREACHED' as const, ended_at: at, breached_at: eb.ref('due_at') }))
		.where('id', '=', clockId)
		.where('state', '=', 'RUNNING')
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** One clock. */
export async function clockById(handle: Handle, id: string): Promise<StoredClock | undefined> {
	const row = await handle.selectFrom('clock').selectAll().where('id', '=', id).executeTakeFirst()
	return row ? clockOfRow(row) : undefined
}

/** Every clock of one subject, oldest start first. */
export async function clocksOf(handle: Handle, subjectKind: ClockSubject, subjectId: string): Promise<StoredClock[]> {
	const rows = await handle
		.selectFrom('clock')
		.selectAll()
		.where('subject_kind', '=', subjectKind)
		.where('subject_id', '=', subjectId)
		.orderBy('started_at')
		.orderBy('kind')
		.orderBy('round')
		.execute()
	return rows.map(clockOfRow)
}

/** The same for several subjects of one kind: the rows of one page. */
export async function clocksOfMany(
	handle: Handle,
	subjectKind: ClockSubject,
	ids: readonly string[],
): Promise<StoredClock[]> {
	if (ids.length === 0) return []
	const rows = await handle
		.selectFrom('clock')
		.selectAll()
		.where('subject_kind', '=', subjectKind)
		.where('subject_id', 'in', ids)
		.orderBy('started_at')
		.orderBy('kind')
		.orderBy('round')
		.execute()
	return rows.map(clockOfRow)
}

/** Running clocks whose moment has come, oldest due first; the sweep's work list, read by key from `after`. */
export async function dueClocks(
	handle: Handle,
	now: Instant,
	limit: number,
	kinds?: readonly ClockKind[],
	after?: Pick<StoredClock, 'dueAt' | 'id'>,
	branchId?: string,
): Promise<StoredClock[]> {
	let query = handle.selectFrom('clock').selectAll().where('state', '=', 'RUNNING').where('due_at', '<', now)
	if (kinds) query = query.where('kind', 'in', kinds)
	if (branchId) query = query.where('branch_id', '=', branchId)
	if (after) query = query.where((eb) => eb(eb.refTuple('due_at', 'id'), '>', eb.tuple(after.dueAt, after.id)))
	const rows = await query.orderBy('due_at').orderBy('id').limit(limit).execute()
	return rows.map(clockOfRow)
}

const roundsOf = (handle: Handle, subjectKind: ClockSubject, subjectId: string, kind: ClockKind) =>
	handle
		.selectFrom('clock')
		.selectAll()
		.where('subject_kind', '=', subjectKind)
		.where('subject_id', '=', subjectId)
		.where('kind', '=', kind)

/** Every round of the same deadline, the first one first. */
export async function roundsOfClock(
	handle: Handle,
	clock: Pick<StoredClock, 'subjectKind' | 'subjectId' | 'kind'>,
): Promise<StoredClock[]> {
	const rows = await roundsOf(handle, clock.subjectKind, clock.subjectId, clock.kind).orderBy('round').execute()
	return rows.map(clockOfRow)
}

/** The newest round of one deadline of a subject. */
export async function latestClock(
	handle: Handle,
	subjectKind: ClockSubject,
	subjectId: string,
	kind: ClockKind,
): Promise<StoredClock | undefined> {
	const rounds = roundsOf(handle, subjectKind, subjectId, kind)
	const row = await rounds.orderBy('round', 'desc').limit(1).executeTakeFirst()
	return row ? clockOfRow(row) : undefined
}

/** One round of one deadline of a subject. */
export async function clockOfRound(
	handle: Handle,
	subjectKind: ClockSubject,
	subjectId: string,
	kind: ClockKind,
	round: number,
): Promise<StoredClock | undefined> {
	const row = await roundsOf(handle, subjectKind, subjectId, kind).where('round', '=', round).executeTakeFirst()
	return row ? clockOfRow(row) : undefined
}

/** Gives a clock other dates, and the state that they leave it in. */
export async function moveClock(
	tx: Tx,
	clockId: string,
	dates: ClockDates,
	state: Clock['state'],
	endedAt: Instant | null,
): Promise<void> {
	await tx
		.updateTable('clock')
		.set({
			due_at: dates.dueAt,
			due_on: dates.dueOn,
			raw_due_on: dates.rawDueOn,
			provisional: flag(dates.provisional),
			calendar_version_id: dates.calendarVersionId,
			steps_json: toJson(dates.steps),
			state,
			ended_at: endedAt,
			met_at: endedAt,
			breached_at: state === 'BREACHED' ? dates.dueAt : null,
		})
		.where('id', '=', clockId)
		.execute()
}

/** Another start, because what it begins with has moved. */
export async function setClockStart(tx: Tx, clockId: string, startedAt: Instant): Promise<void> {
	await tx.updateTable('clock').set({ started_at: startedAt }).where('id', '=', clockId).execute()
}

/** Open clocks whose limit was read from this policy. */
export async function openClocksOfPolicy(
	handle: Handle,
	branchId: string,
	policyId: string,
	kinds?: readonly ClockKind[],
): Promise<StoredClock[]> {
	let query = handle
		.selectFrom('clock')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', 'in', ['RUNNING', 'PAUSED'])
		.where('policy_id', '=', policyId)
	if (kinds) query = query.where('kind', 'in', kinds)
	return (await query.orderBy('id').execute()).map(clockOfRow)
}

/** Closes a clock without an answer: its rule is no longer there. */
export async function retireClock(tx: Tx, clockId: string, at: Instant): Promise<void> {
	await tx
		.updateTable('clock')
		.set({ state: 'RETIRED', ended_at: at })
		.where('id', '=', clockId)
		.where('state', 'in', ['RUNNING', 'PAUSED'])
		.execute()
}

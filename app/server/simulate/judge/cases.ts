import { type Days, dayNumber, momentAt, workingDay } from './days.ts'
import { type Due, plainDue } from './due.ts'
import type { Expected, Journal, SimulatedClock, Stamp, Swept } from './facts.ts'
import { effectsOfPiece, isOver, type Piece } from './pieces.ts'
import { type Calendars, during } from './sweeps.ts'

/** The rules of domain 4 and 7 once more, from their text: windows, refunds, reviews and answers. */

/** The close of business, as every policy of the simulation has it. */
const CLOSE = { dealer: 24 * 60, department: 18 * 60 } as const

const closing = (day: number, close: number): Due => ({ day, at: momentAt(day, close) })

/** The day from which a clock counts. */
export function firstDay(from: SimulatedClock['from'], calendars: Calendars, journal: Journal): number {
	if ('on' in from) return dayNumber(from.on)
	const last = piecesOf(from.lapsed, calendars, journal).at(-1)
	if (!last) throw new Error('A clock that never ran cannot lapse')
	return last.due.day
}

function dueOf(clock: SimulatedClock, first: number, extensions: readonly number[], days: Days): Due {
	const close = CLOSE[clock.close]
	const plain =
		'raw' in clock.limit
			? closing(first + clock.limit.raw, close)
			: plainDue(days, momentAt(first, 0), clock.limit, close)
	const most = first + (clock.atMost ?? Number.POSITIVE_INFINITY)
	let due = plain.day > most ? closing(most, close) : plain
	for (const wd of extensions) due = closing(workingDay(days, due.day, wd), close)
	return due
}

function piecesOf(clock: SimulatedClock, calendars: Calendars, journal: Journal): Piece[] {
	const first = firstDay(clock.from, calendars, journal)
	const startedAt = momentAt(first, 0)
	const extensions: number[] = []
	const pieces: Piece[] = []
	const due = (at: Stamp) => dueOf(clock, first, extensions, calendars.at(at))
	let open: Omit<Piece, 'until'> = {
		from: clock.started,
		round: 1,
		due: due(clock.started),
		since: startedAt,
		startedAt,
	}
	const changes = calendars.changes.map((change) => ({ ...change, act: 'calendar' as const }))
	for (const act of [...clock.acts, ...changes].sort((a, b) => a.seq - b.seq)) {
		if (act.seq < clock.started.seq) continue
		pieces.push({ ...open, until: act })
		if (act.act === 'end') return pieces
		const after: Stamp = { seq: act.seq + 0.5, at: act.at }
		if (act.act === 'extend') extensions.push(act.wd)
		const moved = act.act === 'calendar' && isOver(open, act, journal) ? open.due : due(after)
		const since = moved.at === open.due.at ? open.since : act.at
		open = { ...open, from: after, due: moved, since }
	}
	return [...pieces, { ...open, until: null }]
}

/** What one clock must have brought about. */
export function expectedOfClock(clock: SimulatedClock, calendars: Calendars, journal: Journal): Expected[] {
	return piecesOf(clock, calendars, journal).flatMap((piece) => effectsOfPiece(piece, clock, calendars, journal))
}

/** The sweeps at which a clock that nobody ended had run out. */
export function lapsesOf(clock: SimulatedClock, calendars: Calendars, journal: Journal): readonly Swept[] {
	const pieces = piecesOf(clock, calendars, journal)
	if (pieces.at(-1)?.until !== null) return []
	return pieces.flatMap((piece) =>
		during(journal.sweeps, piece.from, piece.until).filter(({ at }) => at > piece.due.at),
	)
}

import type { Names } from '#app/domain/calendar.ts'
import type { DueStep } from '#app/domain/due-date.ts'
import { addDays, daysBetween, type LocalDate } from '#app/domain/time.ts'

type Step<K extends DueStep['kind']> = Extract<DueStep, { kind: K }>

/** A run of the same holiday. */
export type HolidayRun = {
	readonly from: LocalDate
	readonly to: LocalDate
	readonly days: number
	readonly name: Names | null
}

/** One count from a start: what was counted and what was passed over. */
export type Segment = {
	readonly start: Step<'start'>
	readonly last: Step<'count'> | null
	readonly weekends: number
	/** Days that would have counted but closed in a pause. */
	readonly paused: number
	readonly holidays: readonly HolidayRun[]
	readonly makeUps: readonly LocalDate[]
	readonly work: readonly Step<'work'>[]
	readonly other: readonly (Step<'calendar-days'> | Step<'roll'> | Step<'clock-hours'>)[]
}

/** What moved the date. */
type Move = Step<'statutory'> | Step<'extended'> | Step<'suspended'> | Step<'named'> | Step<'capped'>

export type Explained = {
	readonly segments: readonly Segment[]
	/** What moved the date, in the order in which it happened. */
	readonly moves: readonly Move[]
	/** Both in the order of the story: each count, then what moved its date. */
	readonly parts: readonly ({ readonly segment: Segment } | { readonly move: Move })[]
	readonly provisional: readonly number[]
	readonly end: Step<'end'> | null
}

const MOVES = ['statutory', 'extended', 'suspended', 'named', 'capped']

function isMove(step: DueStep): step is Move {
	return MOVES.includes(step.kind)
}

function holidayRuns(steps: readonly DueStep[]): HolidayRun[] {
	const runs: HolidayRun[] = []
	for (const step of steps) {
		if (step.kind !== 'skip' || step.why !== 'holiday') continue
		const last = runs.at(-1)
		const same = last && addDays(last.to, 1) === step.date && last.name?.en === step.name?.en
		if (last && same) runs[runs.length - 1] = { ...last, to: step.date, days: last.days + 1 }
		else runs.push({ from: step.date, to: step.date, days: 1, name: step.name })
	}
	return runs
}

function segmentOf(start: Step<'start'>, steps: readonly DueStep[]): Segment {
	const counts = steps.filter((step) => step.kind === 'count')
	return {
		start,
		last: counts.at(-1) ?? null,
		weekends: steps.filter((step) => step.kind === 'skip' && step.why === 'weekend').length,
		paused: steps.filter((step) => step.kind === 'skip' && step.why === 'paused').length,
		holidays: holidayRuns(steps),
		makeUps: steps.flatMap((step) =>
			(step.kind === 'count' || step.kind === 'work') && step.makeUp ? [step.date] : [],
		),
		work: steps.filter((step) => step.kind === 'work'),
		other: steps.filter((step) => step.kind === 'calendar-days' || step.kind === 'roll' || step.kind === 'clock-hours'),
	}
}

/** The steps of a due date, apart by start: the count itself, then each extension. */
export function explain(steps: readonly DueStep[]): Explained {
	const starts = steps.flatMap((step, i) => (step.kind === 'start' ? [{ step, i }] : []))
	const movesIn = (from: number, to: number | undefined) =>
		steps
			.slice(from, to)
			.filter(isMove)
			.map((move) => ({ move }))
	const counts = starts.map(({ step, i }, n) => {
		const end = starts[n + 1]?.i
		return { segment: segmentOf(step, steps.slice(i + 1, end)), moves: movesIn(i, end) }
	})
	return {
		segments: counts.map(({ segment }) => segment),
		moves: steps.filter(isMove),
		parts: [...movesIn(0, starts[0]?.i), ...counts.flatMap(({ segment, moves }) => [{ segment }, ...moves])],
		provisional: steps.flatMap((step) => (step.kind === 'provisional-year' ? [step.year] : [])),
		end: steps.findLast((step) => step.kind === 'end') ?? null,
	}
}

/** A day of the sheet, before the names are put into words. */
export type SheetEntry = {
	readonly date: LocalDate
	readonly kind: 'start' | 'count' | 'weekend' | 'holiday' | 'end' | 'other'
	readonly n?: number
	readonly makeUp?: boolean
	readonly extension?: boolean
	readonly name?: Names | null
}

/** A sheet longer than this explains nothing. */
const MAX_SHEET_DAYS = 140

/** The days from the start to the end as the 休/班 sheet shows them; none where days were not counted. */
export function sheetOf(steps: readonly DueStep[]): readonly SheetEntry[] {
	const first = steps.find((step) => step.kind === 'start')
	const end = steps.findLast((step) => step.kind === 'end')
	if (!first || !end || steps.some((step) => step.kind === 'clock-hours')) return []
	const length = daysBetween(first.date, end.date)
	if (length < 1 || length > MAX_SHEET_DAYS) return []
	const days = new Map<LocalDate, SheetEntry>([[first.date, { date: first.date, kind: 'start' }]])
	const put = (entry: SheetEntry) => {
		if (entry.date !== first.date) days.set(entry.date, entry)
	}
	let [base, extension] = [0, false]
	for (const step of steps) {
		if (step.kind === 'start' && step !== first) {
			base = days.get(step.date)?.n ?? base
			extension = true
		} else if (step.kind === 'count')
			put({ date: step.date, kind: 'count', n: base + step.n, makeUp: step.makeUp, extension })
		else if (step.kind === 'skip')
			put({ date: step.date, kind: step.why === 'paused' ? 'other' : step.why, name: step.name })
		else if (step.kind === 'work') put({ date: step.date, kind: 'count', makeUp: step.makeUp })
		else if (step.kind === 'calendar-days') {
			for (let n = 1; n <= step.days; n += 1) put({ date: addDays(step.from, n), kind: 'count', n })
		}
	}
	const { n, makeUp } = days.get(end.date) ?? {}
	days.set(end.date, { date: end.date, kind: 'end', ...(n === undefined ? {} : { n }), ...(makeUp ? { makeUp } : {}) })
	return Array.from({ length: length + 1 }, (_, i) => addDays(first.date, i)).map(
		(date) => days.get(date) ?? { date, kind: 'other' },
	)
}

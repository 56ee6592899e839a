import type { Calendar } from './calendar.ts'
import { worksOn } from './calendar.ts'
import { epochDay } from './time.ts'

/** The years in which one offset holds and dates are counted (parseStart). */
const FIRST_DAY = epochDay('1992-01-01')
const LAST_DAY = epochDay('2199-12-31')

const sumsOf = new WeakMap<Calendar, Int32Array>()

/** Working days up to and with each day from FIRST_DAY on: a list asks for many spans of one calendar. */
function sums(calendar: Calendar): Int32Array {
	const known = sumsOf.get(calendar)
	if (known) return known
	const made = new Int32Array(LAST_DAY - FIRST_DAY + 1)
	let sum = 0
	for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
		if (worksOn(calendar, day)) sum += 1
		made[day - FIRST_DAY] = sum
	}
	sumsOf.set(calendar, made)
	return made
}

/** Working days after `first` up to and with `last`, both as days since 1970-01-01 and in this order. */
export function workingDaysInSpan(calendar: Calendar, first: number, last: number): number {
	if (first >= FIRST_DAY && last <= LAST_DAY) {
		const upTo = sums(calendar)
		return (upTo[last - FIRST_DAY] ?? 0) - (upTo[first - FIRST_DAY] ?? 0)
	}
	let n = 0
	for (let day = first + 1; day <= last; day += 1) if (worksOn(calendar, day)) n += 1
	return n
}

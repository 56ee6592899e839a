import type { Calendar } from '../calendar.ts'
import { isWorkingDay } from '../calendar.ts'
import { subtractWorkingDays, workingDaysBetween } from '../due-date.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addMs, HOUR_MS, instantAt, localDateOf } from '../time.ts'
import type { Urgency } from './urgency.ts'
import { countsInHours } from './urgency.ts'

const NEAR_WORKING_DAYS = 2
const NEAR_HOURS = 8

type Period = {
	readonly urgency: Urgency
	readonly issuedAt: Instant
	readonly dueAt: Instant
	readonly dueOn: LocalDate
}

/**
 * The moment from which the light of an acknowledged order that is in time is yellow (domain 5.4): two working days or
 * 30% of the period left, for 特急 eight hours. Kept with the order, so that a list can count lights without a calendar;
 * `light` in ../light.ts answers the same, which a test proves.
 */
export function nearFrom(calendar: Calendar, { urgency, issuedAt, dueAt, dueOn }: Period): Instant {
	if (countsInHours(urgency)) return addMs(dueAt, -NEAR_HOURS * HOUR_MS)
	const period = workingDaysBetween(calendar, localDateOf(issuedAt), dueOn)
	const left = Math.max(NEAR_WORKING_DAYS, Math.floor((period * 3) / 10))
	// The due day is the first of the working days that are left; a statutory date may fall on a rest day.
	const back = isWorkingDay(calendar, dueOn) ? left : left + 1
	return instantAt(subtractWorkingDays(calendar, dueOn, back), 0)
}

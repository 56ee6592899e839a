import chinaJson from '#seeds/reference/calendar-cn.json' with { type: 'json' }
import type { RawCalendar } from './judge/days.ts'
import type { Stage } from './stage.ts'

/** The calendar that every branch begins with; what it says counts from the first moment. */
export async function publishYears(stage: Stage, _years: number): Promise<void> {
	const raw: RawCalendar = {
		years: chinaJson.years,
		workingHours: { intervals: chinaJson.workingHours.intervals.map(([from = '', to = '']) => [from, to] as const) },
	}
	stage.journal.calendars.push({ ...stage.stamp(), raw })
}

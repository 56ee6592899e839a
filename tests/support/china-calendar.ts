import { calendarSchema } from '#app/domain/calendar.schema.ts'
import type { Calendar, CalendarBody } from '#app/domain/calendar.ts'
import { calendarFromJson } from '#app/domain/calendar.ts'
import chinaJson from '#seeds/reference/calendar-cn.json' with { type: 'json' }

/** The shipped calendar: 2025 and 2026 official, 2027 provisional. */
export function chinaBody(): CalendarBody {
	return calendarSchema.parse(chinaJson)
}

export function chinaCalendar(): Calendar {
	return calendarFromJson('CN-2026', chinaBody())
}

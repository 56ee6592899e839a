import * as z from 'zod/mini'
import { isLocalDate, minutesOf, weekday } from './time.ts'

const date = z.string().check(z.refine(isLocalDate, { error: 'issue.not-a-date' }))
const names = z.object({ 'zh-Hans': z.string(), en: z.string(), 'zh-Hant': z.optional(z.string()) })
const namedDate = z.object({ date, name: z.optional(names) })
const time = z
	.templateLiteral([z.number(), ':', z.number()])
	.check(z.refine((text) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text), { error: 'issue.bad-format' }))

const calendarYear = z
	.object({
		year: z.int().check(z.gte(1992), z.lte(2199)),
		status: z.enum(['official', 'provisional']),
		source: z.optional(z.string()),
		holidays: z.array(namedDate),
		makeUpWorkdays: z.array(namedDate),
	})
	.check(
		z.refine((year) => year.makeUpWorkdays.every((day) => isLocalDate(day.date) && weekday(day.date) >= 6), {
			path: ['makeUpWorkdays'],
			error: 'issue.bad-format',
		}),
		z.refine((year) => !hasRepeats([...year.holidays, ...year.makeUpWorkdays].map((day) => day.date)), {
			path: ['holidays'],
			error: 'issue.bad-format',
		}),
	)

function hasRepeats(values: readonly (string | number)[]): boolean {
	return new Set(values).size < values.length
}

/**
 * The body of a calendar version, as seeded or pasted by the administrator (domain 6.2): make-up days are weekends,
 * no date stands in two lists, working intervals are ascending and do not overlap.
 */
export const calendarSchema = z
	.object({
		timeZone: z.literal('Asia/Shanghai'),
		years: z.array(calendarYear),
		workingHours: z.object({
			weekdays: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1)),
			intervals: z.array(z.tuple([time, time])).check(
				z.minLength(1),
				z.refine((pairs) => isAscending(pairs.flat().map(minutesOf)), { error: 'issue.bad-format' }),
			),
		}),
	})
	.check(
		z.refine((body) => !hasRepeats(body.years.map((year) => year.year)), {
			path: ['years'],
			error: 'issue.bad-format',
		}),
	)

function isAscending(values: readonly number[]): boolean {
	return values.every((value, i) => i === 0 || value > (values[i - 1] ?? value))
}

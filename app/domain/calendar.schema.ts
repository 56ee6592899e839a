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

const workingHours = z.object({
	weekdays: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1)),
	intervals: z.array(z.tuple([time, time])).check(
		z.minLength(1),
		z.refine((pairs) => isAscending(pairs.flat().map(minutesOf)), { error: 'issue.bad-format' }),
	),
})

const overrides = z
	.array(
		z.object({
			date,
			kind: z.enum(['off', 'work']),
			reason: z
				.string()
				.check(z.minLength(1, { error: 'issue.required' }), z.maxLength(80, { error: 'issue.too-long' })),
		}),
	)
	.check(z.refine((days) => !hasRepeats(days.map((day) => day.date)), { error: 'issue.bad-format' }))

const unit = z.object({
	code: z.string().check(z.regex(/^[A-Z][A-Z0-9-]{1,19}$/, { error: 'issue.bad-format' })),
	name: z.string().check(z.minLength(1, { error: 'issue.required' }), z.maxLength(40, { error: 'issue.too-long' })),
	departmentIds: z.array(z.string()),
	countyIds: z.array(z.string()),
	workingHours,
	overrides,
})

/**
 * The body of a calendar version, as seeded or published (domain 6.2): make-up days are weekends, no date stands in two
 * lists, working intervals are ascending and do not overlap, a department or county counts by one calendar.
 */
export const calendarSchema = z
	.object({
		timeZone: z.literal('Asia/Shanghai'),
		years: z.array(calendarYear),
		workingHours,
		overrides: z.optional(overrides),
		units: z.optional(
			z.array(unit).check(
				z.refine((units) => !hasRepeats(units.map(({ code }) => code)), { error: 'issue.bad-format' }),
				z.refine((units) => !hasRepeats(units.flatMap((one) => [...one.departmentIds, ...one.countyIds])), {
					error: 'issue.bad-format',
				}),
			),
		),
	})
	.check(
		z.refine((body) => !hasRepeats(body.years.map((year) => year.year)), {
			path: ['years'],
			error: 'issue.bad-format',
		}),
	)
export type StoredCalendar = z.infer<typeof calendarSchema>

function isAscending(values: readonly number[]): boolean {
	return values.every((value, i) => i === 0 || value > (values[i - 1] ?? value))
}

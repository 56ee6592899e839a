import * as z from 'zod/mini'
import { CLOCK_KINDS } from '../clock.ts'
import { MAX_AMOUNT } from '../due-date.ts'
import { URGENCIES } from '../order/urgency.ts'
import type { WallTime } from '../time.ts'

const unit = z.enum(['wd', 'wh', 'cd', 'h'])
const between = (low: number, high: number) =>
	z.int().check(z.gte(low, { error: 'issue.out-of-range' }), z.lte(high, { error: 'issue.out-of-range' }))
const limit = z.object({ amount: between(1, MAX_AMOUNT), unit })
const offset = z.object({ amount: between(-MAX_AMOUNT, MAX_AMOUNT), unit })
const wallTime = z.custom<WallTime>((value) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value), {
	error: 'issue.bad-format',
})
const level = z.object({ handle: limit, acknowledge: limit })

const rung = z.object({
	code: z.string().check(z.regex(/^[A-Za-z0-9+-]{1,12}$/, { error: 'issue.bad-format' })),
	from: z.enum(['start', 'half', 'due']),
	offset,
	atTime: z.optional(wallTime),
	to: z.array(z.enum(['owner', 'head', 'issuer', 'superior', 'everybody'])).check(z.minLength(1)),
	as: z.enum(['reminder', 'chase-notice', 'escalation', 'circular']),
})
const ladder = z.object({
	kinds: z.array(z.enum(CLOCK_KINDS)).check(z.minLength(1)),
	levels: z.optional(z.array(z.enum(URGENCIES)).check(z.minLength(1))),
	rungs: z.array(rung).check(
		z.maxLength(20, { error: 'issue.too-long' }),
		// The code is part of the key under which a rung is sent once.
		z.refine((rungs) => new Set(rungs.map(({ code }) => code)).size === rungs.length, { error: 'issue.repeated' }),
	),
})

/** The body of one version of the deadline policies (domain 5.4 to 5.6, 6.3). */
export const policySchema = z.object({
	levels: z.object({ NORMAL: level, IMPORTANT: level, URGENT: level, CRITICAL: level }),
	statutory: z.object({ limit, reserveWd: between(0, 30) }),
	closeOfDay: z.object({ dealer: between(1, 24 * 60), department: between(1, 24 * 60) }),
	chase: z.object({ minIntervalWh: between(0, 200) }),
	progressGapWd: between(1, 60),
	extension: z.object({ max: between(0, 9), noticeWd: between(0, 30), noticeHours: between(0, 200) }),
	observeDays: between(1, 365),
	cluster: z.object({ count: between(2, 100), days: between(1, 90) }),
	satisfaction: z.object({
		percent: z.string().check(z.regex(/^\d{1,2}\.\d{2}$|^100\.00$/, { error: 'issue.bad-format' })),
		months: between(1, 12),
	}),
	remindAt: wallTime,
	ladders: z.array(ladder).check(z.maxLength(30)),
})

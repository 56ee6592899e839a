import * as z from 'zod/mini'
import { MAX_AMOUNT } from '../due-date.ts'
import { countField, textField } from '../fields.schema.ts'
import { policySchema } from './policy.schema.ts'
import type { DeadlinePolicy } from './policy.ts'
import { rungFrom, rungText } from './policy-rows.ts'

const unit = z.enum(['wd', 'wh', 'cd', 'h'], 'issue.choose')
const limit = z.object({ amount: countField(1, MAX_AMOUNT), unit })
const level = z.object({ handle: limit, acknowledge: limit })
const time = z
	.string('issue.required')
	.check(z.trim(), z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'issue.bad-format' }))

/** Lines of a ladder, a rung each; blank ones do not count. */
const rungs = z._default(
	z.string().check(z.maxLength(4000, { error: 'issue.too-long' }), (ctx) => {
		const bad = linesOf(ctx.value).find((line) => rungFrom(line) === null)
		if (bad !== undefined) ctx.issues.push({ code: 'custom', message: 'issue.bad-format', input: bad })
	}),
	'',
)

function linesOf(text: string): string[] {
	return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line]))
}

/** The whole policy as a form sends it. */
export const policyFormSchema = z.object({
	version: z.coerce.number().check(z.int()),
	reason: textField(4, 500),
	levels: z.object({ NORMAL: level, IMPORTANT: level, URGENT: level, CRITICAL: level }),
	statutory: z.object({ limit, reserveWd: countField(0, 30) }),
	closeOfDay: z.object({ dealer: time, department: time }),
	chase: z.object({ minIntervalWh: countField(0, 200) }),
	progressGapWd: countField(1, 60),
	extension: z.object({ max: countField(0, 9), noticeWd: countField(0, 30), noticeHours: countField(0, 200) }),
	observeDays: countField(1, 365),
	cluster: z.object({ count: countField(2, 100), days: countField(1, 90) }),
	satisfaction: z.object({
		percent: z
			.string('issue.required')
			.check(z.trim(), z.regex(/^\d{1,2}\.\d{2}$|^100\.00$/, { error: 'issue.bad-format' })),
		months: countField(1, 12),
	}),
	remindAt: z
		.string('issue.required')
		.check(z.trim(), z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'issue.bad-format' })),
	ladders: z._default(z.array(z.object({ rungs })), []),
})
export type PolicyForm = z.infer<typeof policyFormSchema>

export const policyStepSchema = z.object({ version: z.coerce.number().check(z.int()) })
export const policyReasonSchema = z.object({ version: z.coerce.number().check(z.int()), reason: textField(4, 500) })
export const policyRetireSchema = z.object({
	version: z.coerce.number().check(z.int()),
	reason: textField(4, 500),
	clocks: z.enum(['carry', 'close'], 'issue.choose'),
})

const two = (n: number) => String(n).padStart(2, '0')
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** The fields of the form for a policy. */
export function formOfPolicy(policy: DeadlinePolicy): Record<string, string> {
	const flat: Record<string, string> = {}
	const put = (path: string, value: unknown): void => {
		if (typeof value === 'object' && value !== null) {
			for (const [name, inner] of Object.entries(value)) put(path === '' ? name : `${path}.${name}`, inner)
		} else flat[path] = String(value)
	}
	const { ladders, closeOfDay, ...rest } = policy
	put('', rest)
	flat['closeOfDay.dealer'] = clock(closeOfDay.dealer)
	flat['closeOfDay.department'] = clock(closeOfDay.department)
	for (const [i, ladder] of ladders.entries()) flat[`ladders.${i}.rungs`] = ladder.rungs.map(rungText).join('\n')
	return flat
}

/** The policy that a form makes of its base: a ladder keeps the clocks that it is for. Null when it is none. */
export function policyFromForm(form: PolicyForm, base: DeadlinePolicy): DeadlinePolicy | null {
	const { version: _, reason: __, ladders, closeOfDay, ...rest } = form
	const made = policySchema.safeParse({
		...rest,
		closeOfDay: { dealer: minuteOf(closeOfDay.dealer), department: minuteOf(closeOfDay.department) },
		ladders: base.ladders.map((ladder, i) => ({
			...ladder,
			rungs: linesOf(ladders[i]?.rungs ?? '').map(rungFrom),
		})),
	})
	return made.success ? made.data : null
}

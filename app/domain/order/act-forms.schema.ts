import * as z from 'zod/mini'
import { isLocalDate } from '../time.ts'

/** Forms of the acts beside an order's way, as the browser sends them: every field a string. */

const line = (min: number, max: number) =>
	z
		.string({ error: 'issue.required' })
		.check(
			z.trim(),
			z.minLength(1, { error: 'issue.required', abort: true }),
			z.minLength(min, { error: 'issue.too-short' }),
			z.maxLength(max, { error: 'issue.too-long' }),
		)
const reason = line(5, 500)
const day = z.pipe(
	z.string({ error: 'issue.required' }).check(
		z.minLength(1, { error: 'issue.required', abort: true }),
		z.refine((value) => isLocalDate(value), { error: 'issue.not-a-date', abort: true }),
	),
	z.transform((value) => (isLocalDate(value) ? value : z.NEVER)),
)
const chosen = z
	.string({ error: 'issue.choose' })
	.check(z.minLength(1, { error: 'issue.choose', abort: true }), z.maxLength(64, { error: 'issue.bad-format' }))
const maybe = z._default(z.string().check(z.maxLength(64, { error: 'issue.bad-format' })), '')
const given = (value: unknown) => (value === undefined || value === '' ? 'issue.required' : 'issue.choose')

export const orderSuspendSchema = z.object({ body: line(2, 80), until: day, reason })
export type OrderSuspendForm = z.infer<typeof orderSuspendSchema>

export const orderResumeSchema = z.object({
	note: z._default(z.string().check(z.maxLength(500, { error: 'issue.too-long' })), ''),
})
export type OrderResumeForm = z.infer<typeof orderResumeSchema>

/** `shorten`: the limit of the new level counts from now where it ends earlier. */
export const orderRaiseSchema = z.object({ reason, shorten: z.optional(z.string()) })
export type OrderRaiseForm = z.infer<typeof orderRaiseSchema>

/** Orders that are ticked, and numbers typed one a line; at least one. */
export const orderMergeInSchema = z
	.object({
		sources: z._default(z.array(z.string().check(z.maxLength(64, { error: 'issue.bad-format' }))), []),
		numbers: z._default(z.string().check(z.maxLength(1000, { error: 'issue.too-long' })), ''),
		reason,
	})
	.check((ctx) => {
		if (ctx.value.sources.length > 0 || ctx.value.numbers.trim() !== '') return
		ctx.issues.push({ code: 'custom', message: 'issue.choose', path: ['sources'], input: ctx.value.sources })
	})
export type OrderMergeInForm = z.infer<typeof orderMergeInSchema>

/** A colleague of the lead department, or another department and perhaps one person of it: 'department:id', 'person:id'. */
export const orderTransferSchema = z.object({ to: chosen, reason })
export type OrderTransferForm = z.infer<typeof orderTransferSchema>

export const orderTransferAnswerSchema = z
	.object({
		answer: z.enum(['accept', 'refuse'], { error: ({ input }) => given(input) }),
		reason: z._default(z.string().check(z.trim(), z.maxLength(500, { error: 'issue.too-long' })), ''),
	})
	.check((ctx) => {
		if (ctx.value.answer === 'accept' || ctx.value.reason.length >= 5) return
		const message = ctx.value.reason === '' ? 'issue.required' : 'issue.too-short'
		ctx.issues.push({ code: 'custom', message, path: ['reason'], input: ctx.value.reason, params: { min: 5 } })
	})
export type OrderTransferAnswerForm = z.infer<typeof orderTransferAnswerSchema>

export const orderGradeSchema = z.object({ reason })
export type OrderGradeForm = z.infer<typeof orderGradeSchema>

export const orderDueSchema = z.object({ dueOn: day, reason })
export type OrderDueForm = z.infer<typeof orderDueSchema>

export const orderTaskSchema = z.object({ departmentId: chosen, task: line(5, 1000), dueOn: day })
export type OrderTaskForm = z.infer<typeof orderTaskSchema>

export const orderTaskChangeSchema = z.object({ assistId: chosen, task: line(5, 1000), dueOn: day, reason })
export type OrderTaskChangeForm = z.infer<typeof orderTaskChangeSchema>

export const orderTaskBackSchema = z.object({ assistId: chosen, reason })
export type OrderTaskBackForm = z.infer<typeof orderTaskBackSchema>

export const CONTACT_CHANNELS = ['PHONE', 'SMS', 'VISIT', 'ONLINE'] as const
const channel = z.enum(CONTACT_CHANNELS, { error: ({ input }) => given(input) })
const time = z._default(
	z
		.string()
		.check(z.refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value) || value === '', { error: 'issue.bad-format' })),
	'',
)

/** 亮明身份: who handles it, told to the user by name and number. */
export const orderIdentitySchema = z.object({
	handlerName: line(2, 40),
	handlerNumber: line(2, 40),
	channel,
	user: maybe,
	on: day,
	time,
})
export type OrderIdentityForm = z.infer<typeof orderIdentitySchema>

export const orderContactSchema = z.object({
	channel,
	reached: z.enum(['yes', 'no'], { error: ({ input }) => given(input) }),
	text: line(5, 1000),
	user: maybe,
	on: day,
	time,
})
export type OrderContactForm = z.infer<typeof orderContactSchema>

/** Which gaps the report shows, and from which key on. */
export const gapQuerySchema = z.object({
	view: z.catch(z.enum(['running', 'all']), 'running'),
	after: z.optional(z.string().check(z.maxLength(400))),
})

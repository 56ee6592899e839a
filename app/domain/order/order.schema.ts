import * as z from 'zod/mini'
import { isLocalDate } from '../time.ts'
import { ORDER_SOURCES } from './sources.ts'
import { URGENCIES } from './urgency.ts'

/** Forms as the browser sends them: every field a string, empty when left blank. Messages are keys of app/i18n. */
const given = (value: unknown) => (value === undefined || value === '' ? 'issue.required' : 'issue.choose')

function text(min: number, max: number) {
	return z.pipe(
		z.pipe(
			z.string({ error: 'issue.required' }),
			z.transform((value) => value.trim().replace(/\r\n/g, '\n')),
		),
		z
			.string()
			.check(
				z.minLength(1, { error: 'issue.required', abort: true }),
				z.minLength(min, { error: 'issue.too-short' }),
				z.maxLength(max, { error: 'issue.too-long' }),
			),
	)
}

function optionalText(max: number) {
	return z.pipe(
		z.pipe(
			z._default(z.string(), ''),
			z.transform((value) => value.trim().replace(/\r\n/g, '\n')),
		),
		z.string().check(z.maxLength(max, { error: 'issue.too-long' })),
	)
}

const date = z.string({ error: 'issue.required' }).check(
	z.minLength(1, { error: 'issue.required', abort: true }),
	z.refine((value) => isLocalDate(value), { error: 'issue.not-a-date' }),
)
const optionalDate = z
	._default(z.string(), '')
	.check(z.refine((value) => value === '' || isLocalDate(value), { error: 'issue.not-a-date' }))

/** Digits between two bounds, as text; the use case reads the number. */
function digits(min: number, max: number) {
	return z.string({ error: 'issue.required' }).check(
		z.minLength(1, { error: 'issue.required', abort: true }),
		z.regex(/^\d{1,9}$/, { error: 'issue.not-a-number', abort: true }),
		z.refine((value) => Number(value) >= min && Number(value) <= max, {
			error: 'issue.out-of-range',
			params: { min, max },
		}),
	)
}
const id = z
	.string({ error: 'issue.choose' })
	.check(z.minLength(1, { error: 'issue.choose', abort: true }), z.maxLength(64, { error: 'issue.bad-format' }))
const optionalId = z._default(z.string(), '').check(z.maxLength(64, { error: 'issue.bad-format' }))

/** Any reason, at least 5 characters. */
const reason = text(5, 500)
/** The reason of a decision, at least 20 characters. */
const decisionReason = text(20, 1000)

export const orderDraftSchema = z.object({
	title: text(4, 80),
	matter: text(10, 4000),
	source: z.enum(ORDER_SOURCES, { error: ({ input }) => given(input) }),
	sourceRef: optionalText(60),
	sourceOn: optionalDate,
	complaintOn: optionalDate,
	affectedUsers: z.pipe(
		z.pipe(
			z._default(z.string(), ''),
			z.transform((value) => (value.trim() === '' ? '0' : value.trim())),
		),
		digits(0, 1_000_000),
	),
	urgency: z.enum(URGENCIES, { error: ({ input }) => given(input) }),
	leadDepartmentId: id,
	leadAccountId: optionalId,
	dealerId: optionalId,
	outletId: optionalId,
	violationId: optionalId,
	rightCode: optionalText(20),
})
export type OrderDraftForm = z.infer<typeof orderDraftSchema>

/** The three answers of the feedback; each is to be said in words, not with a mark. */
export const orderFeedbackSchema = z.object({
	result: text(5, 4000),
	cause: text(5, 4000),
	mechanism: text(5, 4000),
	/** What is said of each piece of evidence that was asked for; its files come beside it. */
	wanted: z.optional(
		z
			.array(z.object({ id: z.string().check(z.maxLength(64)), said: optionalText(300) }))
			.check(z.maxLength(12, { error: 'issue.too-long' })),
	),
})
export type OrderFeedbackForm = z.infer<typeof orderFeedbackSchema>

export const orderProgressSchema = z.object({ note: text(5, 2000) })
export type OrderProgressForm = z.infer<typeof orderProgressSchema>

/** Reject a draft, withdraw, reassign, chase, escalate, reopen: acts that need a reason. */
export const orderReasonSchema = z.object({ reason })
export type OrderReasonForm = z.infer<typeof orderReasonSchema>

export const orderReturnSchema = z.object({ reason: decisionReason })
export type OrderReturnForm = z.infer<typeof orderReturnSchema>

/** 满意, 不满意, 未联系上; blank where nobody was to be called. The rule asks for a reason where one is needed. */
export const orderCompleteSchema = z.object({
	callback: z._default(z.enum(['', 'SATISFIED', 'UNSATISFIED', 'UNREACHED'], { error: 'issue.choose' }), ''),
	reason: optionalText(500),
})
export type OrderCompleteForm = z.infer<typeof orderCompleteSchema>

/** The reason is needed before the observation period has passed only; the rule asks for it. */
export const orderStrikeOffSchema = z.object({ reason: optionalText(500) })
export type OrderStrikeOffForm = z.infer<typeof orderStrikeOffSchema>

export const orderMergeSchema = z.object({ targetId: id, reason })
export type OrderMergeForm = z.infer<typeof orderMergeSchema>

export const orderReassignSchema = z.object({ leadDepartmentId: id, leadAccountId: optionalId, reason })
export type OrderReassignForm = z.infer<typeof orderReassignSchema>

/** Working days, or hours for 特急. */
export const orderExtensionSchema = z.object({ amount: digits(1, 60), reason })
export type OrderExtensionForm = z.infer<typeof orderExtensionSchema>

export const orderExtensionDecisionSchema = z.object({
	decision: z.enum(['approve', 'refuse'], { error: ({ input }) => given(input) }),
	reason: decisionReason,
})
export type OrderExtensionDecisionForm = z.infer<typeof orderExtensionDecisionSchema>

export const orderSuspendSchema = z.object({ until: date, reason })
export type OrderSuspendForm = z.infer<typeof orderSuspendSchema>

export const orderAssistSchema = z.object({ departmentId: id, task: text(5, 1000), dueOn: date })
export type OrderAssistForm = z.infer<typeof orderAssistSchema>

import * as z from 'zod/mini'
import { confirmField, countField, dateField, textField, yuanField } from '../fields.schema.ts'

/** The bank slip of an invoice that the dealer paid. */
export const paymentSchema = z.object({
	debtId: textField(1, 64),
	amountYuan: yuanField(1, 10_000_000_00),
	voucher: textField(3, 60),
	postedOn: dateField(),
	confirm: confirmField(),
})

/** Equal monthly parts from a first day; one part is a deferral. */
export const askPlanSchema = z.object({
	count: countField(1, 12),
	firstOn: dateField(),
	reason: textField(10, 500),
})

export const PLAN_VERDICTS = ['grant', 'refuse'] as const

export const decidePlanSchema = z.object({
	verdict: z.enum(PLAN_VERDICTS, 'issue.choose'),
	reason: textField(5, 500),
})

export const commissionUploadSchema = z.object({ kind: z._default(z.string().check(z.maxLength(20)), '') })
export const confirmUploadSchema = z.object({ upload: textField(1, 64) })

const text = () => z.optional(z.string().check(z.trim(), z.maxLength(100)))
export const commissionQuerySchema = z.object({
	period: text(),
	dealer: text(),
	done: text(),
	upload: text(),
	after: z.optional(z.string().check(z.maxLength(400))),
})

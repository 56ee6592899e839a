import * as z from 'zod/mini'
import { confirmField, dateField, optionalTextField, textField, yuanField } from '../fields.schema.ts'
import { periodField } from '../ledger/ledger.schema.ts'
import { CLAWBACK_CAUSES, CLAWBACK_STATES } from './clawback.ts'
import { REDRESS_BASES, REDRESS_STATES } from './redress.ts'

const text = () => z.optional(z.string().check(z.trim(), z.maxLength(100)))
const cursor = () => z.optional(z.string().check(z.maxLength(400)))

export const clawbackQuerySchema = z.object({
	state: z.optional(z.catch(z.optional(z.enum(CLAWBACK_STATES)), undefined)),
	dealer: text(),
	after: cursor(),
})
export const activationQuerySchema = z.object({ month: text(), dealer: text(), page: text() })
export const newClawbackQuerySchema = z.object({ dealer: text(), month: text(), cause: text(), penalty: text() })
export const redressQuerySchema = z.object({
	view: z._default(z.catch(z.enum(['owed', 'late', 'waiting', 'all']), 'owed'), 'owed'),
	state: z.optional(z.catch(z.optional(z.enum(REDRESS_STATES)), undefined)),
	q: text(),
	after: cursor(),
})
export const listUploadQuerySchema = z.object({ upload: text(), done: text() })
export const newRedressQuerySchema = z.object({ violation: text() })

/** The proposal of a claw-back; what it comes to was shown on the page. */
export const proposeClawbackSchema = z.object({
	dealerId: textField(1, 60),
	month: periodField,
	cause: z.enum(CLAWBACK_CAUSES, 'issue.choose'),
	penaltyId: optionalTextField(60),
	reason: textField(4, 500),
})

export const wordsSchema = z.object({ text: textField(4, 1000) })
export const reasonSchema = z.object({ reason: textField(4, 500) })
export const sealSchema = z.object({ confirm: confirmField() })
export const uploadListSchema = z.object({})
export const confirmListSchema = z.object({ upload: textField(1, 64) })

const MAX_PRICE = 10_000_000_00

export const newRedressSchema = z.object({
	violationId: textField(1, 60),
	user: textField(4, 30),
	basis: z.enum(REDRESS_BASES, 'issue.choose'),
	priceYuan: yuanField(0, MAX_PRICE),
})
export const assessRedressSchema = z.object({
	basis: z.enum(REDRESS_BASES, 'issue.choose'),
	priceYuan: yuanField(0, MAX_PRICE),
	reason: textField(4, 500),
})
export const proveRedressSchema = z.object({ paidOn: dateField(), note: optionalTextField(300) })
export const verifyRedressSchema = z
	.object({ verdict: z.enum(['accept', 'refuse'], 'issue.choose'), reason: optionalTextField(500) })
	.check(
		z.refine((form) => form.verdict === 'accept' || form.reason.length >= 4, {
			error: 'issue.required',
			path: ['reason'],
		}),
	)
export const payAdvanceSchema = z.object({ voucher: textField(3, 60), paidOn: dateField(), confirm: confirmField() })

export const suspensionSchema = z.object({
	verdict: z.enum(['IMPOSED', 'DECLINED'], 'issue.choose'),
	reason: textField(4, 500),
})

export const proposeExitSchema = z.object({ exitOn: dateField(), reason: textField(4, 500), confirm: confirmField() })
export const payExitSchema = z.object({ voucher: textField(3, 60), paidOn: dateField(), confirm: confirmField() })

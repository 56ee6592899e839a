import * as z from 'zod/mini'
import { confirmField, dateField, textField, yuanField } from '../fields.schema.ts'
import { isPeriod, type Period } from './period.ts'

export const DEPOSIT_ACTS = ['DEPOSIT_IN', 'TOPUP_IN', 'REFUND'] as const
export type DepositAct = (typeof DEPOSIT_ACTS)[number]

/** Money that came in or went back, as the bank's slip shows it. */
export const depositSchema = z.object({
	kind: z.enum(DEPOSIT_ACTS, 'issue.choose'),
	amountYuan: yuanField(1, 10_000_000_00),
	voucher: textField(3, 60),
	postedOn: dateField(),
	confirm: confirmField(),
})

export const periodField = z.pipe(
	z.string('issue.required').check(z.trim(), z.minLength(1, { error: 'issue.required', abort: true })),
	z.transform((text, ctx): Period => {
		if (isPeriod(text)) return text
		ctx.issues.push({ code: 'custom', message: 'issue.bad-format', input: text })
		return z.NEVER
	}),
)

/** The settlement of a month is proposed. */
export const settleSchema = z.object({ period: periodField, confirm: confirmField() })

/** The second signature under a settlement. */
export const confirmSettlementSchema = z.object({ confirm: confirmField() })

/** A proposal is taken away with a reason. */
export const dropSettlementSchema = z.object({ reason: textField(5, 300) })

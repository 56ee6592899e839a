import * as z from 'zod/mini'
import { dateField, optionalTextField, textField } from '../fields.schema.ts'
import { CAUSE_CODES } from './plan.ts'

export const causeSchema = z.enum(CAUSE_CODES, 'issue.choose')

/** The dealer's plan: why it happened, and who does what by when. */
export const planSchema = z.object({
	cause: causeSchema,
	steps: z
		.array(z.object({ what: textField(4, 300), owner: textField(2, 50), dueOn: dateField() }))
		.check(z.minLength(1, 'issue.required'), z.maxLength(20, 'issue.too-long')),
})
export type PlanForm = z.output<typeof planSchema>

const verdict = {
	verdict: z.enum(['accept', 'return'], 'issue.choose'),
	reason: optionalTextField(500),
}

function reasonIfReturned<T extends { readonly verdict: string; readonly reason: string }>() {
	return z.refine<T>((form) => form.verdict === 'accept' || form.reason.length >= 5, {
		error: 'issue.required',
		path: ['reason'],
	})
}

/** Accept or send back; sending back needs a reason. */
export const approvePlanSchema = z.object(verdict).check(reasonIfReturned())

/** The same, with the re-inspection that proves it (asked for L2 and above). */
export const verifyPlanSchema = z
	.object({ ...verdict, reinspectionId: z._default(z.string().check(z.trim()), '') })
	.check(reasonIfReturned())

export const extendPlanSchema = z.object({ dueOn: dateField(), reason: textField(5, 500) })

import * as z from 'zod/mini'
import { dateField, optionalTextField, textField } from '../fields.schema.ts'
import { causeSchema } from './plan.schema.ts'

const blank = (value: unknown) => typeof value !== 'string' || value.trim() === ''

function isEmptyRow(row: unknown): boolean {
	return typeof row === 'object' && row !== null && Object.values(row).every(blank)
}

/** The form offers more rows than most plans need: empty ones at the end are no steps. */
function withoutEmptyTail(rows: unknown): unknown {
	if (!Array.isArray(rows)) return []
	const last = rows.findLastIndex((row) => !isEmptyRow(row))
	return rows.slice(0, Math.max(1, last + 1))
}

/** The dealer's plan as the desk's form sends it. */
export const deskPlanSchema = z.object({
	cause: causeSchema,
	causeText: optionalTextField(500),
	steps: z.pipe(
		z.transform(withoutEmptyTail),
		z
			.array(z.object({ what: textField(4, 300), owner: textField(2, 50), dueOn: dateField() }))
			.check(z.minLength(1, 'issue.required'), z.maxLength(20, 'issue.too-long')),
	),
})
export type DeskPlanForm = z.output<typeof deskPlanSchema>

/** A step is done: what shows it. */
export const stepDoneSchema = z.object({ stepId: z.string('issue.required'), proof: textField(2, 500) })

/** Everything is done: the form asks nothing. */
export const handInSchema = z.object({ intent: z.optional(z.string()) })

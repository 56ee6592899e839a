import { z } from 'zod'
import { isLocalDate } from '../time.ts'

const day = z
	.string()
	.min(1, 'issue.required')
	.refine((value) => isLocalDate(value), 'issue.not-a-date')
const optionalId = z
	.string()
	.trim()
	.max(64)
	.default('')
	.transform((id) => (id === '' ? null : id))

/** Somebody is away; `person` is blank for oneself. */
export const absenceSchema = z.object({
	person: optionalId,
	from: day,
	until: day,
	deputy: optionalId,
	note: z.string().trim().max(200).default(''),
})
export type AbsenceForm = z.infer<typeof absenceSchema>

export const endAbsenceSchema = z.object({ absence: z.string().min(1).max(64) })

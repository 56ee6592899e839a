import * as z from 'zod/mini'
import { confirmField, dateField, optionalTextField, textField } from '../fields.schema.ts'
import { addMonths, isLocalDate, type LocalDate } from '../time.ts'

const version = z.coerce.number().check(z.int())

const codeField = z.pipe(
	textField(4, 20),
	z.string().check(z.toUpperCase(), z.regex(/^[A-Z]{2,4}-[A-Z0-9-]{2,16}$/, 'issue.bad-format')),
)

/** A new draft. */
export const newDraftSchema = z.object({ code: codeField, effectiveFrom: dateField() })
/** Another code or date. */
export const renameDraftSchema = z.object({ version, code: codeField, effectiveFrom: dateField() })
/** To agree, to publish. */
export const draftStepSchema = z.object({ version })
/** To send back, to drop. */
export const draftReasonSchema = z.object({ version, reason: textField(5, 500) })

/** The dealer's own acceptance: read to the end, full name. */
export const acceptSchema = z.object({
	sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'issue.bad-format')),
	read: confirmField(),
	fullName: textField(2, 40),
})
/** A signature on paper. */
export const paperSchema = z.object({ name: textField(2, 40), on: dateField(), note: textField(4, 200) })

const optionalDay = z.pipe(
	optionalTextField(20),
	z.transform((text): LocalDate | null => (isLocalDate(text) ? text : null)),
)
/** What a rehearsal runs over; empty boxes are the last twelve months. */
export const rehearsalSchema = z.object({ version: optionalTextField(60), from: optionalDay, to: optionalDay })
export type RehearsalQuery = z.output<typeof rehearsalSchema>

/** The period asked for, or the year up to today; never backwards. */
export function periodOf({ from, to }: Pick<RehearsalQuery, 'from' | 'to'>, today: LocalDate) {
	const last = to ?? today
	const first = from ?? addMonths(last, -12)
	return first <= last ? { from: first, to: last } : { from: last, to: first }
}

export const compareSchema = z.object({ a: optionalTextField(60), b: optionalTextField(60) })
export const registerSchema = z.object({
	only: z.catch(z._default(z.enum(['all', 'missing', 'accepted']), 'all'), 'all'),
	cursor: optionalTextField(400),
})

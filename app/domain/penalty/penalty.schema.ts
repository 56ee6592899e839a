import * as z from 'zod/mini'
import { confirmField, countField, optionalTextField, textField, yuanField } from '../fields.schema.ts'
import { knownDeclarationFields, relationGiven } from './conflict.schema.ts'

/** Forms of the penalty procedure; a reason that goes into a document has at least 20 characters (screens 4). */
const reason = () => textField(20, 500)
const MAX_FEN = 10_000_000_00

/** An amount that is read only with one of the choices: empty is no amount. */
const optionalYuan = () =>
	z.optional(
		z.pipe(
			z.transform((value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)),
			z.optional(yuanField(1, MAX_FEN)),
		),
	)

/** Points beside a lower amount; empty leaves them. */
const optionalPoints = () =>
	z.optional(
		z.pipe(
			z.transform((value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)),
			z.optional(countField(0, 12)),
		),
	)

/** Several arguments are separate `argument` fields; each one gets its own answer. */
export const defenceSchema = z.object({
	argument: z.pipe(
		z.transform((value: unknown) =>
			(Array.isArray(value) ? value : [value]).filter((one) => String(one ?? '').trim() !== ''),
		),
		z.array(textField(2, 2000)).check(
			// Said at the first box, where a form has several.
			z.refine((list) => list.length > 0, { path: [0], error: 'issue.required' }),
			z.maxLength(20, 'issue.too-long'),
		),
	),
})

export const acknowledgeSchema = z.object({ confirm: confirmField() })

export const checkSchema = z
	.object({ note: optionalTextField(500), traceReason: optionalTextField(300), ...knownDeclarationFields })
	.check(relationGiven())

export const noticeSchema = z
	.object({ acceptanceReason: optionalTextField(300), confirm: confirmField(), ...knownDeclarationFields })
	.check(relationGiven())

export const extensionSchema = z.object({ reason: optionalTextField(500) })

/** Asked where the amount goes above the loss or away from like cases; the rule says when. */
const gateReasons = { excessReason: optionalTextField(300), fairnessReason: optionalTextField(300) }

export const decideSchema = z
	.object({
		amountYuan: yuanField(1, MAX_FEN),
		reason: reason(),
		...gateReasons,
		...knownDeclarationFields,
		confirm: confirmField(),
	})
	.check(relationGiven())

export const voteSchema = z
	.object({
		choice: z.enum(['IMPOSE', 'DROP'], 'issue.choose'),
		amountYuan: optionalYuan(),
		reason: textField(5, 500),
		dissent: optionalTextField(500),
		...gateReasons,
		...knownDeclarationFields,
	})
	.check(
		relationGiven(),
		z.refine((form) => form.choice !== 'IMPOSE' || form.amountYuan !== undefined, {
			error: 'issue.required',
			path: ['amountYuan'],
		}),
	)

export const waiveSchema = z
	.object({ reason: reason(), confirm: confirmField(), ...knownDeclarationFields })
	.check(relationGiven())
export const agreeWaiverSchema = z.object({ confirm: confirmField(), ...knownDeclarationFields }).check(relationGiven())
export const refuseWaiverSchema = z.object({ reason: reason(), ...knownDeclarationFields }).check(relationGiven())
export const withdrawSchema = z.object({ reason: textField(5, 500), confirm: confirmField() })
/** What the page of consequences was known by: anything that changed since is looked at again. */
const seen = () => z._default(z.string(), '')

export const revokeSchema = z.object({ reason: reason(), confirm: confirmField(), seen: seen() })
export const recomputeSchema = z.object({ seen: seen() })
export const extendReviewSchema = z
	.object({ reason: reason(), confirm: confirmField(), ...knownDeclarationFields })
	.check(relationGiven())

export const reviewGroundSchema = z.enum(['facts', 'rule', 'amount', 'procedure', 'new-evidence'], 'issue.choose')

export const requestReviewSchema = z.object({ ground: reviewGroundSchema, reason: textField(5, 2000) })

const choice = {
	outcome: z.enum(['UPHELD', 'VARIED', 'REVOKED', 'RETURNED'], 'issue.choose'),
	amountYuan: optionalYuan(),
	points: optionalPoints(),
}
type Choice = { readonly outcome: string; readonly amountYuan?: number | undefined }
const hasAmount = <T extends Choice>() =>
	z.refine<T>((form) => form.outcome !== 'VARIED' || form.amountYuan !== undefined, {
		error: 'issue.required',
		path: ['amountYuan'],
	})

/** First step of a review: what it would come to; its consequences are shown next. */
export const reviewChoiceSchema = z.object(choice).check(hasAmount())

export const decideReviewSchema = z
	.object({ ...choice, reason: reason(), confirm: confirmField(), seen: seen(), ...knownDeclarationFields })
	.check(hasAmount(), relationGiven())

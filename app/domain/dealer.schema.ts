import * as z from 'zod/mini'
import { DEALER_STATUSES, isCreditCode, OUTLET_STATUSES, OUTLET_TYPES, plainCreditCode } from './dealer.ts'
import { dateField, optionalTextField, textField, yuanField } from './fields.schema.ts'
import { type SuccessionAnswer, successionFields } from './measure/measure-forms.schema.ts'

/** What the screen asks when something changes hands may be left out where nothing does. */
type Unasked<T> = Omit<T, keyof SuccessionAnswer> & Partial<SuccessionAnswer>

const MAX_DEPOSIT_FEN = 100_000_000_00

const codeField = z.pipe(
	textField(2, 20),
	z.string().check(z.toUpperCase(), z.regex(/^[A-Z0-9][A-Z0-9-]*$/, 'issue.bad-format')),
)

const creditCodeField = z.pipe(
	z.pipe(textField(1, 30), z.transform(plainCreditCode)),
	z.string().check(z.refine(isCreditCode, 'issue.credit-code')),
)

const phoneField = z.pipe(textField(5, 30), z.string().check(z.regex(/^\+?[\d\s()-]+$/, 'issue.bad-format')))

export const dealerSchema = z
	.object({
		code: codeField,
		name: textField(2, 80),
		creditCode: creditCodeField,
		contactName: textField(2, 40),
		contactPhone: phoneField,
		agreementFrom: dateField(),
		agreementTo: dateField(),
		depositRequired: yuanField(0, MAX_DEPOSIT_FEN),
		status: z.enum(DEALER_STATUSES, 'issue.choose'),
		signedBy: optionalTextField(64),
		eServiceConsent: z.pipe(
			optionalTextField(4),
			z.transform((text) => text === 'on'),
		),
		...successionFields,
	})
	.check(
		z.refine((form) => form.agreementTo >= form.agreementFrom, { error: 'issue.before-start', path: ['agreementTo'] }),
	)
export type DealerForm = Unasked<z.output<typeof dealerSchema>>

const degrees = (limit: number) =>
	z.pipe(
		optionalTextField(20),
		z.transform((text, ctx): number | null => {
			if (text === '') return null
			const n = /^-?\d{1,3}(\.\d{1,8})?$/.test(text) ? Number(text) : Number.NaN
			if (Math.abs(n) <= limit) return n
			ctx.issues.push({ code: 'custom', message: 'issue.not-a-number', input: text })
			return z.NEVER
		}),
	)

export const outletSchema = z
	.object({
		code: codeField,
		name: textField(2, 80),
		type: z.enum(OUTLET_TYPES, 'issue.choose'),
		address: textField(3, 200),
		latitude: degrees(90),
		longitude: degrees(180),
		dealerId: z.string('issue.choose').check(z.minLength(1, 'issue.choose'), z.maxLength(64, 'issue.choose')),
		gridId: z.string('issue.choose').check(z.minLength(1, 'issue.choose'), z.maxLength(64, 'issue.choose')),
		channelManagerId: optionalTextField(64),
		status: z.enum(OUTLET_STATUSES, 'issue.choose'),
		...successionFields,
	})
	.check(
		z.refine((form) => (form.latitude === null) === (form.longitude === null), {
			error: 'issue.required',
			path: ['longitude'],
		}),
	)
export type OutletForm = Unasked<z.output<typeof outletSchema>>

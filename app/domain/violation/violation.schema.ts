import * as z from 'zod/mini'
import { countField, dateField, optionalTextField, parseDate, textField } from '../fields.schema.ts'
import { parseYuan } from '../money.ts'
import { declarationFields } from '../penalty/conflict.schema.ts'
import type { LocalDate } from '../time.ts'
import { maskNumber, maskNumbersIn } from './mask.ts'
import { VIOLATION_SOURCES } from './violation.ts'

const list = (value: unknown) => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value])
const masked = (min: number, max: number) => z.pipe(textField(min, max), z.transform(maskNumbersIn))
const maskedOptional = (max: number) => z.pipe(optionalTextField(max), z.transform(maskNumbersIn))

/** '13812341234, 139 0000 0001' or one per line, masked before anything else sees them. */
export const affectedNumbers = z.pipe(
	optionalTextField(5000),
	z.transform((text) =>
		text
			.split(/[\n,;，；、]+/)
			.map((one) => one.trim())
			.filter((one) => one !== '')
			.map((one) => (/^\d{3}\*{4}\d{4}$/.test(one) ? one : maskNumber(one))),
	),
)

/** What the user lost, in yuan; empty is nothing. */
const optionalYuan = z.pipe(
	optionalTextField(20),
	z.transform((text, ctx): number => {
		const fen = text === '' ? 0 : parseYuan(text)
		if (fen !== null && fen >= 0 && fen <= 10_000_000_00) return fen
		ctx.issues.push({ code: 'custom', message: 'issue.not-a-number', input: text })
		return z.NEVER
	}),
)

/** A date that may be left empty. */
const optionalDate = z.pipe(
	optionalTextField(20),
	z.transform((text, ctx): LocalDate | null => {
		const date = text.replace(/-/g, '') === '' ? null : parseDate(text)
		if (date !== null || text.replace(/-/g, '') === '') return date
		ctx.issues.push({ code: 'custom', message: 'issue.not-a-date', input: text })
		return z.NEVER
	}),
)

/** Recording or correcting a violation; whole user numbers never get past this schema. */
export const violationSchema = z
	.object({
		source: z.enum(VIOLATION_SOURCES, 'issue.choose'),
		sourceRef: optionalTextField(100),
		outletId: textField(1, 64),
		typeCode: z.string('issue.choose').check(z.regex(/^[A-Z]\d{2}$/, 'issue.choose')),
		units: countField(1, 1_000_000),
		occurredOn: dateField(),
		discoveredOn: dateField(),
		facts: masked(5, 2000),
		opinion: maskedOptional(2000),
		affectedNumbers,
		consumerRight: z._default(z.string().check(z.regex(/^(|[7-9]|1[0-5])$/, 'issue.choose')), ''),
		factors: z.pipe(z.transform(list), z.array(z.string()).check(z.maxLength(20, 'issue.too-long'))),
		shareDealer: countField(0, 100),
		shareOperator: countField(0, 100),
		shareThird: countField(0, 100),
		shareReason: optionalTextField(300),
		lossYuan: optionalYuan,
		/** G01: physical contact or threats; C06: the day on which the user claimed the refund (domain 2, notes). */
		contactOrThreat: z.optional(z.literal('on')),
		refundClaimedOn: optionalDate,
		/** Why a case that looks like one on record is another act. */
		twinReason: optionalTextField(300),
		...declarationFields,
	})
	.check(
		z.refine((form) => form.shareDealer + form.shareOperator + form.shareThird === 100, {
			error: 'issue.out-of-range',
			path: ['shareDealer'],
		}),
		z.refine((form) => [100, 70, 50, 30, 0].includes(form.shareDealer), {
			error: 'issue.choose',
			path: ['shareDealer'],
		}),
		z.refine((form) => form.declared !== 'conflict' || form.relation !== '', {
			error: 'issue.required',
			path: ['relation'],
		}),
		z.refine((form) => form.discoveredOn >= form.occurredOn, { error: 'issue.out-of-range', path: ['discoveredOn'] }),
	)
export type ViolationForm = z.output<typeof violationSchema>

const begun = (pattern: RegExp) => z.catch(z._default(z.string().check(z.regex(pattern)), ''), '')

/** What a link to the empty form may fill in already. */
export const violationBeginSchema = z.pipe(
	z.object({
		outlet: begun(/^[\w-]{0,64}$/),
		type: begun(/^[A-Z]\d{2}$/),
		source: z.catch(z._default(z.enum(['', ...VIOLATION_SOURCES]), ''), ''),
		ref: begun(/^[\w-]{0,100}$/),
		units: begun(/^[1-9]\d{0,5}$/),
	}),
	z.transform(({ outlet, type, source, ref, units }) => ({
		outletId: outlet,
		typeCode: type,
		source,
		sourceRef: ref,
		units: units || '1',
	})),
)

export const dismissSchema = z.object({ reason: textField(5, 500) })

/** Judging a draft: what the checker adds where the gate asks for it. */
export const confirmViolationSchema = z.object({
	declared: z.optional(z.enum(['none', 'conflict'], 'issue.choose')),
	relation: optionalTextField(300),
	twinReason: optionalTextField(300),
	uplift: z.optional(z.enum(['apply', 'keep'], 'issue.choose')),
	upliftReason: optionalTextField(300),
})

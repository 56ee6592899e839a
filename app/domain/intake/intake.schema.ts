import * as z from 'zod/mini'
import { confirmField, countField, dateField, optionalTextField, textField } from '../fields.schema.ts'
import { CONTACT_CHANNELS } from '../order/act-forms.schema.ts'
import { URGENCIES } from '../order/urgency.ts'
import { declarationFields, relationGiven } from '../penalty/conflict.schema.ts'
import { maskNumbersIn } from '../violation/mask.ts'
import { END_CODES, INTAKE_KINDS, INTAKE_STATES, REPLY_VIAS } from './item.ts'
import { isMonth, readPercent } from './satisfaction.ts'
import { BACKGROUNDS, CAUSES, COMPLAINT_CHANNELS, SURVEY_TOPICS } from './sources.ts'

/** Words of users: full numbers are masked before anything else sees them. */
const masked = (min: number, max: number) => z.pipe(textField(min, max), z.transform(maskNumbersIn))
const maskedOptional = (max: number) => z.pipe(optionalTextField(max), z.transform(maskNumbersIn))
const requestKey = textField(1, 64)
const id = textField(1, 64)

/** A complaint as the first receiver takes it down. */
export const complaintSchema = z
	.object({
		requestKey,
		channel: z.enum(COMPLAINT_CHANNELS, 'issue.choose'),
		externalNumber: optionalTextField(60),
		complainedOn: dateField(),
		/** Typed whole or masked; the use case keeps a masked number and a keyed hash. */
		complainant: optionalTextField(30),
		outletId: optionalTextField(64),
		category: z.enum(CAUSES, 'issue.choose'),
		/** The type of the taxonomy where it is known so closely; clusters are told by it. */
		typeCode: z._default(z.string().check(z.trim(), z.regex(/^([A-I]\d{2})?$/, 'issue.choose')), ''),
		matter: masked(5, 2000),
		wanted: maskedOptional(500),
		replyBy: z.enum(REPLY_VIAS, 'issue.choose'),
		urgency: z.enum(['', ...URGENCIES], 'issue.choose'),
	})
	.check(
		z.refine((form) => form.typeCode === '' || form.typeCode.startsWith(form.category), {
			error: 'issue.other-category',
			path: ['typeCode'],
		}),
	)
export type ComplaintForm = z.output<typeof complaintSchema>

/** A word with the person: how, whether reached, what was said, on which day and when. */
export const contactSchema = z.object({
	channel: z.enum(CONTACT_CHANNELS, 'issue.choose'),
	reached: z.enum(['yes', 'no'], 'issue.choose'),
	text: masked(5, 1000),
	on: dateField(),
	time: z._default(
		z
			.string()
			.check(z.refine((text) => text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text), { error: 'issue.bad-format' })),
		'',
	),
})
export type ContactForm = z.output<typeof contactSchema>

export const answerSchema = z.object({
	answer: masked(5, 2000),
	via: z.enum(REPLY_VIAS, 'issue.choose'),
})

export const declineSchema = z.object({
	code: z.enum(END_CODES, 'issue.choose'),
	reason: masked(10, 500),
})
export const mergeSchema = z.object({
	into: textField(1, 40),
	reason: maskedOptional(500),
})
export const successorSchema = z.object({
	to: id,
	reason: optionalTextField(300),
})
export const refuseDutySchema = z.object({ reason: textField(4, 300) })

/** An order that begins from an item or a proposal; the rest is written in the draft. */
export const makeOrderSchema = z.object({
	title: textField(4, 80),
	matter: masked(10, 4000),
	urgency: z.enum(URGENCIES, 'issue.choose'),
	leadDepartmentId: id,
})
/** With the version that the person saw. */
export type MakeOrderForm = z.output<typeof makeOrderSchema> & { readonly version: number }

export const makeViolationSchema = z
	.object({
		typeCode: z.string('issue.choose').check(z.regex(/^[A-Z]\d{2}$/, 'issue.choose')),
		occurredOn: dateField(),
		units: countField(1, 1_000_000),
		facts: masked(5, 2000),
		twinReason: optionalTextField(300),
		...declarationFields,
	})
	.check(relationGiven())
export type MakeViolationForm = z.output<typeof makeViolationSchema> & { readonly version: number }

const month = z.string('issue.required').check(
	z.trim(),
	z.minLength(1, { error: 'issue.required', abort: true }),
	z.refine((text) => isMonth(text), { error: 'issue.not-a-date' }),
)

export const batchSchema = z
	.object({
		kind: z.enum(['opinion', 'survey'], 'issue.choose'),
		period: month,
		title: optionalTextField(80),
		receivedOn: dateField(),
	})
	.check(
		z.refine((form) => form.kind === 'opinion' || form.title.length >= 4, {
			error: 'issue.required',
			path: ['title'],
		}),
	)
export type BatchForm = z.output<typeof batchSchema>

export const batchItemSchema = z.object({
	requestKey,
	supervisorId: optionalTextField(64),
	topic: z.enum(['', ...SURVEY_TOPICS], 'issue.choose'),
	outletId: optionalTextField(64),
	category: z.enum(CAUSES, 'issue.choose'),
	matter: masked(5, 2000),
	wanted: maskedOptional(500),
})
export type BatchItemForm = z.output<typeof batchItemSchema>

export const supervisorSchema = z.object({
	code: textField(2, 20),
	name: textField(2, 40),
	background: z.enum(BACKGROUNDS, 'issue.choose'),
	sinceOn: dateField(),
})
export type SupervisorForm = z.output<typeof supervisorSchema>

export const dismissProposalSchema = z.object({ reason: textField(10, 500) })

export const correctSatisfactionSchema = z.object({
	month,
	percent: z.pipe(
		textField(1, 12),
		z.transform((text, ctx): number => {
			const points = readPercent(text)
			if (points !== null) return points
			ctx.issues.push({ code: 'custom', message: 'issue.not-a-percent', input: text })
			return z.NEVER
		}),
	),
	reason: textField(5, 300),
	confirm: confirmField(),
})
export type CorrectSatisfactionForm = z.output<typeof correctSatisfactionSchema>

export const complaintUploadSchema = z.object({ channel: z.enum(COMPLAINT_CHANNELS, 'issue.choose') })

const word = (max = 100) => z.optional(z.string().check(z.trim(), z.maxLength(max)))
const chosen = <const T extends readonly string[]>(values: T) => z.catch(z.optional(z.enum(values)), undefined)

/** What the address of the list may carry; a wrong value falls back to none. */
export const intakeQuerySchema = z.object({
	view: z.catch(z._default(z.enum(['open', 'mine', 'late', 'accept', 'answered', 'all']), 'open'), 'open'),
	kind: chosen(INTAKE_KINDS),
	channel: chosen(COMPLAINT_CHANNELS),
	category: chosen(CAUSES),
	state: chosen(INTAKE_STATES),
	outlet: word(64),
	from: word(10),
	to: word(10),
	q: word(),
	after: word(400),
})
export type IntakeQuery = z.output<typeof intakeQuerySchema>

export const satisfactionQuerySchema = z.object({
	month: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/))), undefined),
	failing: word(1),
	q: word(),
	after: word(400),
})
export type SatisfactionQuery = z.output<typeof satisfactionQuerySchema>

import * as z from 'zod/mini'
import { EVENT_KINDS, SUBJECT_KINDS } from '../case/events.ts'
import { countField, optionalTextField, parseDate, textField } from '../fields.schema.ts'
import { parseYuan } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { SAMPLE_KINDS, SEVERITIES } from './sample.ts'

/** Filters of an address: what is not one of ours is left out, never refused. */
const chosen = <const T extends string>(values: readonly T[]) => z.catch(z.optional(z.enum(values)), undefined)
const word = (max: number) => z.catch(z.optional(z.string().check(z.trim(), z.maxLength(max))), undefined)
const day = z.catch(
	z.optional(
		z.pipe(
			z.string(),
			z.transform((text): LocalDate | undefined => parseDate(text) ?? undefined),
		),
	),
	undefined,
)

/** The auditor's search for events. */
export const eventSearchSchema = z.object({
	person: word(60),
	subject: chosen(SUBJECT_KINDS),
	id: word(64),
	number: word(60),
	kind: chosen(EVENT_KINDS),
	from: day,
	to: day,
	reason: word(100),
	cursor: word(300),
})
export type EventSearch = z.infer<typeof eventSearchSchema>

/** An amount in yuan that may be left empty. */
const optionalYuan = z.pipe(
	z._default(z.string(), ''),
	z.transform((text, ctx): number | undefined => {
		if (text.trim() === '') return undefined
		const fen = parseYuan(text)
		if (fen !== null && fen >= 0) return fen
		ctx.issues.push({ code: 'custom', message: 'issue.not-a-number', input: text })
		return z.NEVER
	}),
)

const optionalDay = z.pipe(
	z._default(z.string(), ''),
	z.transform((text, ctx): LocalDate | undefined => {
		if (text.trim() === '') return undefined
		const date = parseDate(text)
		if (date) return date
		ctx.issues.push({ code: 'custom', message: 'issue.not-a-date', input: text })
		return z.NEVER
	}),
)

export const SAMPLE_MAX = 200
const SEED_MAX = 40

/** The form that draws a sample. An empty seed is chosen by the server. */
export const sampleSchema = z.object({
	kind: z.enum(SAMPLE_KINDS, 'issue.choose'),
	count: countField(1, SAMPLE_MAX),
	seed: optionalTextField(SEED_MAX),
	severity: z._default(z.enum(['', ...SEVERITIES]), ''),
	min: optionalYuan,
	max: optionalYuan,
	person: optionalTextField(60),
	from: optionalDay,
	to: optionalDay,
})
export type SampleForm = z.infer<typeof sampleSchema>

export const OPINION_MIN = 20
const OPINION_MAX = 2000

/** A new opinion on a case; the number is asked when no case was chosen before. */
export const opinionSchema = z.object({
	subject: z._default(z.string().check(z.maxLength(20)), ''),
	id: z._default(z.string().check(z.maxLength(64)), ''),
	number: optionalTextField(60),
	text: textField(OPINION_MIN, OPINION_MAX),
})
export type OpinionForm = z.infer<typeof opinionSchema>

/** The branch's answer to an opinion. */
export const opinionAnswerSchema = z.object({
	version: z.coerce.number().check(z.int()),
	answer: textField(10, OPINION_MAX),
})
export type OpinionAnswer = z.infer<typeof opinionAnswerSchema>

export const OPINION_VIEWS = ['open', 'answered'] as const
export type OpinionView = (typeof OPINION_VIEWS)[number]
export const opinionListSchema = z.object({
	view: z.catch(z._default(z.enum(OPINION_VIEWS), 'open'), 'open'),
	cursor: word(300),
})

import * as z from 'zod/mini'
import { dateField, optionalTextField, textField } from '../fields.schema.ts'
import { isIdNumber, PERSON_ROLES, plainIdNumber } from './person.ts'
import { SUCCESSION_KINDS } from './succession.ts'

export const measureRecordSchema = z.object({
	heldOn: dateField(),
	people: textField(2, 200),
	text: textField(5, 2000),
	/** Number of the written plan; empty when there is none. */
	plan: optionalTextField(30),
})
export type MeasureRecordForm = z.output<typeof measureRecordSchema>

const YES_NO = ['yes', 'no'] as const

/** A panel member's vote with its reason. */
export const panelVoteSchema = z.object({
	vote: z.enum(YES_NO, 'issue.choose'),
	reason: textField(5, 500),
})

/** A reason alone: lifting an entry. */
export const reasonSchema = z.object({ reason: textField(5, 500) })

export const personSchema = z.object({
	role: z.enum(PERSON_ROLES, 'issue.choose'),
	name: textField(2, 40),
	/** Never stored: a keyed hash and the last four characters are. */
	idNumber: z.pipe(
		z.pipe(optionalTextField(30), z.transform(plainIdNumber)),
		z.string().check(z.refine((text) => text === '' || isIdNumber(text), 'issue.id-number')),
	),
	staffNo: optionalTextField(30),
	/** Login of the person's account; empty when there is none. */
	account: optionalTextField(64),
	sinceOn: dateField(),
})
export type PersonForm = z.output<typeof personSchema>

const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.pipe(
		optionalTextField(20),
		z.transform((text): T[number] | null => values.find((one) => one === text) ?? null),
	)

/** What the screen asks when premises or a dealer change hands; empty when nothing does. */
export const successionFields = {
	successionKind: choice(SUCCESSION_KINDS),
	pointsFollow: choice(YES_NO),
	successionReason: optionalTextField(500),
} as const

const successionSchema = z.object(successionFields)
/** What happened, whether points follow, and why not when they shall not. */
export type SuccessionAnswer = z.output<typeof successionSchema>

export const successionDecisionSchema = z.object({
	verdict: z.enum(['release', 'refuse'], 'issue.choose'),
	reason: textField(5, 500),
})

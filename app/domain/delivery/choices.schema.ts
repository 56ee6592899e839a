import { z } from 'zod'
import { PACES } from './way.ts'
import { LONGEST_QUIET, quietLength } from './when.ts'

const version = z.coerce.number().int().min(0)
const on = z
	.string()
	.max(2)
	.default('')
	.transform((text) => text === 'on')

/** 'HH:MM' as minutes of the day; nothing when left empty. */
const minute = z
	.string()
	.trim()
	.regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'issue.bad-format')
	.default('')
	.transform((text) => (text === '' ? null : Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))))

/** How one person wants to be told; an empty language is that of the pages. */
export const choicesSchema = z
	.object({
		version,
		byMail: on,
		byGroup: on,
		pace: z.enum(PACES, 'issue.choose'),
		language: z.enum(['', 'zh-Hans', 'zh-Hant', 'en'], 'issue.choose'),
		quietFrom: minute,
		quietTo: minute,
	})
	.superRefine(({ quietFrom: from, quietTo: to }, check) => {
		const fault = (message: string) => check.addIssue({ code: 'custom', path: ['quietTo'], message })
		if ((from === null) !== (to === null)) fault('issue.quiet-both')
		else if (from !== null && to !== null) {
			const length = quietLength({ from, to })
			if (length === 0 || length > LONGEST_QUIET) fault('issue.quiet-long')
		}
	})
export type ChoicesForm = z.output<typeof choicesSchema>

/** One address: no list, no name, nothing that could end a header. */
export const mailSchema = z.object({
	mail: z
		.string()
		.trim()
		.min(1, 'issue.required')
		.max(120)
		.regex(/^[^\s@,;<>"()\p{Cc}]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/u, 'issue.bad-format'),
})

const code = z
	.string()
	.trim()
	.toUpperCase()
	.regex(/^[A-Z][A-Z0-9]{1,15}$/, 'issue.bad-format')

/** A group robot; 'branch', 'unit:<id>' or 'department:<id>' says whose group it is. */
export const newRobotSchema = z.object({
	code,
	name: z.string().trim().min(1, 'issue.required').max(40),
	kind: z.enum(['wecom', 'dingtalk'], 'issue.choose'),
	place: z.string().regex(/^(branch|(unit|department):[0-9a-f-]{8,64})$/, 'issue.choose'),
	language: z.enum(['zh-Hans', 'zh-Hant', 'en'], 'issue.choose'),
})
export type NewRobotForm = z.output<typeof newRobotSchema>

/** What can be changed of a robot: its code and its kind belong to its key in the environment. */
export const changedRobotSchema = newRobotSchema
	.pick({ name: true, place: true, language: true })
	.extend({ id: z.string().min(1).max(64), version: z.coerce.number().int().positive() })
export type ChangedRobotForm = z.output<typeof changedRobotSchema>

export const robotActSchema = z.object({ id: z.string().min(1).max(64), version: z.coerce.number().int().positive() })

import * as z from 'zod/mini'
import { isLocalDate } from '../time.ts'
import { orderDraftSchema } from './order.schema.ts'
import { refFault } from './sources.ts'

/** Forms of an order that ask more than one act of the rules: the whole draft, the judgement, the end. */

const plainText = z._default(z.string(), '')

const assistRow = z.object({ departmentId: plainText, task: plainText, dueOn: plainText })
const RowFault = { departmentId: 'issue.choose', task: 'issue.too-short', dueOn: 'issue.not-a-date' } as const

/** Rows that were left blank do not count; a row that was begun must be whole. */
const assists = z._default(
	z.array(assistRow).check(z.maxLength(12, { error: 'issue.too-long' }), (ctx) => {
		for (const [i, row] of ctx.value.entries()) {
			if (isBlank(row)) continue
			const faults = [
				row.departmentId === '' ? 'departmentId' : null,
				row.task.trim().length < 5 ? 'task' : null,
				isLocalDate(row.dueOn) ? null : 'dueOn',
			] as const
			for (const name of faults) {
				if (name)
					ctx.issues.push({ code: 'custom', message: RowFault[name], path: [i, name], input: row, params: { min: 5 } })
			}
		}
	}),
	[],
)

type AssistRow = { readonly departmentId: string; readonly task: string; readonly dueOn: string }

function isBlank(row: AssistRow): boolean {
	return row.departmentId === '' && row.task.trim() === '' && row.dueOn === ''
}

/** The rows that were filled in. */
export function filledAssists<Row extends AssistRow>(rows: readonly Row[]): readonly Row[] {
	return rows.filter((row) => !isBlank(row))
}

/** Articles 7 to 15 of the Consumer Law: the rights of a user (domain 2). */
export const RIGHTS = [7, 8, 9, 10, 11, 12, 13, 14, 15] as const

const optionalLine = (max: number) => z.optional(z.string().check(z.maxLength(max, { error: 'issue.too-long' })))
const optionalDay = z.optional(
	z.string().check(z.refine((value) => value === '' || isLocalDate(value), { error: 'issue.not-a-date' })),
)

/** One piece of evidence a line, at most twelve. */
const wanted = z.optional(
	z.string().check(
		z.maxLength(2400, { error: 'issue.too-long' }),
		z.refine((text) => linesOf(text).length <= 12, { error: 'issue.too-long', params: { max: 12 } }),
	),
)

/** The lines that say something. */
export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
}

/** Numbers of cases as typed, apart by blanks, commas or lines. */
export function numbersOf(text: string): string[] {
	return [...new Set(text.toUpperCase().split(/[\s,，、;；]+/))].filter((number) => number !== '')
}

const draftFields = z.extend(
	z.omit(orderDraftSchema, { affectedUsers: true, sourceOn: true, leadAccountId: true, rightCode: true }),
	{
		sourceOn: optionalDay,
		rights: z.optional(z.array(z.string().check(z.regex(/^(7|8|9|1[0-5])$/, { error: 'issue.choose' })))),
		/** Code of an outlet or of a dealer, where the draft was not begun from one. */
		placeCode: optionalLine(40),
		wanted,
		/** Numbers of penalties and plans. */
		links: optionalLine(400),
		/** Number of the earlier order whose problem came back. */
		repeats: optionalLine(40),
		id: z._default(z.string().check(z.maxLength(64, { error: 'issue.bad-format' })), ''),
		users: z._default(z.string().check(z.maxLength(4000, { error: 'issue.too-long' })), ''),
		category: z._default(z.string().check(z.maxLength(40, { error: 'issue.too-long' })), ''),
		confidential: z.optional(z.string()),
		assists,
	},
)

/**
 * The whole draft: what is asked, of whom, and who helps. Users' numbers one a line; they are kept masked only. A source
 * that numbers its papers asks for the number.
 */
export const orderFormSchema = draftFields.check((ctx) => {
	const { source, sourceRef } = ctx.value
	const fault = refFault(source, sourceRef)
	if (fault === null) return
	const message = fault === 'missing' ? 'issue.required' : 'issue.bad-format'
	ctx.issues.push({ code: 'custom', message, path: ['sourceRef'], input: sourceRef })
})
export type OrderForm = z.infer<typeof orderFormSchema>

/** Whether the problem came back within 90 days; the lines are counted by assessment.ts. */
export const orderAssessSchema = z.object({ recurred: z.optional(z.string()) })
export type OrderAssessForm = z.infer<typeof orderAssessSchema>

/** What an assisting department did. */
export const orderAssistDoneSchema = z.object({
	assistId: z.string({ error: 'issue.choose' }).check(z.minLength(1, { error: 'issue.choose' })),
	result: z
		.string({ error: 'issue.required' })
		.check(
			z.trim(),
			z.minLength(1, { error: 'issue.required', abort: true }),
			z.minLength(5, { error: 'issue.too-short' }),
			z.maxLength(2000, { error: 'issue.too-long' }),
		),
})
export type OrderAssistDoneForm = z.infer<typeof orderAssistDoneSchema>

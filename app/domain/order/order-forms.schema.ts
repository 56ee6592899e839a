import * as z from 'zod/mini'
import { isLocalDate } from '../time.ts'
import { orderDraftSchema } from './order.schema.ts'

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

/** The whole draft: what is asked, of whom, and who helps. Users' numbers one a line; they are kept masked only. */
export const orderFormSchema = z.extend(
	z.omit(orderDraftSchema, { affectedUsers: true, sourceOn: true, leadAccountId: true, rightCode: true }),
	{
		id: z._default(z.string().check(z.maxLength(64, { error: 'issue.bad-format' })), ''),
		users: z._default(z.string().check(z.maxLength(4000, { error: 'issue.too-long' })), ''),
		category: z._default(z.string().check(z.maxLength(40, { error: 'issue.too-long' })), ''),
		confidential: z.optional(z.string()),
		assists,
	},
)
export type OrderForm = z.infer<typeof orderFormSchema>

/** Within the lead department; the duty goes over with a reason. */
export const orderHandlerSchema = z.object({
	handlerId: z.string({ error: 'issue.choose' }).check(z.minLength(1, { error: 'issue.choose' })),
	reason: z
		.string({ error: 'issue.required' })
		.check(
			z.trim(),
			z.minLength(1, { error: 'issue.required', abort: true }),
			z.minLength(5, { error: 'issue.too-short' }),
			z.maxLength(500, { error: 'issue.too-long' }),
		),
})
export type OrderHandlerForm = z.infer<typeof orderHandlerSchema>

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

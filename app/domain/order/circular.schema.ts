import * as z from 'zod/mini'
import { isLocalDate } from '../time.ts'

const isMonth = (text: string) => /^\d{4}-\d{2}$/.test(text) && isLocalDate(`${text}-01`)

/** The address of the scores; whatever is wrong in it is as if it were not there. */
export const scoresQuerySchema = z.object({
	month: z.catch(z.optional(z.string().check(z.refine(isMonth))), undefined),
	department: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(64))), undefined),
})

const remark = z.pipe(
	z.pipe(
		z._default(z.string(), ''),
		z.transform((text) => text.trim().replace(/\r\n/g, '\n')),
	),
	z.string().check(z.maxLength(2000, { error: 'issue.too-long' })),
)

/** A circular is begun for a month; the reason only where one was published before. */
export const circularDraftSchema = z.object({
	month: z
		.string({ error: 'issue.required' })
		.check(z.minLength(1, { error: 'issue.required', abort: true }), z.refine(isMonth, { error: 'issue.bad-format' })),
	remark,
	reason: z._default(z.string().check(z.trim(), z.maxLength(500, { error: 'issue.too-long' })), ''),
})
export type CircularDraftForm = z.infer<typeof circularDraftSchema>

export const circularRemarkSchema = z.object({ remark })

export const circularPublishSchema = z.object({
	confirmed: z.literal('on', { error: 'issue.must-confirm' }),
})

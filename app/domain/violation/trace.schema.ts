import * as z from 'zod/mini'
import { optionalTextField, parseDate, textField } from '../fields.schema.ts'
import { instantAt } from '../time.ts'

const minuteOf = (text: string): number | null => {
	const hit = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim())
	const minute = hit ? Number(hit[1]) * 60 + Number(hit[2]) : -1
	return minute >= 0 && minute < 24 * 60 && Number(hit?.[2]) < 60 ? minute : null
}

const given = (field: 'orderedOn' | 'orderedAt' | 'channel' | 'staffNo', met: (text: string) => boolean) =>
	z.refine<{
		readonly traceable: string
		readonly orderedOn: string
		readonly orderedAt: string
		readonly channel: string
		readonly staffNo: string
	}>((form) => form.traceable !== 'yes' || met(form[field]), { error: 'issue.required', path: [field] })

/** What one piece of evidence says of the order: traced with time, channel and staff account, or not traceable. */
export const traceSchema = z
	.object({
		evidenceId: textField(1, 64),
		traceable: z.enum(['yes', 'no'], 'issue.choose'),
		orderedOn: optionalTextField(20),
		orderedAt: optionalTextField(5),
		channel: optionalTextField(60),
		staffNo: optionalTextField(40),
	})
	.check(
		given('orderedOn', (text) => parseDate(text) !== null),
		given('orderedAt', (text) => minuteOf(text) !== null),
		given('channel', (text) => text !== ''),
		given('staffNo', (text) => text !== ''),
	)
export type TraceForm = z.output<typeof traceSchema>

/** The moment of the order; null where it cannot be traced. */
export function orderMoment(form: Pick<TraceForm, 'traceable' | 'orderedOn' | 'orderedAt'>) {
	const [day, minute] = [parseDate(form.orderedOn), minuteOf(form.orderedAt)]
	return form.traceable === 'yes' && day !== null && minute !== null ? instantAt(day, minute) : null
}

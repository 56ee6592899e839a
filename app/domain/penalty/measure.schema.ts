import * as z from 'zod/mini'
import { textField } from '../fields.schema.ts'
import { MEASURE_VERDICTS } from './measure.ts'

export const measureSchema = z.object({
	verdict: z.enum(MEASURE_VERDICTS, 'issue.choose'),
	reason: textField(5, 500),
})

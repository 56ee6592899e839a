import * as z from 'zod/mini'
import { severitySchema } from './rulebook.schema.ts'

const factor = z
	.int('issue.not-a-number')
	.check(z.minimum(-1000, 'issue.out-of-range'), z.maximum(1000, 'issue.out-of-range'))

/** The body of a penalty preview; the rulebook itself refuses what only it knows (shares, signs). */
export const previewSchema = z.strictObject({
	severity: severitySchema,
	units: z
		.int('issue.not-a-number')
		.check(z.minimum(1, 'issue.out-of-range'), z.maximum(1_000_000, 'issue.out-of-range')),
	priors: z.int('issue.not-a-number').check(z.minimum(0, 'issue.out-of-range')),
	mitigating: z.array(factor.check(z.maximum(0, 'issue.out-of-range'))).check(z.maxLength(100, 'issue.too-long')),
	aggravating: z.array(factor.check(z.minimum(0, 'issue.out-of-range'))).check(z.maxLength(100, 'issue.too-long')),
	share: z.literal([100, 70, 50, 30, 0], 'issue.choose'),
	baseFen: z.optional(z.int('issue.not-a-number').check(z.positive('issue.out-of-range'))),
})
export type PreviewBody = z.infer<typeof previewSchema>

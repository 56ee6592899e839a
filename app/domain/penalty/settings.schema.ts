import * as z from 'zod/mini'

const count = z.int().check(z.minimum(0))
const percent = z.int().check(z.minimum(0), z.maximum(1000))

/** What the reviewer's silence means, as the branch has announced it; never to the dealer's harm (domain 4, step 9). */
export const REVIEW_DEFAULTS = ['REVOKED', 'HALVED'] as const

/** Choices of the branch that a rulebook version carries; what a version does not say is the default below. */
export const settingsSchema = z.object({
	/** Above this part of the recorded loss the approver gives a reason (domain 3.2, excess). */
	excessPercent: z._default(percent, 130),
	/** Like cases are compared over this many months; below `least` of them there is no hint. */
	fairness: z._default(z.object({ months: count, marginPercent: percent, least: count }), {
		months: 12,
		marginPercent: 20,
		least: 5,
	}),
	/** Reduction for an acknowledgement before the defence window ends; 0 is off. */
	earlyAcknowledgePercent: z._default(z.int().check(z.minimum(0), z.maximum(50)), 0),
	review: z._default(z.object({ defaultOutcome: z.enum(REVIEW_DEFAULTS), extensionDays: count }), {
		defaultOutcome: 'REVOKED',
		extensionDays: 10,
	}),
	/** Late surcharge per day in ten-thousandths of what is outstanding, capped at a part of the principal. */
	surcharge: z._default(
		z.object({ on: z.boolean(), perTenThousandDaily: count, graceDays: count, capPercent: percent }),
		{
			on: false,
			perTenThousandDaily: 5,
			graceDays: 10,
			capPercent: 100,
		},
	),
	/** At most this part of a period's commission goes to penalties (domain 3.2, collection order). */
	commissionForPenaltiesPercent: z._default(z.int().check(z.minimum(0), z.maximum(100)), 50),
	exit: z._default(z.object({ refundAfterDays: count }), { refundAfterDays: 90 }),
	/** Calendar days after the top-up date on which business is suspended (domain 3.2, top-up). */
	topUpSuspendAfterDays: z._default(count, 30),
	/** Auto-uplift (domain 2, notes). */
	uplift: z._default(
		z.object({ minorCount: count, minorMonths: count, refundLateDays: count, farmingExitCount: count }),
		{ minorCount: 3, minorMonths: 12, refundLateDays: 15, farmingExitCount: 500 },
	),
})
export type RulebookSettings = z.infer<typeof settingsSchema>

/** What holds where a version says nothing. */
export const DEFAULT_SETTINGS: RulebookSettings = settingsSchema.parse({})

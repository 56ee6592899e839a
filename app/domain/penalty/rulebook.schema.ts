import * as z from 'zod/mini'
import { isLocalDate, type LocalDate } from '../time.ts'
import {
	assessmentSchema,
	chapterSchema,
	DEFAULT_ASSESSMENT,
	lawSchema,
	typeEntrySchema,
} from './rulebook-parts.schema.ts'
import { DEFAULT_SETTINGS, settingsSchema } from './settings.schema.ts'

const count = z.int().check(z.minimum(0))
const fen = z.int().check(z.positive())
const date = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value))

const level = z.object({
	baseFen: fen,
	points: count,
	capFen: fen.check(z.multipleOf(100)),
	decidedBy: z.string(),
	remediationDays: count,
})

/** How serious a violation is: minor, general, serious, grave (domain 2). */
export const severitySchema = z.enum(['L1', 'L2', 'L3', 'L4'], 'issue.choose')
export type Severity = z.infer<typeof severitySchema>
export const SEVERITIES = severitySchema.options

export const measureSchema = z.enum(['REMINDER', 'TALK', 'CIRCULAR', 'SUSPEND_BUSINESS', 'TERMINATE'])
/** A measure of the sanction ladder (domain 3.2). */
export type Measure = z.infer<typeof measureSchema>

/** One version of the rulebook, money in fen and percentages as integers (domain 3.2). */
export const rulebookSchema = z.object({
	code: z.string().check(z.minLength(1)),
	effectiveFrom: date,
	rounding: z.string(),
	levels: z.object({ L1: level, L2: level, L3: level, L4: level }),
	recurrence: z.object({
		windowMonths: fen,
		multipliersPercent: z.array(fen).check(z.minLength(1)),
		scope: z.object({
			L1: z.enum(['outlet', 'dealer']),
			L2: z.enum(['outlet', 'dealer']),
			L3: z.enum(['outlet', 'dealer']),
			L4: z.enum(['outlet', 'dealer']),
		}),
		counts: z.string(),
	}),
	factors: z.array(z.object({ code: z.string(), percent: z.int() })),
	factorRule: z.object({
		mitigationFloor: z.int().check(z.maximum(0)),
		aggravationCeiling: count,
		minPercent: fen,
		maxPercent: fen,
		mitigationIgnoredAt: z.array(severitySchema),
	}),
	faultShares: z.array(z.int().check(z.minimum(0), z.maximum(100))),
	points: z.object({
		windowMonths: fen,
		maxPerCase: count,
		perPrior: count,
		maxPriorPoints: count,
		halvedBelowShare: count,
	}),
	sanctions: z.array(z.object({ atPoints: fen, measure: measureSchema })),
	clawback: z.object({ badShareAbovePercent: count, badCountAbove: count }),
	deposit: z.object({ requiredFen: z.record(z.string(), count), topUpWorkingDays: count }),
	settings: z._default(settingsSchema, DEFAULT_SETTINGS),
	// Older versions say nothing of what follows.
	chapters: z._default(z.array(chapterSchema), []),
	laws: z._default(z.array(lawSchema), []),
	types: z._default(z.array(typeEntrySchema), []),
	assessment: z._default(assessmentSchema, DEFAULT_ASSESSMENT),
})
export type Rulebook = z.infer<typeof rulebookSchema>

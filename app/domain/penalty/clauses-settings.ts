import { asNumber, type Clause, type ClauseInput, clause, number } from './clause.ts'
import type { Rulebook } from './rulebook.schema.ts'
import { REVIEW_DEFAULTS, type RulebookSettings } from './settings.schema.ts'

type Get = (settings: RulebookSettings) => Clause['value']
type Put = (settings: RulebookSettings, value: Clause['value']) => RulebookSettings

/** The branch's announced choices (issue defaults in settings.schema.ts). */
const SETTINGS: readonly (readonly [string, ClauseInput, Get, Put])[] = [
	['excess', number('percent', 100, 1000), (s) => s.excessPercent, (s, v) => ({ ...s, excessPercent: asNumber(v) })],
	[
		'fair-months',
		number('months', 1, 60),
		(s) => s.fairness.months,
		(s, v) => ({ ...s, fairness: { ...s.fairness, months: asNumber(v) } }),
	],
	[
		'fair-margin',
		number('percent', 0, 1000),
		(s) => s.fairness.marginPercent,
		(s, v) => ({ ...s, fairness: { ...s.fairness, marginPercent: asNumber(v) } }),
	],
	[
		'fair-least',
		number('count', 1, 1000),
		(s) => s.fairness.least,
		(s, v) => ({ ...s, fairness: { ...s.fairness, least: asNumber(v) } }),
	],
	[
		'early',
		number('percent', 0, 50),
		(s) => s.earlyAcknowledgePercent,
		(s, v) => ({ ...s, earlyAcknowledgePercent: asNumber(v) }),
	],
	[
		'review-default',
		{ kind: 'choice', options: REVIEW_DEFAULTS, words: 'outcome' },
		(s) => s.review.defaultOutcome,
		(s, v) => ({ ...s, review: { ...s.review, defaultOutcome: v === 'HALVED' ? 'HALVED' : 'REVOKED' } }),
	],
	[
		'review-extension',
		number('workdays', 0, 60),
		(s) => s.review.extensionDays,
		(s, v) => ({ ...s, review: { ...s.review, extensionDays: asNumber(v) } }),
	],
	[
		'surcharge-on',
		{ kind: 'flag' },
		(s) => s.surcharge.on,
		(s, v) => ({ ...s, surcharge: { ...s.surcharge, on: v === true } }),
	],
	[
		'surcharge-rate',
		number('per-mille-ten', 0, 100),
		(s) => s.surcharge.perTenThousandDaily,
		(s, v) => ({ ...s, surcharge: { ...s.surcharge, perTenThousandDaily: asNumber(v) } }),
	],
	[
		'surcharge-grace',
		number('days', 0, 365),
		(s) => s.surcharge.graceDays,
		(s, v) => ({ ...s, surcharge: { ...s.surcharge, graceDays: asNumber(v) } }),
	],
	[
		'surcharge-cap',
		number('percent', 0, 100),
		(s) => s.surcharge.capPercent,
		(s, v) => ({ ...s, surcharge: { ...s.surcharge, capPercent: asNumber(v) } }),
	],
	[
		'commission',
		number('percent', 0, 100),
		(s) => s.commissionForPenaltiesPercent,
		(s, v) => ({ ...s, commissionForPenaltiesPercent: asNumber(v) }),
	],
	[
		'exit-days',
		number('days', 0, 730),
		(s) => s.exit.refundAfterDays,
		(s, v) => ({ ...s, exit: { ...s.exit, refundAfterDays: asNumber(v) } }),
	],
	[
		'topup-suspend',
		number('days', 0, 365),
		(s) => s.topUpSuspendAfterDays,
		(s, v) => ({ ...s, topUpSuspendAfterDays: asNumber(v) }),
	],
	[
		'uplift-count',
		number('count', 1, 100),
		(s) => s.uplift.minorCount,
		(s, v) => ({ ...s, uplift: { ...s.uplift, minorCount: asNumber(v) } }),
	],
	[
		'uplift-months',
		number('months', 1, 60),
		(s) => s.uplift.minorMonths,
		(s, v) => ({ ...s, uplift: { ...s.uplift, minorMonths: asNumber(v) } }),
	],
	[
		'uplift-refund',
		number('days', 1, 365),
		(s) => s.uplift.refundLateDays,
		(s, v) => ({ ...s, uplift: { ...s.uplift, refundLateDays: asNumber(v) } }),
	],
	[
		'uplift-farming',
		number('count', 1, 100_000),
		(s) => s.uplift.farmingExitCount,
		(s, v) => ({ ...s, uplift: { ...s.uplift, farmingExitCount: asNumber(v) } }),
	],
]

export function settingClauses(book: Rulebook): Clause[] {
	return SETTINGS.map(([name, input, get, put]) =>
		clause('settings', {
			name,
			input,
			value: get(book.settings),
			put: (b, v) => ({ ...b, settings: put(b.settings, v) }),
		}),
	)
}

import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { type Instant, type LocalDate, localDateOf } from '../time.ts'
import type { AssessmentRule } from './assessment.ts'
import { onTimeTenths } from './figures.ts'
import { monthSpan } from './scores.ts'
import type { OrderSource } from './sources.ts'
import type { Urgency } from './urgency.ts'

export type Judged = { readonly onTime: number; readonly late: number }
type Counted = Judged & { readonly issued: number }

export type CircularDepartment = Counted & {
	readonly id: string
	readonly name: string
	readonly extended: number
	readonly returned: number
	readonly chased: number
	readonly notices: number
	readonly recurred: number
	readonly scoreTenths: number
	readonly rules: Readonly<Record<AssessmentRule, { readonly count: number; readonly tenths: number }>>
}

export type CircularLate = {
	readonly id: string
	/** Empty, and the title null, for a restricted order: the circular is read by everybody. */
	readonly number: string
	readonly title: string | null
	readonly department: string
	readonly dueOn: LocalDate
	/** Working days between the due day and the feedback, or the day of counting. */
	readonly days: number
	readonly answeredOn: LocalDate | null
	readonly extensions: number
	readonly returns: number
}

/** The numbers of a month as they were counted; kept whole with the circular (通报), so that it never changes. */
export type CircularFacts = {
	readonly month: string
	readonly issued: number
	readonly judged: Judged
	/** The month before, for comparison. */
	readonly before: Judged
	readonly extended: number
	readonly returned: number
	readonly chased: number
	readonly notices: number
	readonly recurred: number
	readonly open: { readonly all: number; readonly red: number }
	readonly sources: readonly (Counted & { readonly source: OrderSource })[]
	readonly levels: readonly (Counted & { readonly urgency: Urgency })[]
	readonly departments: readonly CircularDepartment[]
	readonly late: readonly CircularLate[]
}

/** The on-time rate in tenths of a percent; null while nothing has fallen due. */
export function rateOf({ onTime, late }: Judged): number | null {
	return onTimeTenths({ 'on-time': onTime, late })
}

/** '94.6%', never rounded up. */
export function rateText(tenths: number): string {
	return `${Math.floor(tenths / 10)}.${tenths % 10}%`
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** Tenths of a point or of a percentage, with a true minus sign. */
export function tenthsText(tenths: number): string {
	const whole = Math.abs(tenths)
	return `${tenths < 0 ? '−' : ''}${Math.floor(whole / 10)}.${whole % 10}`
}

function changeOf(facts: CircularFacts, say: Say): string | null {
	const now = rateOf(facts.judged)
	const before = rateOf(facts.before)
	if (now === null || before === null) return null
	const points = tenthsText(Math.abs(now - before))
	const change = now > before ? 'up' : now < before ? 'down' : 'same'
	return say('circular.say.change', { change: say(`circular.change.${change}`, { points }) })
}

/** What the numbers of a month say, in whole sentences; nothing is said that is not counted. */
export function circularSentences(facts: CircularFacts, month: string, say: Say): readonly string[] {
	const top = facts.sources.toSorted((a, b) => b.issued - a.issued)[0]
	const rate = rateOf(facts.judged)
	const longest = facts.late.toSorted((a, b) => b.days - a.days)[0]
	const worst = facts.departments.toSorted((a, b) => a.scoreTenths - b.scoreTenths)[0]
	const { onTime, late } = facts.judged
	return [
		top && facts.issued > 0
			? say('circular.say.issued', {
					month,
					count: facts.issued,
					source: say(`order.source.${top.source}`),
					n: top.issued,
				})
			: say('circular.say.issued.none', { month }),
		rate === null
			? say('circular.say.rate.none')
			: say('circular.say.rate', { judged: onTime + late, onTime, rate: rateText(rate) }),
		changeOf(facts, say),
		longest
			? say('circular.say.late', { count: late, days: longest.days, department: longest.department })
			: say('circular.say.late.none'),
		say('circular.say.work', {
			extended: facts.extended,
			returned: facts.returned,
			notices: facts.notices,
		}),
		facts.recurred > 0 ? say('circular.say.recurred', { count: facts.recurred }) : null,
		worst && worst.scoreTenths < 0
			? say('circular.say.score', { department: worst.name, points: tenthsText(worst.scoreTenths) })
			: null,
		say('circular.say.open', { open: facts.open.all, red: facts.open.red }),
	].filter((sentence) => sentence !== null)
}

export type CircularState = 'DRAFT' | 'PUBLISHED' | 'DROPPED'

/**
 * Whether a draft may be published: by another person than its drafter, after the month, with numbers that were counted
 * when it was over.
 */
export function mayPublish(
	circular: {
		readonly state: CircularState
		readonly month: string
		readonly draftedBy: string
		readonly countedAt: Instant
	},
	actorId: string,
	today: LocalDate,
): Outcome<null> {
	if (circular.state !== 'DRAFT')
		return refuse('procedure', 'wrong-state', { state: circular.state, action: 'publish' })
	if (circular.draftedBy === actorId) return refuse('forbidden', 'circular.own-draft')
	const span = monthSpan(circular.month)
	if (!span) return refuse('invalid', 'circular.month-unknown')
	if (today <= span.to) return refuse('procedure', 'circular.month-open', { month: circular.month })
	if (localDateOf(circular.countedAt) <= span.to) return refuse('procedure', 'circular.counted-early')
	return ok(null)
}

import { type OrderSource, refFault } from '../order/sources.ts'
import { type OrderTemplate, orderTemplate } from '../order/templates.ts'
import type { Urgency } from '../order/urgency.ts'
import type { LocalDate } from '../time.ts'
import { monthEnd } from './satisfaction.ts'
import type { IntakeChannel } from './sources.ts'
import { orderSourceOf } from './sources.ts'

const linesOf = (template: OrderTemplate) => template.wanted.map(({ text }) => text['zh-Hans']).join('\n')

/** What an order form begins with; the rest is written in the draft. */
export type OrderBegin = {
	readonly title: string
	readonly matter: string
	readonly urgency: Urgency
	/** Evidence that the feedback is to bring, one a line. */
	readonly wanted: string
}

const TITLE_MAX = 80

/** The source's own number where it is one, else the number of our register: no order is without either. */
export function orderRef(source: OrderSource, external: string | null, ownNumber: string): string {
	return external !== null && refFault(source, external) === null ? external : ownNumber
}

export type ItemFacts = {
	readonly channel: IntakeChannel
	readonly number: string
	readonly external: string | null
	readonly on: LocalDate
	readonly place: string | null
	/** Name of the cause, '业务办理'. */
	readonly cause: string
	readonly matter: string
	readonly wanted: string
	readonly urgency: Urgency
}

/** The order that one item begins: the template of its source, then the user's own words. */
export function orderOfItem(facts: ItemFacts): OrderBegin {
	const source = orderSourceOf(facts.channel)
	const template = orderTemplate(source, {
		place: facts.place ?? undefined,
		issue: facts.cause,
		ref: orderRef(source, facts.external, facts.number),
		on: facts.on,
	})
	const parts = [template.matter['zh-Hans'], facts.matter, facts.wanted]
	return {
		title: template.title['zh-Hans'].slice(0, TITLE_MAX),
		matter: parts.filter((part) => part !== '').join('\n'),
		urgency: facts.urgency,
		wanted: linesOf(template),
	}
}

export type ClusterFacts = {
	readonly place: string
	readonly cause: string
	readonly numbers: readonly string[]
	readonly days: number
	readonly on: LocalDate
}

/** The order that a cluster begins. */
export function orderOfCluster(facts: ClusterFacts): OrderBegin {
	const template = orderTemplate('CLUSTER', {
		place: facts.place,
		issue: facts.cause,
		ref: facts.numbers.join('、'),
		on: facts.on,
		count: facts.numbers.length,
		days: facts.days,
	})
	return {
		title: template.title['zh-Hans'],
		matter: template.matter['zh-Hans'],
		urgency: template.urgency,
		wanted: linesOf(template),
	}
}

/** The order that two bad months begin. */
export function orderOfSatisfaction(facts: {
	readonly place: string
	readonly months: readonly { readonly month: string; readonly percent: string }[]
	/** What had to be passed then. */
	readonly goal: string
}): OrderBegin {
	const last = facts.months.at(-1)
	const template = orderTemplate('SURVEY', {
		place: facts.place,
		issue: '窗口满意度连续不达标',
		percent: last?.percent,
		goal: facts.goal,
		on: last ? monthEnd(last.month) : undefined,
	})
	const lines = facts.months.map(({ month, percent }) => `${month}：${percent}%`)
	return {
		title: template.title['zh-Hans'],
		matter: [template.matter['zh-Hans'], ...lines].filter((line) => line !== '').join('\n'),
		urgency: template.urgency,
		wanted: linesOf(template),
	}
}

import type { Names } from '#app/domain/calendar.ts'
import type { Light } from '#app/domain/light.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { QueueName } from '#app/domain/work.ts'
import type { Formats } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { T } from '#app/i18n/messages.ts'
import { paths } from '#app/paths.ts'
import { ClockChip } from '../clock-chip.tsx'
import { closingTime, holidayName } from '../due/due-words.ts'
import type { WorkItem } from '../work-list.tsx'

export type Entry = {
	readonly queue: QueueName
	readonly id: string
	readonly number: string
	readonly title: string
	readonly type: string | null
	readonly onDay: LocalDate | null
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly light: Light | null
	readonly lastScore: number | null
}

export type EntryWords = {
	readonly t: T
	readonly say: (key: string) => string
	readonly formats: Formats
	readonly language: Language
	readonly today: LocalDate
	readonly types: Readonly<Record<string, Names>>
}

/** Where the person goes on: the act's own page when there is one. */
export function entryTo({ queue, id }: Pick<Entry, 'queue' | 'id'>): string {
	switch (queue) {
		case 'inspection.planned':
		case 'finding.open':
			return paths.inspection(id)
		case 'inspection.unsent':
			return paths.inspectionSheet(id)
		case 'violation.check':
			return paths.violationAct(id, 'check')
		case 'self-report.decide':
			return paths.selfReport(id)
		case 'penalty.extension':
			return paths.penaltyAct(id, 'extend-defence')
		case 'penalty.check':
		case 'penalty.notice':
		case 'penalty.decide':
		case 'penalty.vote':
		case 'penalty.agree-waiver':
		case 'penalty.review':
		case 'penalty.recompute':
			return paths.penalty(id)
		case 'penalty.settle':
			return paths.penalty(id)
		case 'measure.decide':
		case 'measure.review':
			return paths.measure(id)
		case 'clawback.confirm':
		case 'clawback.answer':
		case 'clawback.exit-case':
			return paths.claim(id)
		case 'redress.owed':
		case 'redress.verify':
		case 'redress.approve':
			return paths.redressOne(id)
		case 'topup.overdue':
		case 'topup.suspension':
			return paths.topup(id)
		case 'exit.refund':
			return paths.dealerExit(id)
		case 'settlement.confirm':
			return paths.settlement(id)
		case 'payment-plan.decide':
			return paths.paymentPlan(id)
		case 'rulebook.check':
			return paths.rulebookDraft(id)
		case 'template.check':
			return paths.template(id)
		case 'plan.approve':
			return paths.planAct(id, 'approve')
		case 'plan.verify':
			return paths.planAct(id, 'verify')
		case 'order.approve':
			return paths.orderAct(id, 'issue')
		case 'order.extension':
			return paths.orderAct(id, 'decide-extension')
		case 'order.judge':
			return paths.orderAct(id, 'judge')
		case 'order.strike':
			return paths.orderAct(id, 'strike-off')
		case 'order.sign':
			return paths.orderAct(id, 'acknowledge')
		case 'order.draft':
		case 'order.work':
		case 'order.assist':
			return paths.order(id)
		case 'opinion.answer':
		case 'opinion.waiting':
			return paths.opinion(id)
		default:
			return assertNever(queue)
	}
}

function typeWords({ say, language, types }: EntryWords, entry: Entry): string {
	const { type, queue } = entry
	if (type === null || type === 'returned') return ''
	if (queue === 'measure.decide' || queue === 'measure.review') return say(`reference.measure.${type}`)
	if (queue === 'inspection.planned' || queue === 'inspection.unsent') return say(`inspection.type.${type}`)
	return `${type} ${holidayName(types[type], language) ?? ''}`.trim()
}

/** One line of what waits: what to do, for what, by when. */
export function entryItem(words: EntryWords, entry: Entry): WorkItem {
	const { t, formats, today } = words
	const number = entry.queue.startsWith('opinion.') ? '' : entry.number
	const day =
		entry.light === null && entry.onDay !== null
			? t(entry.queue === 'order.strike' ? 'work.observed' : 'work.on-day', { day: formats.day(entry.onDay, today) })
			: ''
	const score = entry.lastScore === null ? '' : t('work.last-score', { score: formats.tenths(entry.lastScore) })
	const sub = [number, typeWords(words, entry), t(`work.why.${entry.queue}`), day, score].filter((part) => part !== '')
	return {
		to: entryTo(entry),
		title: t(`work.do.${entry.queue}`, {
			title: entry.queue === 'template.check' ? words.say(`notice.title.${entry.id}`) : entry.title,
		}),
		// Wide enough to tell the parts apart in English, too, where each holds spaces of its own.
		sub: sub.join('\u2003'),
		end:
			entry.light && entry.dueOn && entry.dueAt ? (
				<>
					<ClockChip light={entry.light} time={closingTime(formats, entry.dueOn, entry.dueAt)} />
					{entry.light.remaining.n > 0 || entry.light.overdueBy ? (
						<span className="due"> {formats.day(entry.dueOn, today)}</span>
					) : null}
				</>
			) : undefined,
	}
}

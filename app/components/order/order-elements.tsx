import { Link } from '@remix-run/react'
import type { Light } from '#app/domain/light.ts'
import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { StateBadge } from '../badge.tsx'
import { ClockChip, lightText } from '../clock-chip.tsx'
import { closingTime } from '../due/due-words.ts'
import type { Fact } from '../facts.tsx'
import { pointsText } from './words.tsx'

type Numbered = { readonly id: string; readonly number: string }
export type Assist = {
	readonly id: string
	readonly departmentName: string
	readonly task: string
	readonly result: string | null
	readonly done_at: string | null
	readonly overdue_at: string | null
	readonly due_on: LocalDate
	readonly light: Light | null
}

/** Everything that an order is made of (domain 5.3), for the page and for the paper. */
export type OrderElements = {
	readonly number: string | null
	readonly documentNumber: string | null
	readonly today: LocalDate
	readonly source: OrderSource
	readonly sourceRef: string | null
	readonly category: string | null
	readonly urgency: Urgency
	readonly confidential: boolean
	readonly users: readonly string[]
	readonly draftedAt: Instant
	readonly issuedAt: Instant | null
	readonly complaintOn: LocalDate | null
	readonly statutoryOn: LocalDate | null
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly provisional: boolean
	readonly acknowledgedAt: Instant | null
	readonly ackLate: boolean
	readonly completedAt: Instant | null
	readonly callback: string | null
	readonly observeUntil: LocalDate | null
	readonly struckOffAt: Instant | null
	readonly extensionCount: number
	readonly chaseCount: number
	readonly returnedCount: number
	readonly department: string
	readonly light: Light | null
	readonly overdueDays: number | null
	readonly opinion: string | null
	readonly people: Readonly<
		Record<'drafter' | 'issuer' | 'handler' | 'acknowledgedBy' | 'completer' | 'striker' | 'assessor', string>
	>
	readonly assists: readonly Assist[]
	readonly links: {
		readonly outlet: {
			readonly id: string
			readonly name: string
			readonly code: string
			readonly readable: boolean
		} | null
		readonly violation: Numbered | null
		readonly mergedInto: Numbered | null
	}
	readonly content: {
		readonly sourceOn: LocalDate | null
		readonly rights: readonly number[]
		readonly ackDefaultAt: Instant | null
		readonly originalDueAt: Instant | null
		readonly recurredOn: LocalDate | null
		readonly cases: readonly { kind: 'penalty' | 'plan'; id: string; number: string; readable: boolean }[]
		readonly dealer: { readonly id: string; readonly name: string; readonly readable: boolean } | null
		readonly earlier: Numbered | null
		readonly later: Numbered | null
	}
	readonly assessment: {
		readonly lines: readonly { rule: string; count: number; tenths: number }[]
		readonly totalTenths: number
	} | null
}

function AssistLine({ task, today }: { task: Assist; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	return (
		<li>
			{task.departmentName}{' '}
			{task.done_at ? (
				<StateBadge kind="done">{t('order.assist.done')}</StateBadge>
			) : task.light ? (
				<ClockChip light={task.light} short />
			) : (
				<span className="muted">{formats.day(task.due_on, today)}</span>
			)}
			<br />
			<span className="sm second">{task.result ?? task.task}</span>
		</li>
	)
}

/** A name, with the way to its page for those who may open it. */
function Named({ to, name }: { to: string | null; name: string }) {
	return to === null ? name : <Link to={to}>{name}</Link>
}

function CaseLinks({ cases }: { cases: OrderElements['content']['cases'] }) {
	return (
		<ul>
			{cases.map(({ kind, id, number, readable }) => (
				<li key={id}>
					{readable ? <Link to={kind === 'penalty' ? paths.penalty(id) : paths.plan(id)}>{number}</Link> : number}
				</li>
			))}
		</ul>
	)
}

type Words = { t: ReturnType<typeof useT>; formats: ReturnType<typeof useFormats> }

function fromFacts({ t }: Words, order: OrderElements, day: (date: LocalDate) => string): Fact[] {
	const { content, links, users } = order
	return [
		{ label: t('order.fact.number'), value: order.documentNumber ?? t('order.no-number') },
		order.number !== null && { label: t('order.fact.machine'), value: order.number },
		{ label: t('order.fact.source'), value: t(`order.source.${order.source}`) },
		order.sourceRef !== null && { label: t('order.fact.sourceRef'), value: order.sourceRef },
		content.sourceOn !== null && { label: t('order.fact.sourceOn'), value: day(content.sourceOn) },
		order.complaintOn !== null && { label: t('order.fact.complaintOn'), value: day(order.complaintOn) },
		users.length > 0 && {
			label: t('order.users'),
			value: users.length === 1 ? users[0] : t('order.users.n', { first: users[0] ?? '', count: users.length }),
		},
		links.outlet !== null && {
			label: t('order.outlet'),
			value: (
				<Named
					to={links.outlet.readable ? paths.outlet(links.outlet.id) : null}
					name={`${links.outlet.name} ${links.outlet.code}`}
				/>
			),
		},
		content.dealer !== null && {
			label: t('order.fact.dealer'),
			value: <Named to={content.dealer.readable ? paths.dealer(content.dealer.id) : null} name={content.dealer.name} />,
		},
		order.category !== null && { label: t('order.category'), value: order.category },
		{ label: t('order.urgency'), value: t(`order.urgency.${order.urgency}`) },
		{ label: t('order.fact.grade'), value: t(order.confidential ? 'order.confidential' : 'order.fact.grade.open') },
	]
}

function signedFact({ t, formats }: Words, order: OrderElements): Fact {
	const { content, people, today } = order
	if (order.acknowledgedAt !== null) {
		const at = `${formats.moment(order.acknowledgedAt, today)} ${people.acknowledgedBy}`.trim()
		return {
			label: t('order.fact.signed'),
			value: (
				<>
					{order.ackLate ? `${at} ${t('order.fact.signed.late')}` : at}
					{content.ackDefaultAt ? (
						<span className="sub">
							{t('order.fact.signed.default', { at: formats.moment(content.ackDefaultAt, today) })}
						</span>
					) : null}
				</>
			),
		}
	}
	if (content.ackDefaultAt === null) return null
	return {
		label: t('order.fact.signed'),
		value: t('order.fact.signed.default', { at: formats.moment(content.ackDefaultAt, today) }),
	}
}

/** The facts of an order in the order of domain 5.3; what there is not is left out. */
export function useOrderFacts(order: OrderElements): Fact[] {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const words = { t, formats }
	const { content, links, people, assessment, today } = order
	const day = (date: LocalDate) => formats.day(date, today)
	const moment = (at: Instant, who: string) => `${formats.moment(at, today)} ${who}`.trim()
	const penalties = content.cases.filter(({ kind }) => kind === 'penalty')
	const plans = content.cases.filter(({ kind }) => kind === 'plan')
	const due = (date: LocalDate, at: Instant) => `${day(date)} ${closingTime(formats, date, at)}`
	return [
		...fromFacts(words, order, day),
		content.rights.length > 0 && {
			label: t('order.fact.rights'),
			value: formats.list(content.rights.map((article) => say(`order.right.${article}`))),
		},
		{ label: t('order.fact.drafted'), value: moment(order.draftedAt, people.drafter) },
		order.issuedAt !== null && { label: t('order.fact.issued'), value: moment(order.issuedAt, people.issuer) },
		{ label: t('order.fact.lead'), value: `${order.department} ${people.handler}`.trim() },
		order.assists.length > 0 && {
			label: t('order.assists'),
			value: (
				<ul className="stack">
					{order.assists.map((task) => (
						<AssistLine key={task.id} task={task} today={today} />
					))}
				</ul>
			),
		},
		signedFact(words, order),
		order.statutoryOn !== null && { label: t('order.fact.statutory'), value: day(order.statutoryOn) },
		content.originalDueAt !== null && {
			label: t('order.fact.due.original'),
			value: due(localDateOf(content.originalDueAt), content.originalDueAt),
		},
		order.dueOn !== null &&
			order.dueAt !== null && {
				label: t('order.fact.due.now'),
				value: `${due(order.dueOn, order.dueAt)} ${order.provisional ? t('ui.provisional') : ''}`.trim(),
			},
		order.light !== null && { label: t('order.fact.light'), value: lightText(t, { light: order.light }) },
		order.overdueDays !== null && {
			label: t('order.fact.overdue'),
			value:
				order.overdueDays === 0
					? t('order.fact.overdue.same')
					: t('order.fact.overdue.days', { count: order.overdueDays }),
		},
		order.issuedAt !== null && {
			label: t('order.fact.counts'),
			value: t('order.fact.counts.value', {
				extensions: order.extensionCount,
				chases: order.chaseCount,
				returns: order.returnedCount,
			}),
		},
		order.callback !== null && { label: t('order.callback'), value: say(`order.callback.${order.callback}`) },
		order.opinion !== null && { label: t('order.fact.opinion'), value: order.opinion },
		order.completedAt !== null && {
			label: t('order.fact.completed'),
			value: moment(order.completedAt, people.completer),
		},
		order.observeUntil !== null && {
			label: t('order.fact.observe'),
			value: t('order.fact.observe.value', { day: day(order.observeUntil) }),
		},
		order.struckOffAt !== null && { label: t('order.fact.struck'), value: moment(order.struckOffAt, people.striker) },
		content.recurredOn !== null && { label: t('order.fact.recurred'), value: day(content.recurredOn) },
		assessment !== null && {
			label: t('order.assessment'),
			value: (
				<>
					{t('order.assessment.total', { points: pointsText(formats, assessment.totalTenths) })} {people.assessor}
					{assessment.lines.map((line) => (
						<span key={line.rule} className="sub">
							{say(`order.assessment.${line.rule}`, {
								count: line.count,
								points: pointsText(formats, line.tenths),
							})}
						</span>
					))}
				</>
			),
		},
		links.violation !== null && {
			label: t('order.linked'),
			value: <Link to={paths.violation(links.violation.id)}>{links.violation.number}</Link>,
		},
		penalties.length > 0 && { label: t('order.fact.penalties'), value: <CaseLinks cases={penalties} /> },
		plans.length > 0 && { label: t('order.fact.plans'), value: <CaseLinks cases={plans} /> },
		...(
			[
				['order.fact.earlier', content.earlier],
				['order.fact.later', content.later],
				['order.merged-into', links.mergedInto],
			] as const
		).map(([label, to]) => to !== null && { label: t(label), value: <Link to={paths.order(to.id)}>{to.number}</Link> }),
	]
}

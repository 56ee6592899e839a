import { Link } from '@remix-run/react'
import type { Light } from '#app/domain/light.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Act, ButtonLink } from '../act.tsx'
import { StateBadge } from '../badge.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { Facts } from '../facts.tsx'
import type { Condition } from '../gate.tsx'
import { Section } from '../page-head.tsx'
import { useRefusalWords } from '../refusal-words.ts'
import { pointsText } from './words.tsx'

export type ActName =
	| 'edit'
	| 'submit'
	| 'issue'
	| 'acknowledge'
	| 'progress'
	| 'feedback'
	| 'extension'
	| 'assist'
	| 'judge'
	| 'decide-extension'
	| 'chase'
	| 'strike-off'
	| 'reopen'
	| 'assess'
	| 'withdraw'

export type Ends = {
	readonly closed: boolean
	readonly completed: boolean
	readonly feedbackWaits: boolean
	readonly openAssists: readonly string[]
	readonly callbackNeeded: boolean
	readonly completeShut: Refusal | null
	readonly observedUntil: LocalDate | null
	readonly strikeShut: Refusal | null
	readonly issuingSide: boolean
	readonly striker: boolean
}

type Assist = {
	readonly id: string
	readonly departmentName: string
	readonly task: string
	readonly result: string | null
	readonly done_at: string | null
	readonly overdue_at: string | null
	readonly due_on: LocalDate
	readonly light: Light | null
}

type AsideOrder = {
	readonly id: string
	readonly version: number
	readonly state: OrderState
	readonly today: LocalDate
	readonly acts: readonly { readonly act: ActName; readonly shut: Refusal | null }[]
	readonly ends: Ends
	readonly mayOpine: boolean
	readonly auditor: boolean
	readonly department: string
	readonly people: { readonly drafter: string; readonly issuer: string; readonly handler: string }
	readonly assists: readonly Assist[]
	readonly users: readonly string[]
	readonly category: string | null
	readonly callback: string | null
	readonly links: {
		readonly outlet: { readonly id: string; readonly name: string; readonly code: string } | null
		readonly violation: { readonly id: string; readonly number: string } | null
		readonly mergedInto: { readonly id: string; readonly number: string } | null
	}
	readonly assessment: {
		readonly lines: readonly { rule: string; count: number; tenths: number }[]
		readonly totalTenths: number
	} | null
}

/** What can be done now, when it is done, and what the order is made of. */
export function OrderAside({ order }: { order: AsideOrder }) {
	const t = useT()
	return (
		<>
			{order.acts.length > 0 ? <ActsNow order={order} /> : null}
			{order.ends.closed ? null : <HowItEnds order={order} />}
			{order.auditor ? <p className="sm muted mt4">{t('order.auditor')}</p> : null}
			{order.mayOpine ? (
				<p className="mt2">
					<ButtonLink block icon="pen" to={paths.newOpinion({ subject: 'order', id: order.id })}>
						{t('order.opine')}
					</ButtonLink>
				</p>
			) : null}
			<Elements order={order} />
		</>
	)
}

function ActsNow({ order }: { order: AsideOrder }) {
	const t = useT()
	const refusalText = useRefusalWords(order.today)
	const main = order.acts.find(({ shut }) => shut === null)?.act
	return (
		<Section id="acts" title={t('order.acts')}>
			{order.acts.map(({ act, shut }) => {
				const common = {
					label: t(`order.act.${act}`),
					why: t(`order.act.${act}.why`),
					variant: act === main ? ('primary' as const) : ('plain' as const),
					shut: shut ? refusalText(shut) : undefined,
				}
				if (act === 'submit') {
					const post = { intent: 'submit', version: String(order.version) }
					return <Act key={act} {...common} post={post} />
				}
				return <Act key={act} {...common} to={paths.orderAct(order.id, act)} />
			})}
		</Section>
	)
}

function HowItEnds({ order }: { order: AsideOrder }) {
	const t = useT()
	const formats = useFormats()
	const { ends, state } = order
	const issued = state !== 'DRAFT' && state !== 'PENDING_APPROVAL'
	if (!issued) return null
	const complete: Condition[] = [
		{ ok: ends.feedbackWaits, text: t('order.gate.feedback') },
		{
			ok: ends.openAssists.length === 0,
			text: t('order.gate.assists'),
			help: ends.openAssists.length > 0 ? formats.list(ends.openAssists) : undefined,
		},
		...(ends.callbackNeeded ? [{ ok: ends.feedbackWaits, text: t('order.gate.callback') }] : []),
	]
	const observed = ends.observedUntil !== null && order.today >= ends.observedUntil
	const strike: Condition[] = [
		{ ok: ends.completed, text: t('order.gate.completed') },
		{
			ok: observed,
			text: t('order.gate.observed'),
			help: ends.observedUntil
				? t('order.gate.until', { day: formats.longDay(ends.observedUntil, order.today) })
				: undefined,
		},
		{ ok: ends.strikeShut?.rule !== 'order.completer-strikes-off', text: t('order.gate.other-person') },
	]
	const judging = order.acts.some(({ act }) => act === 'judge')
	const striking = order.acts.some(({ act }) => act === 'strike-off')
	return (
		<Section id="ends" title={t('order.ends')}>
			{ends.completed || judging ? null : (
				<Act
					label={t('order.step.complete')}
					why={t('order.ends.complete')}
					conditions={[...complete, { ok: ends.issuingSide, text: t('order.gate.issuer') }]}
				/>
			)}
			{striking ? null : (
				<Act
					label={t('order.step.strike-off')}
					why={t('order.ends.strike-off')}
					conditions={[...strike, { ok: ends.striker, text: t('order.gate.striker') }]}
				/>
			)}
		</Section>
	)
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

function Elements({ order }: { order: AsideOrder }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const { people, links, users, assessment } = order
	return (
		<Section id="elements" title={t('order.elements')}>
			<Facts
				items={[
					{ label: t('order.drafter'), value: people.drafter },
					people.issuer !== '' && { label: t('order.issuer'), value: people.issuer },
					{ label: t('order.lead'), value: `${order.department} ${people.handler}`.trim() },
					order.assists.length > 0 && {
						label: t('order.assists'),
						value: (
							<ul className="stack">
								{order.assists.map((task) => (
									<AssistLine key={task.id} task={task} today={order.today} />
								))}
							</ul>
						),
					},
					users.length > 0 && {
						label: t('order.users'),
						value: users.length === 1 ? users[0] : t('order.users.n', { first: users[0] ?? '', count: users.length }),
					},
					order.category !== null && { label: t('order.category'), value: order.category },
					links.outlet !== null && {
						label: t('order.outlet'),
						value: <Link to={paths.outlet(links.outlet.id)}>{links.outlet.name}</Link>,
					},
					links.violation !== null && {
						label: t('order.linked'),
						value: <Link to={paths.violation(links.violation.id)}>{links.violation.number}</Link>,
					},
					links.mergedInto !== null && {
						label: t('order.merged-into'),
						value: <Link to={paths.order(links.mergedInto.id)}>{links.mergedInto.number}</Link>,
					},
					order.callback !== null && { label: t('order.callback'), value: say(`order.callback.${order.callback}`) },
					assessment !== null && {
						label: t('order.assessment'),
						value: (
							<>
								{t('order.assessment.total', { points: pointsText(formats, assessment.totalTenths) })}
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
				]}
			/>
		</Section>
	)
}

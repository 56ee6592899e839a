import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { closingTime } from '../due/due-words.ts'
import { PrintSheet } from '../print-sheet.tsx'
import type { ShownClock } from './order-clocks.tsx'
import { type OrderElements, useOrderFacts } from './order-elements.tsx'
import { type FeedbackView, useWantedText, type WantedView } from './order-feedback.tsx'

type PaperOrder = OrderElements & {
	readonly id: string
	readonly title: string
	readonly matter: string
	readonly now: Instant
	readonly clocks: readonly ShownClock[]
	readonly feedbacks: readonly FeedbackView[]
	readonly extensions: readonly {
		readonly id: string
		readonly amount: number
		readonly unit: 'wd' | 'h'
		readonly reason: string
		readonly state: string
		readonly asked_at: Instant
		readonly by: string
		readonly decider: string
		readonly old_due_at: Instant
		readonly new_due_at: Instant | null
	}[]
	readonly chases: readonly {
		readonly id: string
		readonly rung: string
		readonly sent_to: string
		readonly at: Instant
	}[]
	readonly content: OrderElements['content'] & { readonly wanted: readonly WantedView[] }
	readonly events: readonly {
		readonly id: number
		readonly at: Instant
		readonly kind: string
		readonly actor: string
		readonly bySystem: boolean
		readonly reason: string | null
		readonly number: string
		readonly handler: string
		readonly department: string
		readonly due: string
		readonly into: string
	}[]
}

/** The whole order as an A4 paper: elements, clocks, feedback of every round, extensions, chases and the log. */
export function OrderPaper({ order }: { order: PaperOrder }) {
	const t = useT()
	const formats = useFormats()
	const facts = useOrderFacts(order)
	const number = order.documentNumber ?? t('order.print.draft')
	return (
		<PrintSheet
			head={t('shell.branch')}
			number={number}
			caseNo={order.number ?? undefined}
			title={t('order.print.title')}
			density={2}
			foot={[number, t('order.print.foot', { at: formats.moment(order.now, order.today) })]}
			sign={
				order.issuedAt ? (
					<p>
						{order.people.issuer}
						<br />
						{formats.fullDay(localDateOf(order.issuedAt))}
					</p>
				) : null
			}
		>
			<h2>{order.title}</h2>
			<p>{order.matter}</p>
			<h2>{t('order.elements')}</h2>
			<table>
				<tbody>
					{facts.map((fact, i) =>
						fact ? (
							<tr key={i}>
								<th scope="row">{fact.label}</th>
								<td>{fact.value}</td>
							</tr>
						) : null,
					)}
				</tbody>
			</table>
			<PaperClocks clocks={order.clocks} today={order.today} />
			<PaperFeedback order={order} />
			<PaperActs order={order} />
			<PaperLog order={order} />
		</PrintSheet>
	)
}

function PaperClocks({ clocks, today }: { clocks: readonly ShownClock[]; today: LocalDate }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	if (clocks.length === 0) return null
	return (
		<>
			<h2>{t('order.clocks.all')}</h2>
			<table>
				<thead>
					<tr>
						<th scope="col">{t('order.clock.clock')}</th>
						<th scope="col">{t('order.clock.start')}</th>
						<th scope="col">{t('order.clock.due')}</th>
						<th scope="col">{t('order.clock.result')}</th>
					</tr>
				</thead>
				<tbody>
					{clocks.map((clock) => (
						<tr key={clock.id}>
							<td>{`${say(`clock.${clock.kind}`)} ${clock.of ?? ''}`.trim()}</td>
							<td>{formats.moment(clock.startedAt, today)}</td>
							<td>{`${formats.day(clock.dueOn, today)} ${closingTime(formats, clock.dueOn, clock.dueAt)}`}</td>
							<td>
								{say(`order.print.clock.${clock.state}`)} {clock.endedAt ? formats.moment(clock.endedAt, today) : ''}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	)
}

function PaperFeedback({ order }: { order: PaperOrder }) {
	const t = useT()
	const formats = useFormats()
	const textOf = useWantedText()
	const { feedbacks, today, content } = order
	return (
		<>
			{feedbacks.map((feedback, i) => (
				<section key={feedback.id}>
					<h2>
						{`${t('order.feedback')} ${t('order.feedback.sub', {
							n: i + 1,
							at: formats.moment(feedback.submitted_at, today),
							by: feedback.by,
							outcome: t(`order.outcome.${feedback.outcome}`),
						})}`}
					</h2>
					<p>{`${t('order.result')}：${feedback.result}`}</p>
					<p>{`${t('order.cause')}：${feedback.cause}`}</p>
					<p>{`${t('order.mechanism')}：${feedback.mechanism}`}</p>
					{feedback.reason ? <p>{`${t('order.fact.opinion')}：${feedback.reason}`}</p> : null}
				</section>
			))}
			{content.wanted.length > 0 ? (
				<>
					<h2>{t('order.wanted')}</h2>
					<table>
						<tbody>
							{content.wanted.map((item) => (
								<tr key={item.id}>
									<td>{textOf(item)}</td>
									<td>
										{t(`order.wanted.${item.state}`)} {item.said}
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</>
			) : null}
		</>
	)
}

function PaperActs({ order }: { order: PaperOrder }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const { extensions, chases, today } = order
	return (
		<>
			{extensions.length > 0 ? (
				<>
					<h2>{t('order.extension')}</h2>
					<table>
						<tbody>
							{extensions.map((one) => (
								<tr key={one.id}>
									<td>{`${formats.moment(one.asked_at, today)} ${one.by}`}</td>
									<td>{`+${t(`due.limit.${one.unit}`, { count: one.amount })} ${one.reason}`}</td>
									<td>{`${say(`order.extension.state.${one.state}`)} ${one.decider}`}</td>
									<td>
										{formats.day(localDateOf(one.old_due_at), today)}
										{one.new_due_at ? ` → ${formats.day(localDateOf(one.new_due_at), today)}` : ''}
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</>
			) : null}
			{chases.length > 0 ? (
				<>
					<h2>{t('order.chase')}</h2>
					<table>
						<tbody>
							{chases.map((chase) => (
								<tr key={chase.id}>
									<td>{formats.moment(chase.at, today)}</td>
									<td>{say(`order.rung.${chase.rung}`)}</td>
									<td>{chase.sent_to}</td>
								</tr>
							))}
						</tbody>
					</table>
				</>
			) : null}
		</>
	)
}

function PaperLog({ order }: { order: PaperOrder }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	return (
		<>
			<h2>{t('order.print.log')}</h2>
			<table>
				<tbody>
					{order.events.toReversed().map((event) => (
						<tr key={event.id}>
							<td className="nowrap">{formats.moment(event.at, order.today)}</td>
							<td>
								{say(`event.${event.kind}`, {
									actor: event.bySystem ? t('role.SYSTEM') : event.actor,
									number: event.number,
									handler: event.handler,
									department: event.department,
									due: event.due,
									into: event.into,
								})}{' '}
								{event.reason}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	)
}

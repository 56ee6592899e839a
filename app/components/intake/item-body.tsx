import { Link } from '@remix-run/react'
import { BACKGROUNDS, SURVEY_TOPICS } from '#app/domain/intake/sources.ts'
import type { IntakeItemView } from '#app/domain/intake/views.ts'
import { ORDER_STATES } from '#app/domain/order/order.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { WhyDate } from '../due/why-date.tsx'
import { Facts } from '../facts.tsx'
import { MayLink } from '../may-link.tsx'
import { OrderBadge } from '../order/words.tsx'
import { Section } from '../page-head.tsx'
import { AnswerDue, IntakeBadge, useCauseName, useChannelName } from './words.tsx'

type Props = { page: IntakeItemView }

/** What was said, by whom and how it came. */
export function ItemFacts({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const channelName = useChannelName()
	const causeName = useCauseName(page.causes)
	const { item, outlet, batch, supervisor } = page
	return (
		<Section id="matter" title={t('intake.matter')}>
			<p className="read">{item.matter}</p>
			<Facts
				items={[
					item.wanted !== '' && { label: t('intake.field.wanted'), value: item.wanted },
					{
						label: t('intake.field.channel'),
						value: `${channelName(item.channel)}${item.external_number ? ` ${item.external_number}` : ''}`,
					},
					batch && {
						label: t('intake.batch.one'),
						value: (
							<MayLink may="intake.read" branch to={paths.intakeBatch(batch.id)}>
								{batch.title || batch.period}
							</MayLink>
						),
					},
					supervisor && {
						label: t('intake.field.supervisorId'),
						value: `${supervisor.code} ${t(`intake.background.${backgroundOf(supervisor.background)}`)}`,
					},
					item.topic !== null && { label: t('intake.field.topic'), value: t(`intake.topic.${topicOf(item.topic)}`) },
					{ label: t('intake.field.complainedOn'), value: formats.day(item.complained_on, page.today) },
					item.complainant !== '' && {
						label: t('intake.field.complainant'),
						value: <span className="num">{item.complainant}</span>,
					},
					{
						label: t('intake.field.outletId'),
						value: outlet ? (
							<>
								<MayLink may="register.read" to={paths.outlet(outlet.id)}>
									{outlet.name}
								</MayLink>{' '}
								· {outlet.dealerName}
							</>
						) : (
							t('intake.field.outletId.none')
						),
					},
					{ label: t('intake.field.category'), value: causeName(item.violation_type ?? item.category) },
					{ label: t('intake.field.urgency'), value: t(`order.urgency.${item.urgency}`) },
					{ label: t('intake.field.replyBy'), value: t(`intake.via.${item.reply_by}`) },
				]}
			/>
			<Twins page={page} />
		</Section>
	)
}

const backgroundOf = (text: string) => BACKGROUNDS.find((known) => known === text) ?? 'USER'
const topicOf = (text: string) => SURVEY_TOPICS.find((known) => known === text) ?? 'OTHER'

/** Other items of the same person, told by the hash: a duplicate is merged, a new matter is not. */
function Twins({ page: { twins } }: Props) {
	const t = useT()
	if (twins.length === 0) return null
	return (
		<Note kind="info">
			{t('intake.twins', { count: twins.length })}{' '}
			{twins.map((twin) => (
				<Link key={twin.id} to={paths.intakeItem(twin.id)}>
					{twin.number}{' '}
				</Link>
			))}
		</Note>
	)
}

/** What came of it: the answer, the order, the violation, the item it was merged into, or why nothing is done. */
export function ItemOutcome({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { item, names, order, violation, mergedInto, proposal } = page
	const at = (instant: typeof item.answered_at) => (instant === null ? '' : formats.moment(instant, page.today))
	return (
		<Section id="outcome" title={t('intake.outcome')}>
			{item.state === 'ANSWERED' ? <p className="read">{item.answer}</p> : null}
			<Facts
				items={[
					{ label: t('intake.col.state'), value: <IntakeBadge state={item.state} /> },
					item.answered_at !== null && {
						label: t('intake.answered'),
						value: t('intake.answered.how', {
							by: names.answerer ?? '',
							at: at(item.answered_at),
							via: t(`intake.via.${item.answered_via ?? 'PHONE'}`),
						}),
					},
					order && {
						label: t('intake.order'),
						value: (
							<>
								{page.may.readOrder ? (
									<Link to={paths.order(order.id)}>{order.number ?? order.title}</Link>
								) : (
									(order.number ?? order.title)
								)}{' '}
								<OrderBadge state={orderState(order.state)} />
							</>
						),
					},
					violation && {
						label: t('intake.violation'),
						value: page.may.readViolation ? (
							<Link to={paths.violation(violation.id)}>{`${violation.number} ${violation.type}`}</Link>
						) : (
							violation.number
						),
					},
					mergedInto && {
						label: t('intake.merged-into'),
						value: <Link to={paths.intakeItem(mergedInto.id)}>{mergedInto.number}</Link>,
					},
					item.end_code !== null && { label: t('intake.end.code'), value: t(`intake.end.${item.end_code}`) },
					item.ended_at !== null && {
						label: t('intake.ended'),
						value: t('intake.ended.how', { by: names.ender ?? '', at: at(item.ended_at) }),
					},
					item.end_reason !== '' && { label: t('intake.field.reason'), value: item.end_reason },
					proposal && {
						label: t('proposal.one'),
						value: <Link to={paths.proposal(proposal.id)}>{proposal.number}</Link>,
					},
				]}
			/>
		</Section>
	)
}

const orderState = (text: string) => ORDER_STATES.find((known) => known === text) ?? 'DRAFT'

/** Who owns it since when, and by when the person is answered. */
export function ItemDuty({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { item, names, clock, today, now } = page
	const dated = {
		state: item.state,
		dueAt: item.due_at,
		dueOn: item.due_on,
		rawDueOn: item.raw_due_on,
		overdueAt: item.overdue_at,
	}
	const moved = item.raw_due_on !== item.due_on
	return (
		<Section id="duty" title={t('intake.duty')}>
			<Facts
				items={[
					{ label: t('intake.receiver'), value: names.receiver },
					{ label: t('intake.received'), value: formats.moment(item.received_at, today) },
					{ label: t('intake.col.owner'), value: <b>{names.owner}</b> },
					names.successor !== null && { label: t('intake.successor'), value: names.successor },
					{ label: t('intake.col.due'), value: <AnswerDue item={dated} today={today} now={now} /> },
					moved && { label: t('intake.raw'), value: formats.day(item.raw_due_on, today) },
				]}
			/>
			{moved ? <p className="sm muted">{t('intake.raw.text')}</p> : null}
			{clock ? <WhyDate due={clock} steps={clock.steps} today={today} /> : null}
		</Section>
	)
}

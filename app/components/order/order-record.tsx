import type { Instant, LocalDate } from '#app/domain/time.ts'
import { isLocalDate, localDateOf } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { Section } from '../page-head.tsx'
import { Timeline } from '../timeline.tsx'

type Extension = {
	readonly id: string
	readonly amount: number
	readonly unit: 'wd' | 'h'
	readonly reason: string
	readonly state: 'PENDING' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN'
	readonly asked_at: Instant
	readonly decided_at: Instant | null
	readonly decision_reason: string | null
	readonly old_due_at: Instant
	readonly new_due_at: Instant | null
	/** What granting would give; null once decided. */
	readonly proposedOn: LocalDate | null
	readonly by: string
	readonly decider: string
}

const BADGE = { PENDING: 'wait', GRANTED: 'done', REFUSED: 'ended', WITHDRAWN: 'ended' } as const

export function OrderExtensions({
	extensions,
	today,
	room,
}: {
	extensions: readonly Extension[]
	today: LocalDate
	room: string | null
}) {
	const t = useT()
	const formats = useFormats()
	const columns = ['asked', 'reason', 'days', 'decision', 'due'] as const
	if (extensions.length === 0) return null
	return (
		<Section id="extensions" title={t('order.extension')}>
			<Table caption={t('order.extension')} columns={columns.map((name) => ({ label: t(`order.extension.${name}`) }))}>
				{extensions.map((request) => (
					<Row key={request.id}>
						<Cell main>
							{formats.moment(request.asked_at, today)} {request.by}
						</Cell>
						<Cell label={t('order.extension.reason')}>{request.reason}</Cell>
						<Cell label={t('order.extension.days')}>+{t(`due.limit.${request.unit}`, { count: request.amount })}</Cell>
						<Cell label={t('order.extension.decision')}>
							<StateBadge kind={BADGE[request.state]}>{t(`order.extension.state.${request.state}`)}</StateBadge>
							{request.decided_at ? (
								<span className="sub">
									{formats.moment(request.decided_at, today)} {request.decider} {request.decision_reason}
								</span>
							) : null}
						</Cell>
						<Cell label={t('order.extension.due')} nowrap>
							{formats.day(localDateOf(request.old_due_at), today)}
							{request.new_due_at ? (
								<>
									{' '}
									<Icon name="arrow" size="s" /> {formats.day(localDateOf(request.new_due_at), today)}
								</>
							) : null}
							{request.proposedOn ? (
								<span className="sub">
									{t('order.extension.proposed', { day: formats.day(request.proposedOn, today) })}
								</span>
							) : null}
						</Cell>
					</Row>
				))}
			</Table>
			{room ? <p className="sm muted mt2">{room}</p> : null}
		</Section>
	)
}

type Chase = {
	readonly id: string
	readonly rung: string
	readonly text: string
	readonly sent_to: string
	readonly at: Instant
	readonly by: string
}

/** The ladder as it was climbed, and the chases by hand. */
export function OrderChases({ chases, today }: { chases: readonly Chase[]; today: LocalDate }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	const columns = ['at', 'rung', 'to', 'text'] as const
	if (chases.length === 0) return null
	return (
		<Section id="chases" title={t('order.chase')}>
			<Table caption={t('order.chase')} columns={columns.map((name) => ({ label: t(`order.chase.${name}`) }))}>
				{chases.map((chase) => (
					<Row key={chase.id}>
						<Cell main nowrap>
							{formats.moment(chase.at, today)}
						</Cell>
						<Cell label={t('order.chase.rung')}>{say(`order.rung.${chase.rung}`)}</Cell>
						<Cell label={t('order.chase.to')}>{chase.sent_to || t('common.none')}</Cell>
						<Cell label={t('order.chase.text')}>{chase.text || t('order.chase.by-system')}</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

type Progress = { readonly id: string; readonly text: string; readonly at: Instant; readonly by: string }

export function OrderProgress({ notes, today }: { notes: readonly Progress[]; today: LocalDate }) {
	const t = useT()
	if (notes.length === 0) return null
	return (
		<Section id="progress" title={t('order.progress')}>
			<Timeline today={today} items={notes.map(({ at, text, by }) => ({ at, title: text, sub: by }))} />
		</Section>
	)
}

type Event = {
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
	readonly rung: string
	readonly into: string
	readonly body: string
	readonly sources: string
	readonly urgency: string
}

const KEY = new Set(['order.issued', 'order.overdue', 'order.returned', 'order.completed', 'order.struck-off'])

/** What happened, newest first. */
export function OrderEvents({ events, today }: { events: readonly Event[]; today: LocalDate }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	return (
		<Section id="history" title={t('order.history')}>
			<Timeline
				today={today}
				items={events.map((event) => ({
					at: event.at,
					key: KEY.has(event.kind),
					title: say(`event.${event.kind}`, {
						actor: event.bySystem ? t('role.SYSTEM') : event.actor,
						number: event.number,
						handler: event.handler,
						department: event.department,
						due: isLocalDate(event.due) ? formats.day(event.due, today) : event.due,
						into: event.into,
						body: event.body,
						sources: event.sources,
						urgency: event.urgency === '' ? '' : say(`order.urgency.${event.urgency}`),
					}),
					sub: event.reason ?? (event.rung ? say(`order.rung.${event.rung}`) : undefined),
				}))}
			/>
		</Section>
	)
}

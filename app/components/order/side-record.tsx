import { Link } from '@remix-run/react'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { Section } from '../page-head.tsx'

type Owner = {
	readonly n: number
	readonly how: 'ISSUED' | 'SIGNED' | 'TRANSFER'
	readonly from_at: Instant
	readonly to_at: Instant | null
	readonly name: string
	readonly department: string
}
type Transfer = {
	readonly id: string
	readonly state: 'PENDING' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED' | 'ENDED'
	readonly from: string
	readonly to: string
	readonly reason: string
	readonly askedBy: string
	readonly askedAt: Instant
	readonly dueOn: LocalDate
	readonly decidedBy: string
	readonly decidedAt: Instant | null
	readonly answer: string | null
}
type Suspension = {
	readonly id: string
	readonly body: string
	readonly reason: string
	readonly from: Instant
	readonly until: LocalDate
	readonly to: Instant | null
	readonly how: 'HAND' | 'DUE' | 'ENDED' | null
	readonly by: string
	readonly endedBy: string
}
type Contact = {
	readonly id: string
	readonly kind: 'IDENTITY' | 'CONTACT'
	readonly channel: 'PHONE' | 'SMS' | 'VISIT' | 'ONLINE'
	readonly user_masked: string
	readonly handler_name: string | null
	readonly handler_number: string | null
	readonly text: string
	readonly at: Instant
	readonly reached: boolean
	readonly by: string
}

type Side = {
	readonly owners: readonly Owner[]
	readonly transfers: readonly Transfer[]
	readonly suspensions: readonly Suspension[]
	readonly contacts: readonly Contact[]
	readonly chaseNotices: readonly { readonly id: string; readonly number: string; readonly at: Instant }[]
	readonly mergedFrom: readonly { readonly id: string; readonly number: string; readonly title: string }[]
}

/** What stands beside the way of an order: pauses, owners, transfers, contacts, written chases, merged orders. */
export function OrderSideRecord({ side, today }: { side: Side; today: LocalDate }) {
	return (
		<>
			<ChaseNotices notices={side.chaseNotices} today={today} />
			<Suspensions rows={side.suspensions} today={today} />
			<Transfers rows={side.transfers} today={today} />
			<Owners rows={side.owners} today={today} />
			<Contacts rows={side.contacts} today={today} />
			<MergedFrom orders={side.mergedFrom} />
		</>
	)
}

function ChaseNotices({ notices, today }: { notices: Side['chaseNotices']; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (notices.length === 0) return null
	return (
		<Section id="chase-notices" title={t('order.chase-notices')}>
			<ul className="stack">
				{notices.map(({ id, number, at }) => (
					<li key={id}>
						<Link to={paths.chaseNotice(id)}>{number}</Link> <span className="second">{formats.moment(at, today)}</span>
					</li>
				))}
			</ul>
		</Section>
	)
}

export function Suspensions({ rows, today }: { rows: readonly Suspension[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (rows.length === 0) return null
	const columns = ['body', 'from', 'to', 'reason'] as const
	return (
		<Section id="suspensions" title={t('order.suspensions')}>
			<Table
				caption={t('order.suspensions')}
				columns={columns.map((name) => ({ label: t(`order.suspensions.${name}`) }))}
			>
				{rows.map((row) => (
					<Row key={row.id}>
						<Cell main>{row.body}</Cell>
						<Cell label={t('order.suspensions.from')} nowrap>
							{formats.moment(row.from, today)}
							<span className="sub">{row.by}</span>
						</Cell>
						<Cell label={t('order.suspensions.to')}>
							{row.to === null || row.how === null ? (
								t('order.suspensions.running', { due: formats.day(row.until, today) })
							) : (
								<>
									{formats.moment(row.to, today)}
									<span className="sub">{t(`order.suspensions.how.${row.how}`)}</span>
								</>
							)}
						</Cell>
						<Cell label={t('order.suspensions.reason')}>{row.reason}</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

const TRANSFER_BADGE = {
	PENDING: 'wait',
	ACCEPTED: 'done',
	REFUSED: 'returned',
	WITHDRAWN: 'ended',
	LAPSED: 'returned',
	ENDED: 'ended',
} as const

export function Transfers({ rows, today }: { rows: readonly Transfer[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (rows.length === 0) return null
	const columns = ['asked', 'from', 'to', 'reason', 'state'] as const
	return (
		<Section id="transfers" title={t('order.transfers')}>
			<Table caption={t('order.transfers')} columns={columns.map((name) => ({ label: t(`order.transfers.${name}`) }))}>
				{rows.map((row) => (
					<Row key={row.id}>
						<Cell main>
							{formats.moment(row.askedAt, today)}
							<span className="sub">{row.askedBy}</span>
						</Cell>
						<Cell label={t('order.transfers.from')}>{row.from}</Cell>
						<Cell label={t('order.transfers.to')}>{row.to}</Cell>
						<Cell label={t('order.transfers.reason')}>{row.reason}</Cell>
						<Cell label={t('order.transfers.state')}>
							<StateBadge kind={TRANSFER_BADGE[row.state]}>{t(`order.transfers.state.${row.state}`)}</StateBadge>
							{row.decidedAt ? (
								<span className="sub">
									{formats.moment(row.decidedAt, today)} {row.decidedBy} {row.answer}
								</span>
							) : null}
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

/** Intervals without a gap: who answered for the order, and since when. */
function Owners({ rows, today }: { rows: readonly Owner[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (rows.length < 2) return null
	const columns = ['who', 'how', 'span'] as const
	return (
		<Section id="owners" title={t('order.owners')}>
			<Table caption={t('order.owners')} columns={columns.map((name) => ({ label: t(`order.owners.${name}`) }))}>
				{rows.map((row) => (
					<Row key={row.n}>
						<Cell main>{`${row.department} ${row.name}`.trim()}</Cell>
						<Cell label={t('order.owners.how')}>{t(`order.owners.how.${row.how}`)}</Cell>
						<Cell label={t('order.owners.span')}>
							{row.to_at === null
								? t('order.owners.since', { from: formats.moment(row.from_at, today) })
								: t('order.owners.until', {
										from: formats.moment(row.from_at, today),
										to: formats.moment(row.to_at, today),
									})}
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

export function Contacts({ rows, today }: { rows: readonly Contact[]; today: LocalDate }) {
	const t = useT()
	const say = useDynamicT()
	const formats = useFormats()
	if (rows.length === 0) return null
	const columns = ['at', 'how', 'what', 'by'] as const
	return (
		<Section id="contacts" title={t('order.contacts')}>
			<Table caption={t('order.contacts')} columns={columns.map((name) => ({ label: t(`order.contacts.${name}`) }))}>
				{rows.map((row) => (
					<Row key={row.id}>
						<Cell main nowrap>
							{formats.moment(row.at, today)}
						</Cell>
						<Cell label={t('order.contacts.how')}>
							{say(`order.contacts.channel.${row.channel}`)}
							<span className="sub">{row.user_masked}</span>
						</Cell>
						<Cell label={t('order.contacts.what')}>
							{row.kind === 'IDENTITY'
								? t('order.contacts.identity', { name: row.handler_name ?? '', number: row.handler_number ?? '' })
								: row.text}
							{row.reached ? null : <span className="sub">{t('order.contacts.not-reached')}</span>}
						</Cell>
						<Cell label={t('order.contacts.by')}>{row.by}</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

function MergedFrom({ orders }: { orders: Side['mergedFrom'] }) {
	const t = useT()
	if (orders.length === 0) return null
	return (
		<Section id="merged-from" title={t('order.merged-from')}>
			<ul className="stack">
				{orders.map(({ id, number, title }) => (
					<li key={id}>
						<Link to={paths.order(id)}>{number === '' ? t('order.no-number') : number}</Link> {title}
					</li>
				))}
			</ul>
		</Section>
	)
}

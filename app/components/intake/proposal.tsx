import { Link } from '@remix-run/react'
import { dismissProposalSchema } from '#app/domain/intake/intake.schema.ts'
import type { IntakeState } from '#app/domain/intake/item.ts'
import { percentText } from '#app/domain/intake/satisfaction.ts'
import type { CauseNames } from '#app/domain/intake/views.ts'
import { ORDER_STATES } from '#app/domain/order/order.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { ActBox } from '../claim/act-box.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { Facts } from '../facts.tsx'
import { TextArea } from '../field.tsx'
import { useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { OrderBadge } from '../order/words.tsx'
import { Section } from '../page-head.tsx'
import { OrderFields, useOrderForm } from './order-form.tsx'
import { IntakeBadge, useCauseName } from './words.tsx'

type Page = {
	readonly proposal: {
		readonly version: number
		readonly kind: 'CLUSTER' | 'SATISFACTION'
		readonly category: string | null
		readonly violation_type: string | null
		readonly from_on: LocalDate
		readonly to_on: LocalDate
		readonly proposed_at: Instant
		readonly decided_at: Instant | null
		readonly reason: string
	}
	readonly members: readonly {
		readonly id: string
		readonly number: string
		readonly on: LocalDate
		readonly state: IntakeState
		readonly matter: string
	}[]
	readonly months: readonly { readonly month: string; readonly points: number }[]
	readonly threshold: number
	/** So many bad months in a row propose an order. */
	readonly runMonths: number
	readonly outlet: { readonly id: string; readonly name: string }
	readonly dealer: { readonly id: string; readonly name: string }
	readonly order: {
		readonly id: string
		readonly number: string | null
		readonly title: string
		readonly state: string
	} | null
	readonly decider: string | null
	readonly causes: CauseNames
	readonly today: LocalDate
	readonly mayReadOrder: boolean
}

const orderState = (text: string) => ORDER_STATES.find((known) => known === text) ?? 'DRAFT'

export function ProposalFacts({ page }: { page: Page }) {
	const t = useT()
	const formats = useFormats()
	const causeName = useCauseName(page.causes)
	const { proposal, order, today } = page
	return (
		<Section id="facts" title={t('proposal.facts')}>
			<Facts
				items={[
					{ label: t('proposal.col.outlet'), value: <Link to={paths.outlet(page.outlet.id)}>{page.outlet.name}</Link> },
					{ label: t('proposal.dealer'), value: <Link to={paths.dealer(page.dealer.id)}>{page.dealer.name}</Link> },
					proposal.category !== null && {
						label: t('intake.col.cause'),
						value: causeName(proposal.violation_type ?? proposal.category),
					},
					{
						label: t('proposal.col.span'),
						value: t('proposal.span', {
							from: formats.day(proposal.from_on, today),
							to: formats.day(proposal.to_on, today),
						}),
					},
					{ label: t('proposal.col.proposed'), value: formats.moment(proposal.proposed_at, today) },
					proposal.decided_at !== null && {
						label: t('proposal.decided'),
						value: t('intake.ended.how', { by: page.decider ?? '', at: formats.moment(proposal.decided_at, today) }),
					},
					proposal.reason !== '' && { label: t('intake.field.reason'), value: proposal.reason },
					order && {
						label: t('intake.order'),
						value: (
							<>
								{page.mayReadOrder ? (
									<Link to={paths.order(order.id)}>{order.number ?? order.title}</Link>
								) : (
									(order.number ?? order.title)
								)}{' '}
								<OrderBadge state={orderState(order.state)} />
							</>
						),
					},
				]}
			/>
		</Section>
	)
}

/** What it rests on: the complaints of a cluster, or the months. */
export function ProposalGround({ page }: { page: Page }) {
	const t = useT()
	const formats = useFormats()
	if (page.proposal.kind === 'SATISFACTION')
		return (
			<Section id="ground" title={t('proposal.months')}>
				<Table
					caption={t('proposal.months')}
					columns={[{ label: t('satisfaction.month') }, { label: t('satisfaction.value'), num: true }]}
				>
					{page.months.map((one) => (
						<Row key={one.month}>
							<Cell main>{one.month}</Cell>
							<Cell label={t('satisfaction.value')} num>
								{percentText(one.points)}%
							</Cell>
						</Row>
					))}
				</Table>
				<p className="sm muted">
					{t('satisfaction.rule', { percent: percentText(page.threshold), months: page.runMonths })}
				</p>
			</Section>
		)
	const columns = ['matter', 'day', 'state'] as const
	return (
		<Section id="ground" title={t('proposal.members', { count: page.members.length })}>
			<Table
				caption={t('proposal.members', { count: page.members.length })}
				columns={columns.map((name) => ({ label: t(`intake.col.${name}`) }))}
			>
				{page.members.map((one) => (
					<Row key={one.id} link>
						<Cell main>
							<Link to={paths.intakeItem(one.id)}>
								{one.matter.length > 60 ? `${one.matter.slice(0, 60)}…` : one.matter}
							</Link>
							<span className="sub">{one.number}</span>
						</Cell>
						<Cell label={t('intake.col.day')} nowrap>
							{formats.day(one.on, page.today)}
						</Cell>
						<Cell label={t('intake.col.state')}>
							<IntakeBadge state={one.state} />
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

type ActsProps = {
	page: Page
	form: {
		readonly begin: { readonly title: string; readonly matter: string; readonly urgency: string }
		readonly departments: readonly { readonly id: string; readonly name: string }[]
	}
	result: FormResult | undefined
}

/** A person makes the order, or says why none is made. */
export function ProposalActs({ page, form, result }: ActsProps) {
	const t = useT()
	const confirm = useOrderForm(form.begin, result, 'confirm')
	const dismiss = useActForm(dismissProposalSchema, {
		labels: { reason: t('intake.field.reason') },
		intent: 'dismiss',
		prefix: 'dismiss',
		result,
	})
	const { version } = page.proposal
	return (
		<>
			<Section id="confirm" title={t('proposal.confirm')}>
				<ErrorSummary form={confirm} />
				<p className="second">{t(`proposal.confirm.lead.${page.proposal.kind}`)}</p>
				<div className="mt3">
					<OrderFields form={confirm} version={version} departments={form.departments} />
				</div>
			</Section>
			<ActBox
				id="dismiss"
				title={t('proposal.dismiss')}
				lead={t(`proposal.dismiss.lead.${page.proposal.kind}`)}
				form={dismiss}
				version={version}
			>
				<TextArea name="reason" max={500} short />
			</ActBox>
		</>
	)
}

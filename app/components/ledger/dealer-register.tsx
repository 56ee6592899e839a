import { Link } from '@remix-run/react'
import { isOutletType } from '#app/domain/dealer.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'

type OutletLine = {
	readonly id: string
	readonly code: string
	readonly name: string
	readonly type: string
	readonly gridName: string
	readonly managerName: string | null
	readonly lastOn: LocalDate | null
	readonly lastScoreTenths: number | null
}

export function DealerOutlets({ outlets, today }: { outlets: readonly OutletLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (outlets.length === 0) return <p className="muted">{t('ledger.dealer.no-outlets')}</p>
	const columns = [
		{ label: t('register.field.name') },
		{ label: t('register.field.type') },
		{ label: t('register.field.grid') },
		{ label: t('register.field.manager') },
		{ label: t('ledger.dealer.last-visit') },
	]
	return (
		<Table caption={t('ledger.table', { title: t('ledger.dealer.outlets.title') })} columns={columns}>
			{outlets.map((outlet) => (
				<Row key={outlet.id} link>
					<Cell main>
						<Link to={paths.outlet(outlet.id)}>{outlet.name}</Link>
						<span className="sub mono">{outlet.code}</span>
					</Cell>
					<Cell label={t('register.field.type')}>
						{isOutletType(outlet.type) ? t(`register.outlet-type.${outlet.type}`) : outlet.type}
					</Cell>
					<Cell label={t('register.field.grid')}>{outlet.gridName}</Cell>
					<Cell label={t('register.field.manager')}>{outlet.managerName ?? ''}</Cell>
					<Cell label={t('ledger.dealer.last-visit')}>
						{outlet.lastOn
							? t('ledger.dealer.last-visit.text', {
									day: formats.day(outlet.lastOn, today),
									score: outlet.lastScoreTenths === null ? '–' : formats.tenths(outlet.lastScoreTenths),
								})
							: t('ledger.dealer.no-visit')}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

type FactsProps = {
	dealer: {
		readonly id: string
		readonly creditCode: string | null
		readonly contactName: string
		readonly contactPhone: string
		readonly agreementFrom: LocalDate | null
		readonly agreementTo: LocalDate | null
		readonly signedBy: string | null
		readonly consentAt: Instant | null
	}
	inspections: {
		readonly count: number
		readonly meanTenths: number | null
		readonly failedItems: number
		readonly lastOn: LocalDate | null
	}
	today: LocalDate
}

/** Inspections of the last 12 months in a line, and the register's facts. */
export function DealerFacts({ dealer, inspections, today }: FactsProps) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<Section id="inspections" title={t('ledger.dealer.inspections')} sub={t('ledger.dealer.inspections.sub')}>
				<p>
					{inspections.count === 0
						? t('ledger.dealer.no-inspections')
						: t('ledger.dealer.inspections.text', {
								count: inspections.count,
								score: inspections.meanTenths === null ? '–' : formats.tenths(inspections.meanTenths),
								failed: inspections.failedItems,
								day: inspections.lastOn ? formats.day(inspections.lastOn, today) : '',
							})}
				</p>
			</Section>
			<Section id="register" title={t('register.facts')}>
				<Facts
					wide
					items={[
						{
							label: t('register.field.credit-code'),
							value: <span className="mono">{dealer.creditCode ?? t('register.imported')}</span>,
						},
						{ label: t('register.field.contact'), value: `${dealer.contactName} ${dealer.contactPhone}` },
						dealer.agreementFrom !== null && {
							label: t('register.field.agreement-from'),
							value: formats.fullDay(dealer.agreementFrom),
						},
						dealer.agreementTo !== null && {
							label: t('register.field.agreement-to'),
							value: formats.fullDay(dealer.agreementTo),
						},
						{ label: t('register.field.signed-by'), value: dealer.signedBy ?? t('common.none') },
						{
							label: t('register.field.consent'),
							value: (
								<Link to={paths.dealerConsent(dealer.id)}>
									{dealer.consentAt ? formats.moment(dealer.consentAt, today) : t('common.none')}
								</Link>
							),
						},
					]}
				/>
			</Section>
		</>
	)
}

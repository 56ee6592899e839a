import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Facts } from '#app/components/facts.tsx'
import { LedgerMoney } from '#app/components/money.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { isOutletType } from '#app/domain/dealer.ts'
import { type Rulebook, SEVERITIES } from '#app/domain/penalty/rulebook.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { rulebookPage } from '#app/usecases/reference/pages.server.ts'

export const handle: PageHandle = { title: 'reference.rulebook' }

export async function loader(args: LoaderFunctionArgs) {
	return rulebookPage(await requireActor(args, 'reference.read'))
}

export default function RulebookPage() {
	const t = useT()
	const formats = useFormats()
	const { code, version, body } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('reference.rulebook')}
				crumbs={[{ label: t('reference.title'), to: paths.reference() }, { label: t('reference.rulebook') }]}
				meta={<span>{t('reference.version', { code, version })}</span>}
			/>
			<Section id="levels" title={t('reference.rulebook.levels')}>
				<Levels book={body} />
			</Section>
			<Section id="formula" title={t('reference.rulebook.formula')}>
				<p>{t('reference.rulebook.formula.text')}</p>
			</Section>
			<Recurrence book={body} />
			<Factors book={body} />
			<Section id="shares" title={t('reference.rulebook.shares')}>
				<p>
					{t('reference.rulebook.shares.text', { shares: formats.list(body.faultShares.map((share) => `${share}%`)) })}
				</p>
			</Section>
			<Ladder book={body} />
			<Deposit book={body} />
		</>
	)
}

type Props = { book: Rulebook }

function Levels({ book }: Props) {
	const t = useT()
	const columns = [
		{ label: t('reference.rulebook.level') },
		{ label: t('reference.rulebook.base'), num: true },
		{ label: t('reference.rulebook.points'), num: true },
		{ label: t('reference.rulebook.cap'), num: true },
		{ label: t('reference.rulebook.decided') },
		{ label: t('reference.rulebook.days') },
	]
	return (
		<Table caption={t('reference.list.levels')} columns={columns}>
			{SEVERITIES.map((severity) => {
				const level = book.levels[severity]
				return (
					<Row key={severity}>
						<Cell main>{t(`reference.severity.${severity}`)}</Cell>
						<Cell label={t('reference.rulebook.base')} num>
							<LedgerMoney fen={level.baseFen} />
						</Cell>
						<Cell label={t('reference.rulebook.points')} num>
							{level.points}
						</Cell>
						<Cell label={t('reference.rulebook.cap')} num>
							<LedgerMoney fen={level.capFen} />
						</Cell>
						<Cell label={t('reference.rulebook.decided')}>{t(`reference.rulebook.decider.${severity}`)}</Cell>
						<Cell label={t('reference.rulebook.days')}>
							{level.remediationDays === 0
								? t('reference.rulebook.on-spot')
								: t('reference.rulebook.days-n', { count: level.remediationDays })}
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}

function Recurrence({ book }: Props) {
	const t = useT()
	const { windowMonths, multipliersPercent } = book.recurrence
	const last = multipliersPercent.length - 1
	return (
		<Section id="recurrence" title={t('reference.rulebook.recurrence')}>
			<p>{t('reference.rulebook.recurrence.text', { months: windowMonths })}</p>
			<Facts
				className="mt3"
				items={multipliersPercent.map((percent, i) => ({
					label: t(i === last ? 'reference.rulebook.multiplier-more' : 'reference.rulebook.multiplier', { n: i + 1 }),
					value: `${percent}%`,
				}))}
			/>
		</Section>
	)
}

function Factors({ book }: Props) {
	const t = useT()
	const said = useDynamicT()
	const { mitigationFloor, aggravationCeiling, minPercent, maxPercent } = book.factorRule
	const signed = (n: number) => (n < 0 ? `−${-n}%` : `+${n}%`)
	return (
		<Section id="factors" title={t('reference.rulebook.factors')}>
			<p>
				{t('reference.rulebook.factors.text', {
					floor: `−${-mitigationFloor}`,
					ceiling: aggravationCeiling,
					min: minPercent,
					max: maxPercent,
				})}
			</p>
			<Facts
				className="mt3"
				items={book.factors.map((factor) => ({
					label: said(`reference.factor.${factor.code}`),
					value: signed(factor.percent),
				}))}
			/>
		</Section>
	)
}

function Ladder({ book }: Props) {
	const t = useT()
	const { windowMonths, maxPerCase, perPrior, maxPriorPoints, halvedBelowShare } = book.points
	return (
		<Section id="ladder" title={t('reference.rulebook.ladder')}>
			<p>
				{t('reference.rulebook.ladder.text', {
					months: windowMonths,
					max: maxPerCase,
					prior: perPrior,
					maxPrior: maxPriorPoints,
					half: halvedBelowShare,
				})}
			</p>
			<Facts
				className="mt3"
				items={book.sanctions.map((rung) => ({
					label: t('reference.rulebook.at', { count: rung.atPoints }),
					value: t(`reference.measure.${rung.measure}`),
				}))}
			/>
		</Section>
	)
}

function Deposit({ book }: Props) {
	const t = useT()
	const formats = useFormats()
	const { requiredFen, topUpWorkingDays } = book.deposit
	return (
		<Section id="deposit" title={t('reference.rulebook.deposit')}>
			<Facts
				className="mt3"
				items={Object.entries(requiredFen).map(([type, fen]) => ({
					label: isOutletType(type) ? t(`register.outlet-type.${type}`) : type,
					value: formats.money(fen),
				}))}
			/>
			<p className="second">{t('reference.rulebook.topup', { count: topUpWorkingDays })}</p>
		</Section>
	)
}

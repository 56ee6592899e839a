import { Link } from '@remix-run/react'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Empty } from '../empty.tsx'
import { Figures } from '../facts.tsx'
import { LedgerMoney } from '../money.tsx'
import { Section } from '../page-head.tsx'
import type { RehearsalShown } from './use-rehearsal.ts'

/** Totals, thresholds, and the cases that would differ. */
export function RehearsalResultView({ shown }: { shown: RehearsalShown }) {
	const t = useT()
	const formats = useFormats()
	const { totals, crossings, cases } = shown
	const arrow = (old: string, fresh: string) =>
		old === fresh ? old : t('rulebook.rehearsal.arrow', { old, new: fresh })
	if (totals.cases === 0) return <Empty title={t('rulebook.rehearsal.none')}>{t('rulebook.rehearsal.none.text')}</Empty>
	return (
		<>
			<Section id="totals" title={t('rulebook.rehearsal.totals')}>
				<Figures
					items={[
						{ label: t('rulebook.rehearsal.cases'), value: formats.count(totals.cases) },
						{ label: t('rulebook.rehearsal.changed'), value: formats.count(totals.changed) },
						{
							label: t('rulebook.rehearsal.fen'),
							value: arrow(formats.money(totals.oldFen), formats.money(totals.newFen)),
						},
						{
							label: t('rulebook.rehearsal.points'),
							value: arrow(formats.count(totals.oldPoints), formats.count(totals.newPoints)),
						},
					]}
				/>
				{totals.uncomputed > 0 ? (
					<Note kind="warn">
						{t('rulebook.rehearsal.uncomputed')} {formats.count(totals.uncomputed)} ·{' '}
						{t('rulebook.rehearsal.uncomputed.note')}
					</Note>
				) : null}
			</Section>
			<Crossings crossings={crossings} />
			{cases.length > 0 ? <Cases cases={cases} /> : null}
		</>
	)
}

function Crossings({ crossings }: Pick<RehearsalShown, 'crossings'>) {
	const t = useT()
	const measure = (one: RehearsalShown['crossings'][number]['old']) =>
		one === null ? t('rulebook.nothing') : t(`reference.measure.${one}`)
	const columns = [
		{ label: t('rulebook.rehearsal.dealer') },
		{ label: t('rulebook.rehearsal.case') },
		{ label: t('rulebook.rehearsal.old') },
		{ label: t('rulebook.rehearsal.new') },
	]
	return (
		<Section id="crossings" title={t('rulebook.rehearsal.crossings')}>
			{crossings.length === 0 ? (
				<p className="muted">{t('rulebook.rehearsal.crossings.none')}</p>
			) : (
				<Table caption={t('rulebook.rehearsal.crossings')} columns={columns}>
					{crossings.map((one) => (
						<Row key={one.number}>
							<Cell main>{one.dealer}</Cell>
							<Cell label={t('rulebook.rehearsal.case')} nowrap>
								{one.number}
							</Cell>
							<Cell label={t('rulebook.rehearsal.old')}>{measure(one.old)}</Cell>
							<Cell label={t('rulebook.rehearsal.new')}>{measure(one.new)}</Cell>
						</Row>
					))}
				</Table>
			)}
		</Section>
	)
}

function Cases({ cases }: Pick<RehearsalShown, 'cases'>) {
	const t = useT()
	const columns = [
		{ label: t('rulebook.rehearsal.case') },
		{ label: t('rulebook.rehearsal.type') },
		{ label: t('rulebook.rehearsal.old'), num: true },
		{ label: t('rulebook.rehearsal.new'), num: true },
		{ label: t('reference.rulebook.points'), num: true },
	]
	return (
		<Section id="cases" title={t('rulebook.rehearsal.first', { count: cases.length })}>
			<Table caption={t('rulebook.rehearsal.cases')} columns={columns}>
				{cases.map((one) => (
					<Row key={one.penaltyId}>
						<Cell main>
							<Link to={paths.penalty(one.penaltyId)}>{one.number}</Link>
							<span className="sub">{one.dealer}</span>
						</Cell>
						<Cell label={t('rulebook.rehearsal.type')}>{one.type}</Cell>
						<Cell label={t('rulebook.rehearsal.old')} num>
							<LedgerMoney fen={one.oldFen} />
						</Cell>
						<Cell label={t('rulebook.rehearsal.new')} num>
							<LedgerMoney fen={one.newFen} />
						</Cell>
						<Cell label={t('reference.rulebook.points')} num>
							{one.oldPoints === one.newPoints
								? one.newPoints
								: t('rulebook.rehearsal.arrow', { old: one.oldPoints, new: one.newPoints })}
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

import { Link } from '@remix-run/react'
import type { SampleFilter, SampleKind } from '#app/domain/audit/sample.ts'
import { type Instant, isLocalDate, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Empty } from '../empty.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { subjectPath } from './subject-path.ts'
import { useAuditWords } from './use-words.ts'

export type SampleHeadItem = {
	readonly id: string
	readonly seed: string
	readonly filter: SampleFilter
	readonly population: number
	readonly drawn: number
	readonly drawnAt: Instant
	readonly drawnBy: string | null
}
export type SampleCaseItem = {
	readonly id: string
	readonly number: string
	readonly title: string
	readonly state: string
	readonly severity: string | null
	readonly amountFen: number | null
	readonly openedAt: string
}
type SampleItem = SampleHeadItem & {
	readonly populationHash: string
	readonly cases: readonly SampleCaseItem[]
	readonly again: 'same' | 'population-changed' | 'differs'
}

/** The filters of a draw in words. */
export function useFilterText(): (filter: SampleFilter) => string {
	const t = useT()
	const formats = useFormats()
	return (filter) => {
		const parts = [
			filter.severity,
			filter.minFen !== undefined && `${t('audit.sample.min')} ${formats.money(filter.minFen)}`,
			filter.maxFen !== undefined && `${t('audit.sample.max')} ${formats.money(filter.maxFen)}`,
			filter.person && `${t('audit.sample.person')} ${filter.person}`,
			filter.from && `${t('audit.sample.from')} ${formats.day(filter.from)}`,
			filter.to && `${t('audit.sample.to')} ${formats.day(filter.to)}`,
		].flatMap((part) => (part ? [part] : []))
		return parts.length > 0 ? formats.list(parts) : t('audit.sample.filters.none')
	}
}

/** A kept sample: how it was drawn, whether it can be drawn again, and its cases. */
export function SampleDetail({ sample, today }: { sample: SampleItem; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const filterText = useFilterText()
	return (
		<>
			{sample.again === 'same' ? null : (
				<Note kind={sample.again === 'differs' ? 'bad' : 'info'}>{t(`audit.sample.again.${sample.again}`)}</Note>
			)}
			{sample.cases.length > 0 ? (
				<Section id="cases" title={t('audit.sample.cases')}>
					<Cases kind={sample.filter.kind} cases={sample.cases} today={today} />
				</Section>
			) : (
				<Empty title={t('audit.sample.empty')}>{t('audit.sample.empty.why')}</Empty>
			)}
			<Section id="how" title={t('audit.sample.facts')}>
				<Facts
					items={[
						{ label: t('audit.sample.kind'), value: t(`audit.sample.kind.${sample.filter.kind}`) },
						{ label: t('audit.sample.filters'), value: filterText(sample.filter) },
						{ label: t('audit.sample.seed'), value: <span className="mono">{sample.seed}</span> },
						{ label: t('audit.sample.population'), value: formats.count(sample.population) },
						{
							label: t('audit.sample.population-hash'),
							value: <span className="mono sm">{sample.populationHash}</span>,
						},
						{ label: t('audit.sample.drawn-at'), value: formats.moment(sample.drawnAt, today) },
						{ label: t('audit.sample.drawn-by'), value: sample.drawnBy ?? '' },
						sample.again === 'same' && { label: t('audit.sample.again'), value: t('audit.sample.again.same') },
					]}
				/>
				<More summary={t('audit.sample.how')}>
					<p className="read">{t('audit.sample.how.text')}</p>
				</More>
			</Section>
		</>
	)
}

function isInstant(text: string): text is Instant {
	return text.endsWith('Z')
}

type CasesProps = { kind: SampleKind; cases: readonly SampleCaseItem[]; today: LocalDate }

function Cases({ kind, cases, today }: CasesProps) {
	const t = useT()
	const formats = useFormats()
	const words = useAuditWords(today)
	const day = (text: string) => {
		if (isLocalDate(text)) return formats.day(text, today)
		return isInstant(text) ? formats.day(localDateOf(text), today) : ''
	}
	const [severities, amounts] = [kind === 'penalty' || kind === 'plan', kind === 'penalty']
	const columns = [
		{ label: t('audit.sample.case') },
		{ label: t('audit.sample.state') },
		...(severities ? [{ label: t('audit.sample.severity') }] : []),
		...(amounts ? [{ label: t('audit.sample.amount'), num: true }] : []),
		{ label: t('audit.sample.opened') },
		{ label: t('audit.sample.acts') },
	]
	return (
		<Table caption={t('audit.sample.cases')} columns={columns}>
			{cases.map((one) => (
				<Row key={one.id}>
					<Cell main>
						<Link to={subjectPath(kind, one.id) ?? ''}>{one.number || one.title}</Link>
						{one.number ? <span className="sub">{one.title}</span> : null}
					</Cell>
					<Cell label={t('audit.sample.state')}>{words.state(kind, one.state)}</Cell>
					{severities ? <Cell label={t('audit.sample.severity')}>{one.severity ?? ''}</Cell> : null}
					{amounts ? (
						<Cell label={t('audit.sample.amount')} num>
							{one.amountFen === null ? '' : formats.money(one.amountFen)}
						</Cell>
					) : null}
					<Cell label={t('audit.sample.opened')} nowrap>
						{day(one.openedAt)}
					</Cell>
					<Cell label={t('audit.sample.acts')} nowrap>
						<Link to={paths.chainProof(kind, one.id)} aria-label={t('audit.proof.of', { number: one.number })}>
							{t('audit.proof')}
						</Link>{' '}
						<Link to={paths.newOpinion({ subject: kind, id: one.id })} aria-label={`${t('audit.opine')} ${one.number}`}>
							{t('audit.opine')}
						</Link>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** Samples that were drawn before. */
export function SampleList({ rows, today }: { rows: readonly SampleHeadItem[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const filterText = useFilterText()
	if (rows.length === 0) return <p className="muted">{t('audit.sample.earlier.none')}</p>
	const columns = [
		{ label: t('audit.sample.kind') },
		{ label: t('audit.sample.filters') },
		{ label: t('audit.sample.seed') },
		{ label: t('audit.sample.drawn-at') },
		{ label: t('audit.sample.drawn-by') },
	]
	return (
		<Table caption={t('audit.sample.earlier')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.auditSample({ id: row.id })}>{t(`audit.sample.kind.${row.filter.kind}`)}</Link>
						<span className="sub">{t('audit.sample.result', { population: row.population, count: row.drawn })}</span>
					</Cell>
					<Cell label={t('audit.sample.filters')}>{filterText(row.filter)}</Cell>
					<Cell label={t('audit.sample.seed')}>
						<span className="mono">{row.seed}</span>
					</Cell>
					<Cell label={t('audit.sample.drawn-at')} nowrap>
						{formats.moment(row.drawnAt, today)}
					</Cell>
					<Cell label={t('audit.sample.drawn-by')}>{row.drawnBy ?? ''}</Cell>
				</Row>
			))}
		</Table>
	)
}

import type { Clause, Part } from '#app/domain/penalty/clause.ts'
import { clausesOfPart } from '#app/domain/penalty/clauses.ts'
import { legalText } from '#app/domain/penalty/clauses-types.ts'
import { type Rulebook, SEVERITIES } from '#app/domain/penalty/rulebook.schema.ts'
import { CHAPTERS, DEALER_CHAPTERS } from '#app/domain/penalty/rulebook-parts.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Facts } from '../facts.tsx'
import { LedgerMoney } from '../money.tsx'
import { Section } from '../page-head.tsx'
import { type TypeNames, useClauseWords } from './use-clause-words.ts'

type Props = { book: Rulebook }
type Named = Props & { names: TypeNames }

/** A version of the rulebook, whole, as people read it. */
export function RulebookReading({ book, names }: Named) {
	const t = useT()
	const formats = useFormats()
	const shares = formats.list(book.faultShares.map((share) => `${share}%`))
	return (
		<>
			<Section id="levels" title={t('reference.rulebook.levels')}>
				<Levels book={book} />
			</Section>
			<Section id="formula" title={t('reference.rulebook.formula')}>
				<p>{t('reference.rulebook.formula.text')}</p>
			</Section>
			<Recurrence book={book} names={names} />
			<Factors book={book} names={names} />
			<Section id="shares" title={t('reference.rulebook.shares')}>
				<p>{t('reference.rulebook.shares.text', { shares })}</p>
			</Section>
			<Ladder book={book} />
			<Clauses book={book} part="deposit" names={names} />
			<Types book={book} names={names} />
			<Chapters book={book} names={names} />
			<Laws book={book} />
			<Clauses book={book} part="settings" names={names} />
		</>
	)
}

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

function Recurrence({ book, names }: Named) {
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
			<ClauseTable
				clauses={clausesOfPart(book, 'recurrence').filter((one) => one.name === 'scope')}
				names={names}
				caption={t('reference.rulebook.recurrence')}
			/>
		</Section>
	)
}

function Factors({ book, names }: Named) {
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
			<ClauseTable
				clauses={clausesOfPart(book, 'factors').filter((one) => one.name === 'ignored' && one.value === true)}
				names={names}
				caption={t('reference.rulebook.factors')}
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

/** Clauses one below the other, what they say beside them. */
function ClauseTable({ clauses, names, caption }: { clauses: readonly Clause[]; names: TypeNames; caption: string }) {
	const t = useT()
	const words = useClauseWords(names)
	const columns = [{ label: t('rulebook.clause') }, { label: t('rulebook.says') }]
	return (
		<Table caption={caption} columns={columns}>
			{clauses.map((one) => (
				<Row key={one.id}>
					<Cell main>{words.label(one)}</Cell>
					<Cell label={t('rulebook.says')}>{words.value(one.input, one.value)}</Cell>
				</Row>
			))}
		</Table>
	)
}

/** A part whose clauses are best read one below the other. */
function Clauses({ book, part, names }: Named & { part: Part }) {
	const t = useT()
	const title = t(`rulebook.part.${part}`)
	return (
		<Section id={part} title={title}>
			<ClauseTable clauses={clausesOfPart(book, part)} names={names} caption={title} />
		</Section>
	)
}

function Types({ book, names }: Named) {
	const t = useT()
	const words = useClauseWords(names)
	if (book.types.length === 0) return null
	const columns = [
		{ label: t('rulebook.rehearsal.type') },
		{ label: t('reference.col.severity') },
		{ label: t('reference.rulebook.base'), num: true },
		{ label: t('rulebook.part.chapters') },
		{ label: t('rulebook.legal') },
	]
	return (
		<Section id="types" title={t('rulebook.part.types')}>
			<Table caption={t('rulebook.part.types')} columns={columns}>
				{book.types.map((entry) => (
					<Row key={entry.code}>
						<Cell main>{words.word('type', entry.code)}</Cell>
						<Cell label={t('reference.col.severity')} nowrap>
							{t(`reference.severity.${entry.severity}`)}
						</Cell>
						<Cell label={t('reference.rulebook.base')} num>
							<LedgerMoney fen={entry.baseFen ?? book.levels[entry.severity].baseFen} />
						</Cell>
						<Cell label={t('rulebook.part.chapters')}>{t(`rulebook.chapter.${entry.chapter}`)}</Cell>
						<Cell label={t('rulebook.legal')}>
							<span lang="zh-Hans">{legalText(entry.legal)}</span>
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

function Chapters({ book, names }: Named) {
	const t = useT()
	if (book.chapters.length === 0) return null
	const assessed = clausesOfPart(book, 'chapters').filter((one) => one.input.kind === 'number')
	return (
		<Section id="chapters" title={t('rulebook.part.chapters')}>
			<Facts
				wide
				items={CHAPTERS.map((code) => ({
					label: t(`rulebook.chapter.${code}`),
					value: (
						<>
							{book.chapters.find((one) => one.code === code)?.text}
							<span className="sub">
								{t(DEALER_CHAPTERS.includes(code) ? 'rulebook.chapter.dealers' : 'rulebook.chapter.departments')}
							</span>
						</>
					),
				}))}
			/>
			<ClauseTable clauses={assessed} names={names} caption={t('order.assessment')} />
		</Section>
	)
}

function Laws({ book }: Props) {
	const t = useT()
	const formats = useFormats()
	if (book.laws.length === 0) return null
	const day = (date: LocalDate | null) => (date === null ? t('rulebook.nothing') : formats.fullDay(date))
	const columns = [
		{ label: t('rulebook.clause.law-code', { of: '' }) },
		{ label: t('rulebook.clause.law-title', { of: '' }) },
		{ label: t('rulebook.clause.law-from', { of: '' }) },
		{ label: t('rulebook.clause.law-until', { of: '' }) },
	]
	return (
		<Section id="laws" title={t('rulebook.part.laws')}>
			<Table caption={t('rulebook.part.laws')} columns={columns}>
				{book.laws.map((law) => (
					<Row key={`${law.code} ${law.validFrom}`}>
						<Cell main>
							<span lang="zh-Hans">{law.code}</span>
						</Cell>
						<Cell label={t('rulebook.clause.law-title', { of: '' })}>
							<span lang="zh-Hans">{law.title}</span>
						</Cell>
						<Cell label={t('rulebook.clause.law-from', { of: '' })} nowrap>
							{day(law.validFrom)}
						</Cell>
						<Cell label={t('rulebook.clause.law-until', { of: '' })} nowrap>
							{day(law.validUntil)}
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

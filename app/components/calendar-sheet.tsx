import { type LocalDate, weekday } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { cx } from '#app/ui/class-name.ts'

/**
 * A day of the sheet. `start` the day it began (does not count), `count` a counted working day, `weekend`, `holiday`,
 * `end` the last day, `other` a working day outside of the count. `makeUp`: works though it is a weekend.
 */
export type SheetDay = {
	date: LocalDate
	kind: 'start' | 'count' | 'weekend' | 'holiday' | 'end' | 'other'
	/** Which working day it is. */
	n?: number
	makeUp?: boolean
	/** Counted inside an extension. */
	extension?: boolean
	/** Name of the holiday, in the reader's language. */
	name?: string
}

const HEADS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function classOf(day: SheetDay): string {
	const rest = day.kind === 'weekend' || day.kind === 'holiday'
	return cx(
		rest && 'off',
		day.kind === 'start' && 'from',
		day.kind === 'end' && 'end',
		day.kind === 'other' && 'pre',
		day.extension && day.kind === 'count' && 'ext',
		day.makeUp && 'work',
	)
}

/** The 休/班 sheet: a date explained with the calendar that everyone knows. Days are consecutive. */
export function CalendarSheet({ days }: { days: readonly SheetDay[] }) {
	const t = useT()
	const [first, last] = [days[0], days.at(-1)]
	const has = (test: (day: SheetDay) => unknown) => days.some(test)
	return (
		<>
			<ol className="wd" aria-label={t('ui.cal.caption')}>
				{HEADS.map((head) => (
					<li key={head} className="h" aria-hidden="true">
						{t(`ui.cal.${head}`)}
					</li>
				))}
				{first ? <Blanks n={weekday(first.date) - 1} /> : null}
				{days.map((day, i) => (
					<li key={day.date} className={classOf(day) || undefined}>
						<SheetCell day={day} first={i === 0} />
					</li>
				))}
				{last ? <Blanks n={7 - weekday(last.date)} /> : null}
			</ol>
			<p className="key mt2">
				<span>{t('ui.cal.key.number')}</span>
				{has((day) => day.kind === 'holiday') ? <span>{t('ui.cal.key.off')}</span> : null}
				{has((day) => day.makeUp) ? (
					<span>
						<b className="seal-text">{t('ui.cal.work')}</b>
						{t('ui.cal.key.work')}
					</span>
				) : null}
				{has((day) => day.extension) ? <span>{t('ui.cal.key.ext')}</span> : null}
			</p>
		</>
	)
}

/** Fills the first and the last week. */
function Blanks({ n }: { n: number }) {
	return Array.from({ length: n }, (_, i) => <li key={i} className="pre" aria-hidden="true" />)
}

function SheetCell({ day, first }: { day: SheetDay; first: boolean }) {
	const t = useT()
	const [month, date] = [Number(day.date.slice(5, 7)), Number(day.date.slice(8, 10))]
	return (
		<>
			<time dateTime={day.date}>{first || date === 1 ? `${month}/${date}` : date}</time>
			{day.kind === 'holiday' ? <span className="mk">{t('ui.cal.off')}</span> : null}
			{day.makeUp ? <span className="mk">{t('ui.cal.work')}</span> : null}
			{day.kind === 'start' ? <span className="c">{t('ui.cal.start')}</span> : null}
			{day.n === undefined ? null : <span className="c">{day.n}</span>}
			{day.name && day.kind === 'holiday' ? <span className="hol">{day.name}</span> : null}
		</>
	)
}

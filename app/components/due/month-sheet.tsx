import type { Names } from '#app/domain/calendar.ts'
import { type LocalDate, weekday } from '#app/domain/time.ts'
import { useLanguage, useT } from '#app/i18n/use-t.ts'
import { cx } from '#app/ui/class-name.ts'
import { holidayName } from './due-words.ts'

export type MonthDay = {
	readonly date: LocalDate
	readonly kind: 'working' | 'make-up' | 'weekend' | 'holiday'
	readonly name: Names | null
}

const HEADS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** One month of the 休/班 sheet. */
export function MonthSheet({ label, days, today }: { label: string; days: readonly MonthDay[]; today: LocalDate }) {
	const t = useT()
	const language = useLanguage()
	const [first, last] = [days[0], days.at(-1)]
	if (!first || !last) return null
	return (
		<ol className="wd" aria-label={label}>
			{HEADS.map((head) => (
				<li key={head} className="h" aria-hidden="true">
					{t(`ui.cal.${head}`)}
				</li>
			))}
			{Array.from({ length: weekday(first.date) - 1 }, (_, i) => (
				<li key={`b${i}`} className="pre" aria-hidden="true" />
			))}
			{days.map((day) => {
				const rest = day.kind === 'weekend' || day.kind === 'holiday'
				const name = holidayName(day.name, language)
				return (
					<li
						key={day.date}
						className={cx(rest && 'off', day.kind === 'make-up' && 'work', day.date === today && 'end') || undefined}
					>
						<time dateTime={day.date}>{Number(day.date.slice(8, 10))}</time>
						{day.kind === 'holiday' ? <span className="mk">{t('ui.cal.off')}</span> : null}
						{day.kind === 'make-up' ? <span className="mk">{t('ui.cal.work')}</span> : null}
						{name ? <span className="hol">{name}</span> : null}
					</li>
				)
			})}
			{Array.from({ length: 7 - weekday(last.date) }, (_, i) => (
				<li key={`a${i}`} className="pre" aria-hidden="true" />
			))}
		</ol>
	)
}

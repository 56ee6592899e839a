import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type DueStep, type Limit, limitText } from '#app/domain/due-date.ts'
import { type Instant, type LocalDate, yearOf } from '#app/domain/time.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { CalendarSheet, type SheetDay } from '../calendar-sheet.tsx'
import { useMay } from '../use-may.ts'
import { dueSentences, holidayName } from './due-words.ts'
import { sheetOf } from './segments.ts'

type WhyDateProps = {
	due: { readonly dueOn: LocalDate; readonly dueAt?: Instant | undefined; readonly provisional?: boolean | undefined }
	steps: readonly DueStep[]
	today?: LocalDate | undefined
	open?: boolean | undefined
	/** What the date is of, where '为什么是 11月13日' does not say it. */
	title?: ReactNode | undefined
	/** Start and limit of a plain count: gives the link to the same as JSON. */
	json?: { readonly from: LocalDate | Instant; readonly limit: Limit } | undefined
}

/** Why this date: sentences, the 休/班 sheet, the same as JSON, and the year's calendar. */
export function WhyDate({ due, steps, today, open, title, json }: WhyDateProps) {
	const t = useT()
	const formats = useFormats()
	const language = useLanguage()
	const may = useMay()
	const words = { t, formats, language, today }
	const days = sheetOf(steps).map(({ name, ...day }): SheetDay => {
		const named = holidayName(name, language)
		return named === undefined ? day : { ...day, name: named }
	})
	const year = yearOf(due.dueOn)
	return (
		<More summary={title ?? t('due.why', { day: formats.longDay(due.dueOn, today) })} open={open}>
			<ol className="read read--list">
				{dueSentences(words, steps).map((sentence, i) => (
					<li key={i}>{sentence}</li>
				))}
			</ol>
			{days.length > 0 ? (
				<div className="mt4">
					<CalendarSheet days={days} />
				</div>
			) : null}
			<p className="sm mt2 row">
				{json ? (
					<a href={paths.apiDueDate({ from: json.from, limit: limitText(json.limit) })}>{t('due.json')}</a>
				) : null}
				{may('reference.read') ? <Link to={paths.calendar(year)}>{t('due.calendar', { year })}</Link> : null}
			</p>
		</More>
	)
}

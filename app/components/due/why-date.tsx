import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Names } from '#app/domain/calendar.ts'
import { type DueStep, type Limit, limitText } from '#app/domain/due-date.ts'
import { type Instant, type LocalDate, localDateOf, yearOf } from '#app/domain/time.ts'
import type { Formats } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { CalendarSheet, type SheetDay } from '../calendar-sheet.tsx'
import { useMay } from '../use-may.ts'
import { type Explained, explain, type Segment, sheetOf } from './segments.ts'

type Words = {
	readonly t: T
	readonly formats: Formats
	readonly language: Language
	readonly today: LocalDate | undefined
}

export function holidayName(names: Names | null | undefined, language: Language): string | undefined {
	if (!names) return undefined
	return language === 'zh-Hant' ? (names['zh-Hant'] ?? names['zh-Hans']) : names[language]
}

/** '15 个工作日' for a limit. */
export function limitWords(t: T, limit: Limit): string {
	return t(`due.limit.${limit.unit}`, { count: limit.amount })
}

/** The end of a day that closes at midnight is that day's 24:00. */
export function closingTime(formats: Formats, date: LocalDate, at: Instant): string {
	return localDateOf(at) === date ? formats.clock(at) : '24:00'
}

const dayOf = ({ formats, today }: Words, date: LocalDate) => formats.longDay(date, today)

function startWords(words: Words, { start }: Segment, first: boolean): string {
	const { t, formats, today } = words
	const limit = limitWords(t, start.limit)
	if (start.at !== null) return t('due.start.moment', { at: formats.moment(start.at, today), limit })
	return t(first ? 'due.start.day' : 'due.start.again', { day: dayOf(words, start.date), limit })
}

function passedWords(words: Words, segment: Segment): string[] {
	const { t, formats, language } = words
	const out: string[] = []
	const runs = segment.holidays.map((run) =>
		t(run.days === 1 ? 'due.holiday.one' : 'due.holiday.run', {
			name: holidayName(run.name, language) ?? t('due.holiday'),
			from: dayOf(words, run.from),
			to: dayOf(words, run.to),
			days: run.days,
		}),
	)
	if (runs.length > 0) {
		out.push(
			t(segment.weekends > 0 ? 'due.skip.both' : 'due.skip.holidays', {
				list: formats.list(runs),
				weekends: segment.weekends,
			}),
		)
	} else if (segment.weekends > 0) out.push(t('due.skip.weekends', { weekends: segment.weekends }))
	if (segment.makeUps.length > 0) {
		out.push(t('due.make-up', { list: formats.list(segment.makeUps.map((date) => dayOf(words, date))) }))
	}
	return out
}

function otherWords(words: Words, segment: Segment): string[] {
	const { t, formats, today } = words
	return segment.other.map((step) => {
		if (step.kind === 'calendar-days') return t('due.calendar-days', { days: step.days, day: dayOf(words, step.to) })
		if (step.kind === 'roll') return t('due.roll', { from: dayOf(words, step.from), to: dayOf(words, step.to) })
		return t('due.clock-hours', { hours: step.hours, at: formats.moment(step.to, today) })
	})
}

function workWords({ t, formats, today }: Words, segment: Segment): string[] {
	return segment.work.slice(0, 8).map((step) =>
		t('due.work', {
			day: formats.day(step.date, today),
			from: formats.clock(step.from),
			to: formats.clock(step.to),
			hours: formats.tenths(Math.round(step.total / 6)),
		}),
	)
}

function segmentWords(words: Words, segment: Segment, first: boolean): string[] {
	const { t } = words
	const { last } = segment
	const counted = last ? [t('due.counted', { n: last.n, day: dayOf(words, last.date) })] : []
	return [
		startWords(words, segment, first),
		...counted,
		...workWords(words, segment),
		...passedWords(words, segment),
		...otherWords(words, segment),
	]
}

function moveWords(words: Words, move: Explained['moves'][number]): string {
	const { t, formats, today } = words
	const day = (date: LocalDate) => dayOf(words, date)
	switch (move.kind) {
		case 'statutory':
			return t(`due.statutory.${move.applied}`, {
				complaint: day(move.complaintOn),
				statutory: day(move.statutoryOn),
				latest: day(move.latest),
				uncut: day(move.uncut),
			})
		case 'extended':
			return t('due.extended', { limit: limitWords(t, move.limit), from: day(move.from), to: day(move.to) })
		case 'suspended':
			return t('due.suspended', {
				since: formats.moment(move.since, today),
				until: formats.moment(move.until, today),
				to: day(move.to),
			})
	}
}

/** The sentences that lead from the start to the date, in the reader's language. */
export function dueSentences(words: Words, steps: readonly DueStep[]): string[] {
	const { t, formats } = words
	const { segments, moves, provisional, end } = explain(steps)
	const [count, ...extensions] = segments
	const statutory = moves.filter((move) => move.kind === 'statutory')
	const later = moves.filter((move) => move.kind !== 'statutory')
	return [
		...(count ? segmentWords(words, count, true) : []),
		...statutory.map((move) => moveWords(words, move)),
		...extensions.flatMap((segment) => segmentWords(words, segment, false)),
		...later.map((move) => moveWords(words, move)),
		...provisional.map((year) => t('due.provisional-year', { year })),
		...(end
			? [
					t(segments.length > 0 ? 'due.end' : 'due.named', {
						day: dayOf(words, end.date),
						time: closingTime(formats, end.date, end.at),
					}),
				]
			: []),
	]
}

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
	const words: Words = { t, formats, language, today }
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

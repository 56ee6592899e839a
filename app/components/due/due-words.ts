import type { Names } from '#app/domain/calendar.ts'
import type { DueStep, Limit } from '#app/domain/due-date.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { Formats } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { T } from '#app/i18n/messages.ts'
import { type Explained, explain, type Segment } from './segments.ts'

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
				count: segment.weekends,
			}),
		)
	} else if (segment.weekends > 0)
		out.push(t('due.skip.weekends', { weekends: segment.weekends, count: segment.weekends }))
	if (segment.paused > 0) out.push(t('due.skip.paused', { count: segment.paused }))
	if (segment.makeUps.length > 0) {
		out.push(t('due.make-up', { list: formats.list(segment.makeUps.map((date) => dayOf(words, date))) }))
	}
	return out
}

function otherWords(words: Words, segment: Segment): string[] {
	const { t, formats, today } = words
	return segment.other.map((step) => {
		if (step.kind === 'calendar-days')
			return t('due.calendar-days', { days: step.days, count: step.days, day: dayOf(words, step.to) })
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

function moveWords(words: Words, move: Explained['moves'][number]): string[] {
	const { t } = words
	const day = (date: LocalDate) => dayOf(words, date)
	switch (move.kind) {
		case 'statutory':
			return [
				t(`due.statutory.${move.applied}`, {
					complaint: day(move.complaintOn),
					statutory: day(move.statutoryOn),
					latest: day(move.latest),
					uncut: day(move.uncut),
				}),
			]
		case 'extended':
			return [t('due.extended', { limit: limitWords(t, move.limit), from: day(move.from), to: day(move.to) })]
		case 'suspended':
			return pauseWords(words, move)
		case 'named':
			return [t('due.set', { from: day(move.from), to: day(move.to) })]
		case 'capped':
			return [t('due.capped', { uncapped: day(move.uncapped), statutory: day(move.statutoryOn) })]
	}
}

function pauseWords(words: Words, pause: Extract<DueStep, { kind: 'suspended' }>): string[] {
	const { t, formats, today } = words
	const times = { since: formats.moment(pause.since, today), until: formats.moment(pause.until, today) }
	const to = dayOf(words, pause.to)
	const said = t(pause.open ? 'due.suspended.open' : 'due.suspended', times)
	if (!pause.given) return [said]
	const { amount, unit } = pause.given
	return [said, amount === 0 ? t('due.given.none', { to }) : t(`due.given.${unit}`, { count: amount, to })]
}

/** The sentences that lead from the start to the date, in the reader's language. */
export function dueSentences(words: Words, steps: readonly DueStep[]): string[] {
	const { t, formats } = words
	const { segments, parts, provisional, end } = explain(steps)
	return [
		...parts.flatMap((part) =>
			'move' in part ? moveWords(words, part.move) : segmentWords(words, part.segment, part.segment === segments[0]),
		),
		...provisional.map((year) => t('due.provisional-year', { year })),
		...(end
			? [
					t(parts.length > 0 ? 'due.end' : 'due.named', {
						day: dayOf(words, end.date),
						time: closingTime(formats, end.date, end.at),
					}),
				]
			: []),
	]
}

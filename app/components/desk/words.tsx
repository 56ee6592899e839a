import type { Names } from '#app/domain/calendar.ts'
import type { DeadlineView } from '#app/domain/desk/views.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import type { Language } from '#app/i18n/languages.ts'
import { useDynamicT, useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'
import { dueSentences } from '../due/due-words.ts'
import { DeadlineChip } from '../light.tsx'

/** A name of the reference data in the reader's language. */
export function nameIn(names: Names, language: Language): string {
	return language === 'zh-Hant' ? (names['zh-Hant'] ?? names['zh-Hans']) : names[language]
}

export function useName(): (names: Names) => string {
	const language = useLanguage()
	return (names) => nameIn(names, language)
}

/** The sentence of a refusal; a met condition has its own words where there are some. */
export function useRefusalText(): (refusal: Refusal) => string {
	const t = useDynamicT()
	const formats = useFormats()
	return ({ rule, params }) => {
		const until = params?.until
		// A period that has not begun has no last day to name.
		if (rule === 'plan.extension-late' && until === '') return t('plan.clock.not-served')
		// A date of a rule is shown as people write dates.
		const day = typeof until === 'string' && isLocalDate(until) ? { until: formats.longDay(until) } : {}
		return t(`refusal.${rule}`, { ...params, ...day })
	}
}

/** The chip of a deadline view. */
export function DeadlineMark({ deadline, short }: { deadline: DeadlineView; short?: boolean | undefined }) {
	return <DeadlineChip colour={deadline.colour} left={deadline.left} short={short} />
}

/** Why this date, in sentences: the dealer has no calendar page to go on to. */
export function DeskWhy({ deadline, today }: { deadline: DeadlineView; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const language = useLanguage()
	return (
		<More summary={t('due.why', { day: formats.longDay(deadline.dueOn, today) })}>
			<ol className="read read--list">
				{dueSentences({ t, formats, language, today }, deadline.steps).map((sentence, i) => (
					<li key={i}>{sentence}</li>
				))}
			</ol>
		</More>
	)
}

/** Text that people typed, in its own paragraphs. */
export function Prose({ text }: { text: string }) {
	return text.split(/\n+/).map((paragraph, i) => <p key={i}>{paragraph}</p>)
}

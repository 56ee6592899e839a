import type { BoardFilter } from '#app/domain/order/board.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Formats } from '#app/i18n/format.ts'
import type { T } from '#app/i18n/messages.ts'

export type FilterNames = {
	readonly departments: readonly { readonly id: string; readonly name: string }[]
	readonly handlerName: string | null
	readonly today: LocalDate
}

/** One thing that a filter asks for, in words, with the parameters that say it. */
export type FilterPart = { readonly label: string; readonly names: readonly (keyof BoardFilter)[] }

function spanText(t: T, formats: Formats, today: LocalDate, from?: LocalDate, to?: LocalDate): string {
	const day = (date: LocalDate) => formats.day(date, today)
	if (from && to) return t('board.span', { from: day(from), to: day(to) })
	if (from) return t('board.span.from', { from: day(from) })
	return to ? t('board.span.to', { to: day(to) }) : ''
}

/** Everything that a filter asks for beside its view, in the order of the form. */
export function filterParts(t: T, formats: Formats, filter: BoardFilter, names: FilterNames): FilterPart[] {
	const { q, department, source, urgency, state, light, outcome, handler, assisting, had } = filter
	const { dueFrom, dueTo, issuedFrom, issuedTo, hadFrom, hadTo } = filter
	const nameOf = (id: string) => names.departments.find((one) => one.id === id)?.name ?? id
	const span = (from?: LocalDate, to?: LocalDate) => spanText(t, formats, names.today, from, to)
	const parts: (FilterPart | false | '' | undefined)[] = [
		q && { label: q, names: ['q'] },
		department && { label: nameOf(department), names: ['department'] },
		source && { label: t(`order.source.${source}`), names: ['source'] },
		urgency && { label: t(`order.urgency.${urgency}`), names: ['urgency'] },
		state && { label: t(`order.state.${state}`), names: ['state'] },
		light && { label: t(`board.light.${light}`), names: ['light'] },
		outcome && { label: t(`board.outcome.${outcome}`), names: ['outcome'] },
		(dueFrom || dueTo) && { label: t('board.filter.due', { span: span(dueFrom, dueTo) }), names: ['dueFrom', 'dueTo'] },
		(issuedFrom || issuedTo) && {
			label: t('board.filter.issued', { span: span(issuedFrom, issuedTo) }),
			names: ['issuedFrom', 'issuedTo'],
		},
		handler && { label: t('board.filter.handler', { name: names.handlerName ?? '' }), names: ['handler'] },
		assisting && { label: t('board.filter.assisting', { name: nameOf(assisting) }), names: ['assisting'] },
		had && {
			label: t('board.filter.had', { what: t(`board.had.${had}`), span: span(hadFrom, hadTo) }).trim(),
			names: ['had', 'hadFrom', 'hadTo'],
		},
	]
	return parts.flatMap((part) => (part ? [part] : []))
}

import { instantOf, isLocalDate, type LocalDate, parseMoment } from '#app/domain/time.ts'
import type { Formats } from './format.ts'

type Params = Readonly<Record<string, string | number>>

/** Dates, moments and money of a message as people write them. */
function shownParams(formats: Formats, today: LocalDate, params: Params): Params {
	const pairs = Object.entries(params).map(([name, value]) => {
		if (typeof value === 'number') return [name, /fen$/i.test(name) ? formats.money(value) : value]
		if (isLocalDate(value)) return [name, formats.longDay(value, today)]
		const ms = parseMoment(value)
		return [name, ms === null ? value : formats.moment(instantOf(ms), today)]
	})
	return Object.fromEntries(pairs)
}

type Told = { readonly kind: string; readonly params: Params }

/** The sentence of a message in the reader's language: the same in the inbox, in a mail and in a group. */
export function noticeText(
	say: (key: string, params?: Params) => string,
	formats: Formats,
	today: LocalDate,
	{ kind, params }: Told,
): string {
	const variant = typeof params.variant === 'string' ? `.${params.variant}` : ''
	const text = say(`notice.${kind}${variant}`, shownParams(formats, today, params))
	// Somebody stands in: whose message it is stands in front.
	return typeof params.for === 'string' ? say('notice.for', { for: params.for, text }) : text
}

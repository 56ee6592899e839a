import type { LocalDate } from '../time.ts'
import type { Rulebook } from './rulebook.schema.ts'
import type { Law } from './rulebook-parts.schema.ts'

export type LegalReference = {
	readonly code: string
	readonly title: string
	readonly articles: string
}

const validOn = (law: Law, day: LocalDate) => law.validFrom <= day && (law.validUntil === null || day <= law.validUntil)

/** The law behind a type as it stood on a day: references to a law that did not apply then are left out (domain 2). */
export function legalOn(book: Rulebook, type: string, day: LocalDate): LegalReference[] {
	const entry = book.types.find((one) => one.code === type)
	return (entry?.legal ?? []).flatMap(({ law: code, articles }) => {
		const law = book.laws.find((one) => one.code === code && validOn(one, day))
		return law ? [{ code, title: law.title, articles }] : []
	})
}

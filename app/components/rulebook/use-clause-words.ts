import type { Names } from '#app/domain/calendar.ts'
import { isOutletType } from '#app/domain/dealer.ts'
import type { ClauseInput, ClauseValue, Words } from '#app/domain/penalty/clause.ts'
import type { ClauseChange } from '#app/domain/penalty/rulebook-diff.ts'
import { useDynamicT, useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { wordsIn } from '../inspection/words.ts'

export type TypeNames = Readonly<Record<string, Names>>

const signed = (n: number, text: string) => (n < 0 ? `−${text}` : text)

/** A clause in the reader's language: what it is about, and what it says. */
export function useClauseWords(types: TypeNames = {}) {
	const t = useT()
	const said = useDynamicT()
	const formats = useFormats()
	const language = useLanguage()
	function word(words: Words, code: string): string {
		switch (words) {
			case 'severity':
				return said(`reference.severity.${code}`)
			case 'factor':
				return said(`reference.factor.${code}`)
			case 'measure':
				return said(`reference.measure.${code}`)
			case 'outlet':
				return isOutletType(code) ? t(`register.outlet-type.${code}`) : code
			case 'chapter':
				return said(`rulebook.chapter.${code}`)
			case 'type': {
				const names = types[code]
				return names ? `${code} ${wordsIn(language, names)}` : code
			}
			case 'scope':
				return said(`rulebook.scope.${code}`)
			case 'outcome':
				return said(`rulebook.outcome.${code}`)
			case 'plain':
				return code
		}
	}
	function number(input: Extract<ClauseInput, { kind: 'number' }>, value: number): string {
		const { unit } = input
		if (unit === 'money') return formats.money(value)
		if (unit === 'tenths') return signed(value, formats.tenths(Math.abs(value)))
		const plain = signed(value, formats.count(Math.abs(value)))
		if (unit === 'percent') return `${plain}%`
		if (unit === 'count') return plain
		if (unit === 'per-mille-ten') return `${plain}‱`
		return t(`rulebook.unit.${unit}`, { n: plain })
	}
	return {
		word,
		label: (one: Pick<ClauseChange, 'name' | 'words' | 'of'>) =>
			said(`rulebook.clause.${one.name}`, { of: one.of === '' ? t('rulebook.law.new') : word(one.words, one.of) }),
		value: (input: ClauseInput, value: ClauseValue): string => {
			if (value === null || value === '') return t('rulebook.nothing')
			if (typeof value === 'boolean') return t(value ? 'rulebook.yes' : 'rulebook.no')
			if (input.kind === 'number' && typeof value === 'number') return number(input, value)
			if (input.kind === 'choice') return word(input.words, String(value))
			if (input.kind === 'shares')
				return formats.list(
					String(value)
						.split(' ')
						.map((share) => `${share}%`),
				)
			return String(value)
		},
	}
}

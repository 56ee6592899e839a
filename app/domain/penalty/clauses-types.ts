import type { LocalDate } from '../time.ts'
import { asNumber, asText, type Clause, type ClauseValue, clause, number, optionalNumber } from './clause.ts'
import { type Rulebook, SEVERITIES } from './rulebook.schema.ts'
import { type AssessmentValues, CHAPTERS, type Law, type TypeEntry } from './rulebook-parts.schema.ts'

const MAX_FEN = 100_000_000_00

/** '消法20、26；广告法4' */
export function legalText(legal: TypeEntry['legal']): string {
	return legal.map(({ law, articles }) => `${law}${articles}`).join('；')
}

/** The laws of a text such as '消法20、26；广告法4', by the codes that the version knows; what it does not know stays whole. */
function legalFrom(text: string, laws: readonly Law[]): TypeEntry['legal'] {
	const codes = [...new Set(laws.map((law) => law.code))].sort((a, b) => b.length - a.length)
	return text
		.split(/[；;]/)
		.map((one) => one.trim())
		.filter((one) => one !== '')
		.map((one) => {
			const law = codes.find((code) => one.startsWith(code))
			return law === undefined ? { law: one, articles: '' } : { law, articles: one.slice(law.length).trim() }
		})
}

/** Severity, base, chapter and law of each type (domain 2). */
export function typeClauses(book: Rulebook): Clause[] {
	return book.types.flatMap((entry) => {
		const of = entry.code
		const set = (change: (laws: readonly Law[], value: ClauseValue) => Partial<TypeEntry>) => {
			return (b: Rulebook, v: ClauseValue): Rulebook => ({
				...b,
				types: b.types.map((one) => (one.code === of ? { ...one, ...change(b.laws, v) } : one)),
			})
		}
		return [
			clause('types', {
				name: 'type-severity',
				of,
				words: 'type',
				input: { kind: 'choice', options: SEVERITIES, words: 'severity' },
				value: entry.severity,
				put: set((_, v) => ({ severity: SEVERITIES.find((one) => one === v) ?? entry.severity })),
			}),
			clause('types', {
				name: 'type-base',
				of,
				words: 'type',
				input: optionalNumber('money', 100, MAX_FEN),
				value: entry.baseFen,
				put: set((_, v) => ({ baseFen: v === null ? null : asNumber(v) })),
			}),
			clause('types', {
				name: 'type-chapter',
				of,
				words: 'type',
				input: { kind: 'choice', options: CHAPTERS, words: 'chapter' },
				value: entry.chapter,
				put: set((_, v) => ({ chapter: CHAPTERS.find((one) => one === v) ?? entry.chapter })),
			}),
			clause('types', {
				name: 'type-legal',
				of,
				words: 'type',
				input: { kind: 'text', max: 300, optional: true },
				value: legalText(entry.legal),
				put: set((laws, v) => ({ legal: legalFrom(asText(v), laws) })),
			}),
		]
	})
}

/** Not a date yet: an empty row of the editor. */
const NO_DAY = '' as LocalDate
const EMPTY: Law = { code: '', title: '', validFrom: NO_DAY, validUntil: null }

/** Laws with the days on which they apply, and one empty row; a row whose citation is cleared goes. */
export function lawClauses(book: Rulebook): Clause[] {
	return [...book.laws, EMPTY].flatMap((law, i) => {
		const fresh = i === book.laws.length
		const set = (field: keyof Law) => (b: Rulebook, v: ClauseValue) => {
			const rows = b.laws.length > i ? b.laws : [...b.laws, EMPTY]
			const value = field === 'validUntil' ? (asText(v) === '' ? null : v) : asText(v)
			return { ...b, laws: rows.map((row, n) => (n === i ? { ...row, [field]: value } : row)) }
		}
		const row = (name: string, field: keyof Law, input: Clause['input']): Clause => ({
			id: `laws_${i}_${field}`,
			key: `laws.${law.code}.${law.validFrom}.${field}`,
			part: 'laws',
			name,
			of: fresh ? '' : law.code,
			words: 'plain',
			input,
			value: law[field] === NO_DAY ? null : law[field],
			...(fresh ? { blank: true as const } : {}),
			put: set(field),
		})
		return [
			row('law-code', 'code', { kind: 'text', max: 30, optional: true }),
			row('law-title', 'title', { kind: 'text', max: 120, optional: true }),
			row('law-from', 'validFrom', { kind: 'date', optional: true }),
			row('law-until', 'validUntil', { kind: 'date', optional: true }),
		]
	})
}

const ASSESSED: readonly (keyof AssessmentValues)[] = [
	'overdue',
	'returned',
	'acknowledgedLate',
	'recurred',
	'earlyFirstTime',
]

/** The eight headings, and what an order counts for its department. */
export function chapterClauses(book: Rulebook): Clause[] {
	return [
		...CHAPTERS.map((of) =>
			clause('chapters', {
				name: 'chapter',
				of,
				words: 'chapter',
				input: { kind: 'text', max: 1000, long: true, optional: true },
				value: book.chapters.find((one) => one.code === of)?.text ?? '',
				put: (b, v) => {
					const texts = new Map(b.chapters.map((one) => [one.code, one.text]))
					texts.set(of, asText(v))
					const chapters = CHAPTERS.map((code) => ({ code, text: texts.get(code) ?? '' }))
					return { ...b, chapters }
				},
			}),
		),
		...ASSESSED.map((field) =>
			clause('chapters', {
				name: `assess-${field}`,
				input: number('tenths', -100, 100),
				value: book.assessment[field],
				put: (b, v) => ({ ...b, assessment: { ...b.assessment, [field]: asNumber(v) } }),
			}),
		),
	]
}

import type { DocumentKind } from './kinds.ts'
import { LANGUAGES3, type Language3, type Span } from './text.ts'

/** The wording of one kind of document: a title and a text per language. */
export type TemplateText = { readonly title: string; readonly text: string }
export type TemplateBody = { readonly v: 1; readonly texts: Readonly<Record<Language3, TemplateText>> }

/**
 * One line of a template is one block: '# heading', '[working] sum line' for a table, '[?cond] …' or '[-cond] …' for
 * a paragraph when it holds or does not, '[*args] …' for one paragraph per argument, anything else a paragraph.
 */
export type TemplateLine =
	| { readonly kind: 'h'; readonly text: string }
	| { readonly kind: 'table'; readonly table: TemplateTable; readonly total: string; readonly when: Condition | null }
	| { readonly kind: 'p'; readonly text: string; readonly when: Condition | null }
	| { readonly kind: 'each'; readonly text: string }

export type TemplateTable = 'working' | 'statement'
export type Condition = { readonly name: string; readonly not: boolean }

type Rules = {
	readonly placeholders: readonly string[]
	/** Without these the document would not say what it must (domain 4). */
	readonly required: readonly string[]
	readonly conditions: readonly string[]
	readonly table: TemplateTable | null
	readonly args: boolean
}

const CASE = [
	'when',
	'outlet',
	'facts',
	'evidence',
	'clause',
	'clauseName',
	'rulebook',
	'agreement',
	'articles',
	'amount',
	'words',
	'points',
	'contact',
] as const
const caseRules = (more: readonly string[], required: readonly string[], rest: Partial<Rules> = {}): Rules => ({
	placeholders: [...CASE, ...more],
	required: ['facts', 'clause', ...required],
	conditions: ['agreement', 'articles'],
	table: null,
	args: false,
	...rest,
})

/** The closed lists per kind: what a template may name and what it must. */
export const TEMPLATE_RULES: Readonly<Record<DocumentKind, Rules>> = {
	'pre-notice': caseRules(
		['defence', 'extension', 'review', 'earlyAmount', 'earlyPercent'],
		['words', 'points', 'defence', 'review'],
		{ conditions: ['agreement', 'articles', 'early'], table: 'working' },
	),
	decision: caseRules(
		['told', 'reason', 'review', 'reviewDays', 'reviewMore', 'no', 'text', 'answer', 'earlyAmount', 'earlyPercent'],
		['words', 'points', 'reason', 'review'],
		{
			conditions: ['agreement', 'articles', 'lower', 'early', 'moreTime', 'silenceRevokes', 'silenceHalves'],
			table: 'working',
			args: true,
		},
	),
	'review-decision': caseRules(['reason'], ['words', 'points', 'reason'], {
		conditions: ['agreement', 'articles', 'UPHELD', 'VARIED', 'REVOKED', 'RETURNED', 'stands', 'byDefault'],
	}),
	education: caseRules(['reason'], ['reason']),
	withdrawal: caseRules(['reason'], ['reason']),
	revocation: caseRules(['reason'], ['reason']),
	'reminder-letter': {
		placeholders: ['outlet', 'reason', 'points', 'threshold', 'cases', 'until', 'contact'],
		required: ['reason'],
		conditions: ['outlet', 'points', 'threshold', 'cases', 'until'],
		table: null,
		args: false,
	},
	'chase-notice': {
		placeholders: [
			'department',
			'head',
			'order',
			'title',
			'urgency',
			'due',
			'statutory',
			'extensions',
			'chases',
			'issuer',
		],
		required: ['order', 'title', 'due', 'issuer'],
		conditions: ['head', 'statutory', 'extended', 'chased'],
		table: null,
		args: false,
	},
	'settlement-statement': {
		placeholders: ['period', 'commission', 'paid', 'claimed', 'words', 'contact'],
		required: ['period', 'words'],
		conditions: ['commission', 'rows'],
		table: 'statement',
		args: false,
	},
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g
const names = (text: string) => [...text.matchAll(PLACEHOLDER)].map((hit) => hit[1] ?? '')

/** The lines of a template's text. Refuses nothing: faults are `templateFaults`. */
export function parseTemplate(text: string): TemplateLine[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map(parseLine)
}

function parseLine(line: string): TemplateLine {
	if (line.startsWith('# ')) return { kind: 'h', text: line.slice(2).trim() }
	const hit = /^\[([?*\-\w]+)\]\s*(.*)$/.exec(line)
	if (!hit) return { kind: 'p', text: line, when: null }
	const [, mark = '', rest = ''] = hit
	if (mark === '*args') return { kind: 'each', text: rest }
	if (mark === 'working' || mark === 'statement') return { kind: 'table', table: mark, total: rest, when: null }
	if (!/^[?-]/.test(mark)) return { kind: 'p', text: line, when: null }
	const when = { name: mark.slice(1), not: mark.startsWith('-') }
	const inner = parseLine(rest)
	return inner.kind === 'table' ? { ...inner, when } : { kind: 'p', text: rest, when }
}

export type TemplateFault = {
	readonly language: Language3
	readonly fault: 'empty' | 'unknown' | 'missing' | 'condition' | 'table' | 'args' | 'brackets' | 'differs' | 'word'
	readonly what: string
}

/** A penalty is a contractual deduction and never this (domain 2.1). */
const FORBIDDEN = '罚款'

/**
 * What keeps a template from being published: placeholders and conditions outside the closed list, required ones that
 * are missing, a missing table, open brackets, languages that do not say the same.
 */
export function templateFaults(kind: DocumentKind, body: TemplateBody): TemplateFault[] {
	const first = signature(body.texts['zh-Hans'].text)
	return LANGUAGES3.flatMap((language) => {
		const faults = textFaults(kind, body.texts[language]).map((fault) => ({ language, ...fault }))
		const own = signature(body.texts[language].text)
		return own === first ? faults : [...faults, { language, fault: 'differs' as const, what: own }]
	})
}

function textFaults(kind: DocumentKind, { title, text }: TemplateText): Omit<TemplateFault, 'language'>[] {
	const rules = TEMPLATE_RULES[kind]
	const lines = parseTemplate(text)
	const used = new Set(names(text))
	const conditions = lines.flatMap((line) => ('when' in line && line.when ? [line.when.name] : []))
	const tables = lines.flatMap((line) => (line.kind === 'table' ? [line.table] : []))
	const out: Omit<TemplateFault, 'language'>[] = []
	if (title.trim() === '' || lines.length === 0) out.push({ fault: 'empty', what: '' })
	if (names(title).length > 0) out.push({ fault: 'unknown', what: names(title).join(', ') })
	for (const name of used) if (!rules.placeholders.includes(name)) out.push({ fault: 'unknown', what: name })
	for (const name of rules.required) if (!used.has(name)) out.push({ fault: 'missing', what: name })
	for (const name of conditions) if (!rules.conditions.includes(name)) out.push({ fault: 'condition', what: name })
	if (tables.some((table) => table !== rules.table)) out.push({ fault: 'table', what: tables.join(', ') })
	if (rules.table !== null && !tables.includes(rules.table)) out.push({ fault: 'table', what: rules.table })
	if (rules.args !== lines.some((line) => line.kind === 'each')) out.push({ fault: 'args', what: '[*args]' })
	const rest = text.replace(PLACEHOLDER, '')
	if (/\{\{|\}\}/.test(rest) || lines.some((line) => line.kind === 'p' && /^\[/.test(line.text)))
		out.push({ fault: 'brackets', what: (/\{\{|\}\}|\[/.exec(rest) ?? [''])[0] })
	if (`${title}${text}`.includes(FORBIDDEN)) out.push({ fault: 'word', what: FORBIDDEN })
	return out
}

/** What the languages must share: the order of blocks with their conditions, and the placeholders of each. */
function signature(text: string): string {
	return parseTemplate(text)
		.map((line) => {
			const said = line.kind === 'table' ? line.total : line.text
			const when = 'when' in line && line.when ? `${line.when.not ? '-' : '?'}${line.when.name}` : ''
			return `${line.kind}${when}(${[...new Set(names(said))].sort().join(' ')})`
		})
		.join(' ')
}

/** Fills a text: values go in as they are, '**…**' of the template (never of a value) is bold. */
export function fillSpans(text: string, values: Readonly<Record<string, string>>): Span[] {
	return text
		.split('**')
		.map((piece, i): Span => {
			const filled = piece.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '')
			return i % 2 === 1 ? { text: filled, b: true } : { text: filled }
		})
		.filter((span) => span.text !== '')
}

export function fillText(text: string, values: Readonly<Record<string, string>>): string {
	return fillSpans(text, values)
		.map((span) => span.text)
		.join('')
}

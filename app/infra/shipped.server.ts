import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentKind } from '#app/domain/notice/kinds.ts'
import type { TemplateBody } from '#app/domain/notice/template.ts'
import type { Language3 } from '#app/domain/notice/text.ts'
import type { LocalDate } from '#app/domain/time.ts'

export type Shipped = {
	readonly kind: 'taxonomy' | 'sheet' | 'rulebook' | 'calendar'
	readonly code: string
	readonly version: number
	readonly effectiveFrom: LocalDate
	readonly body: string
	readonly sha256: string
}

const FILES = [
	{ kind: 'taxonomy', file: 'violation-types.json', code: 'VT', version: 1, effectiveFrom: '2025-01-01' },
	{ kind: 'sheet', file: 'inspection-sheet.json', code: 'STD-25', version: 1, effectiveFrom: '2025-01-01' },
	{ kind: 'rulebook', file: 'rulebook-2026.json', code: 'RB-2026', version: 1, effectiveFrom: '2026-01-01' },
	{ kind: 'calendar', file: 'calendar-cn.json', code: 'CN', version: 1, effectiveFrom: '2025-01-01' },
] as const

/** The reference data that comes with the product: files of seeds/reference, read beside the running program. */
export function shippedReference(root = process.cwd()): Shipped[] {
	return FILES.map(({ file, ...rest }) => {
		const body = JSON.stringify(JSON.parse(readFileSync(join(root, 'seeds', 'reference', file), 'utf8')))
		return { ...rest, body, sha256: createHash('sha256').update(body).digest('hex') }
	})
}

type ShippedText = { readonly title: string; readonly text: readonly string[] }
const templates = new Map<string, Readonly<Record<DocumentKind, TemplateBody>>>()

/** The wording of every kind of document that comes with the product; read once. */
export function shippedTemplates(root = process.cwd()): Readonly<Record<DocumentKind, TemplateBody>> {
	const known = templates.get(root)
	if (known) return known
	const file = join(root, 'seeds', 'reference', 'notice-templates.json')
	// The file is our own; a test proves that every kind is there and publishable.
	const raw = JSON.parse(readFileSync(file, 'utf8')) as Record<DocumentKind, Record<Language3, ShippedText>>
	const joined = ({ title, text }: ShippedText) => ({ title, text: text.join('\n') })
	const bodyOf = (kind: DocumentKind): TemplateBody => ({
		v: 1,
		texts: {
			'zh-Hans': joined(raw[kind]['zh-Hans']),
			'zh-Hant': joined(raw[kind]['zh-Hant']),
			en: joined(raw[kind].en),
		},
	})
	const made = {
		'pre-notice': bodyOf('pre-notice'),
		decision: bodyOf('decision'),
		'review-decision': bodyOf('review-decision'),
		education: bodyOf('education'),
		withdrawal: bodyOf('withdrawal'),
		revocation: bodyOf('revocation'),
		'reminder-letter': bodyOf('reminder-letter'),
		'settlement-statement': bodyOf('settlement-statement'),
		'chase-notice': bodyOf('chase-notice'),
	}
	templates.set(root, made)
	return made
}

import { useTranslation } from 'react-i18next'
import type { Change } from '#app/domain/audit/changes.ts'
import { type Instant, isLocalDate, type LocalDate, parseMoment } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'

function isInstant(text: string): text is Instant {
	return text.endsWith('Z') && parseMoment(text) !== null
}

export type AuditWords = {
	/** The sentence of an event. */
	readonly sentence: (kind: string, params: Readonly<Record<string, string | number>>) => string
	readonly subject: (kind: string) => string
	/** The label of a column; a column without one keeps its own name. */
	readonly field: (name: string) => string
	/** A stored value as a person reads it. */
	readonly value: (change: Pick<Change, 'field'>, value: unknown, subjectKind: string) => string
	/** The word for a state of a subject, or the stored one. */
	readonly state: (subjectKind: string, state: string) => string
}

/** The log names the person in a column of its own; what an old event does not tell is left out. */
function withoutBlanks(sentence: string): string {
	return sentence
		.replace(/\{\{\w+\}\}/g, '')
		.replace(/（\s*）|\(\s*\)/g, '')
		.replace(/\s+/g, ' ')
		.trim()
}

/** Words for what the log holds: names of columns, states, moments, money. */
export function useAuditWords(today?: LocalDate): AuditWords {
	const { i18n } = useTranslation()
	const t = useT()
	const dynamic = useDynamicT()
	const formats = useFormats()
	const first = (keys: readonly string[], otherwise: string) => {
		const key = keys.find((one) => i18n.exists(one))
		return key ? dynamic(key) : otherwise
	}
	const state = (kind: string, text: string) => first([`state.${kind}.${text}`, `${kind}.state.${text}`], text)
	const text = (value: unknown): string => {
		if (value === null || value === undefined || value === '') return t('audit.nothing')
		if (typeof value === 'string') {
			if (isInstant(value)) return formats.moment(value, today)
			return isLocalDate(value) ? formats.day(value, today) : value
		}
		if (typeof value === 'number' || typeof value === 'boolean') return String(value)
		if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(' · ')
		return JSON.stringify(value)
	}
	return {
		sentence: (kind, params) => first([`event.${kind}`], '') && withoutBlanks(dynamic(`event.${kind}`, params)),
		subject: (kind) => first([`audit.kind.${kind}`], kind),
		field: (name) => first([`audit.field.${name}`, `audit.field.${name.split('.').at(-1) ?? name}`], name),
		state,
		value: ({ field }, value, kind) => {
			if (typeof value === 'number' && /(_fen|Fen)$/.test(field)) return formats.money(value)
			if (typeof value === 'string' && field === 'state') return state(kind, value)
			return text(value)
		},
	}
}

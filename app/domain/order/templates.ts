import type { LocalDate } from '../time.ts'
import { defaultUrgency, type OrderSource, refRuleOf, type SourceSeverity } from './sources.ts'
import { TEXTS_FROM_USERS, type TemplateText } from './template-texts.ts'
import { TEXTS_FROM_OUTSIDE } from './template-texts-more.ts'
import type { Urgency } from './urgency.ts'
import { WANTED_TEXTS, type WantedCode, type Words3 } from './wanted.ts'

/** What is known when an order is begun; whatever is not known is left out of the texts. */
export type TemplateFacts = {
	/** An outlet, a dealer or an area, as people say it. */
	readonly place?: string | undefined
	/** The problem in a few words: '增值业务未经同意开通'. */
	readonly issue?: string | undefined
	/** Number at the source; for a cluster the numbers of the complaints. */
	readonly ref?: string | undefined
	/** Day of the call, the opinion, the finding or the complaint. */
	readonly on?: LocalDate | undefined
	/** Complaints of a cluster, and the days in which they came. */
	readonly count?: number | undefined
	readonly days?: number | undefined
	/** Satisfaction as it was measured, '94.60'. */
	readonly percent?: string | undefined
	/** What it must be above, '95.00' (the policy's). */
	readonly goal?: string | undefined
	readonly severity?: SourceSeverity | undefined
}

export type WantedItem = { readonly code: WantedCode; readonly text: Words3 }

export type OrderTemplate = {
	readonly title: Words3
	/** Sentences, one a line. */
	readonly matter: Words3
	/** Evidence that the feedback is to bring. */
	readonly wanted: readonly WantedItem[]
	readonly urgency: Urgency
	/** Whether the source numbers its papers, and how. */
	readonly ref: ReturnType<typeof refRuleOf>
}

const TEXTS: Readonly<Record<OrderSource, TemplateText>> = { ...TEXTS_FROM_USERS, ...TEXTS_FROM_OUTSIDE }
const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const
const TITLE_MAX = 80

type Known = ReadonlyMap<string, string>

/** Facts in place of their names; null where one is not known. A part in brackets is left out by itself. */
function filled(text: string, known: Known): string | null {
	const parts = text.replace(/\[([^\]]*)\]/g, (_, part: string) => filled(part, known) ?? '')
	let whole = true
	const out = parts.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = known.get(name)
		if (value === undefined) whole = false
		return value ?? ''
	})
	return whole ? out : null
}

function words(make: (language: keyof Words3) => string): Words3 {
	const [hans, hant, en] = LANGUAGES.map(make)
	return { 'zh-Hans': hans ?? '', 'zh-Hant': hant ?? '', en: en ?? '' }
}

/**
 * The draft that a source proposes (domain 5.5): title, matter, evidence wanted, level and the rule of its numbers, in
 * three languages. Facts are taken as they are; a sentence that lacks one is left out, so nothing is invented.
 */
export function orderTemplate(source: OrderSource, facts: TemplateFacts = {}): OrderTemplate {
	const text = TEXTS[source]
	const given = Object.entries(facts).flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [[name, String(value)] as const],
	)
	const known: Known = new Map(given)
	// A title without its problem is a beginning that the drafter ends.
	const titled: Known = new Map([['issue', ''], ...known])
	return {
		title: words((language) =>
			(filled(text.title[language], titled) ?? '').replace(/[：:，,\s]+$/, '').slice(0, TITLE_MAX),
		),
		matter: words((language) =>
			text.matter
				.map((sentence) => filled(sentence[language], known))
				.filter((sentence) => sentence !== null)
				.join('\n'),
		),
		wanted: text.wanted.map((code) => ({ code, text: WANTED_TEXTS[code] })),
		urgency: defaultUrgency(source, facts.severity),
		ref: refRuleOf(source),
	}
}

/** The code of a piece of evidence that was taken over from a template in any language; null for own words. */
export function wantedCodeOf(text: string): WantedCode | null {
	const found = Object.entries(WANTED_TEXTS).find(([, texts]) => Object.values<string>(texts).includes(text.trim()))
	const code = found?.[0]
	return code !== undefined && isWantedCode(code) ? code : null
}

export function isWantedCode(code: string): code is WantedCode {
	return code in WANTED_TEXTS
}

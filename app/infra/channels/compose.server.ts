import { cutToBytes, fitLines } from '#app/domain/delivery/bytes.ts'
import { linkOf } from '#app/domain/delivery/link.ts'
import type { NoticeText } from '#app/domain/notice/text.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { translator } from '#app/i18n/create.ts'
import { formatsOf } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { noticeText } from '#app/i18n/notice-text.ts'
import { paths } from '#app/paths.ts'
import { escapeHtml, link, mailDocument, paragraph } from './html.ts'
import { textHtml, textPlain } from './notice-part.ts'

/** One message of an envelope, with what its subject adds. */
export type Told = {
	readonly kind: string
	readonly params: Readonly<Record<string, string | number>>
	readonly subjectKind: string
	readonly subjectId: string
	/** Who has to act: a person, a department, an agent. Digests are grouped by it. */
	readonly whose: string
	/** Only the number leaves the house. */
	readonly confidential: boolean
	/** The document that the message brings, worded. */
	readonly document: NoticeText | null
}

export type Letter = {
	readonly language: Language
	readonly name: string
	readonly dealer: boolean
	readonly items: readonly Told[]
	readonly today: LocalDate
	readonly origin: string
	readonly legal: boolean
}

export type Composed = { readonly subject: string; readonly text: string; readonly html: string }

const SUBJECT_BYTES = 180

/** One line without control characters: a header ends at a line's end. */
function headerText(text: string): string {
	return cutToBytes(text.replace(/\p{Cc}+/gu, ' ').trim(), SUBJECT_BYTES)
}

type Line = { readonly text: string; readonly to: string | null; readonly whose: string }

function wordsOf(language: Language) {
	const i18n = i18nOf(language)
	return {
		t: translator(i18n),
		say: (key: string, params?: Readonly<Record<string, string | number>>) => i18n.t(key, params ?? {}),
		formats: formatsOf(language),
	}
}

/** The sentence of each message; of what is confidential nothing but the number. */
function linesOf(letter: Pick<Letter, 'language' | 'items' | 'today' | 'origin' | 'dealer'>): Line[] {
	const { t, say, formats } = wordsOf(letter.language)
	return letter.items.map((item) => {
		const hidden = { title: t('delivery.confidential'), reason: t('delivery.confidential') }
		const params = item.confidential ? { ...item.params, ...hidden } : item.params
		const to = linkOf(paths, item, letter.dealer)
		return {
			text: noticeText(say, formats, letter.today, { kind: item.kind, params }),
			to: to === null ? null : `${letter.origin}${to}`,
			whose: item.whose,
		}
	})
}

function groupsOf(lines: readonly Line[]): { whose: string; lines: Line[] }[] {
	const groups = new Map<string, Line[]>()
	for (const line of lines) groups.set(line.whose, [...(groups.get(line.whose) ?? []), line])
	return [...groups].map(([whose, own]) => ({ whose, lines: own }))
}

/** One mail: a message alone, or several grouped by whom they concern. Subject, plain text and HTML say the same. */
export function composeMail(letter: Letter): Composed {
	const lines = linesOf(letter)
	const [first] = lines
	const many = lines.length > 1
	const { t, formats } = wordsOf(letter.language)
	const told = many
		? t('delivery.digest', { count: lines.length, day: formats.longDay(letter.today) })
		: (first?.text ?? '')
	const subject = headerText(t('delivery.subject', { text: told }))
	const parts = many ? digestParts(letter, lines) : singleParts(letter, first)
	const foot = footOf(letter)
	const hello = t('delivery.hello', { name: letter.name })
	const body = [`<h1>${escapeHtml(told)}</h1>`, paragraph(hello), ...parts.html].join('\n')
	return {
		subject,
		text: `${[hello, '', ...parts.text, '', '--', ...foot.text].join('\n')}\n`,
		html: mailDocument(letter.language, subject, body, foot.html),
	}
}

type Parts = { readonly text: readonly string[]; readonly html: readonly string[] }

function singleParts(letter: Letter, line: Line | undefined): Parts {
	const { t } = wordsOf(letter.language)
	const document = letter.items[0]?.document ?? null
	const text = [line?.text ?? '']
	const html = [paragraph(line?.text ?? '')]
	if (line?.to) {
		text.push('', `${t('delivery.open')} ${line.to}`)
		html.push(`<p>${link(line.to, t('delivery.open'))}</p>`)
	}
	if (document) {
		text.push('', t('delivery.document'), '', ...textPlain(document))
		html.push(paragraph(t('delivery.document')), ...textHtml(document))
	}
	return { text, html }
}

function digestParts(letter: Letter, lines: readonly Line[]): Parts {
	const { t } = wordsOf(letter.language)
	const text: string[] = []
	const html: string[] = []
	for (const group of groupsOf(lines)) {
		const head =
			group.whose === '' ? t('delivery.own') : t('delivery.whose', { whose: group.whose, n: group.lines.length })
		if (text.length > 0) text.push('')
		text.push(head)
		for (const { text: line, to } of group.lines) text.push(`- ${line}`, ...(to ? [`  ${to}`] : []))
		const items = group.lines.map((line) => `<li>${line.to ? link(line.to, line.text) : escapeHtml(line.text)}</li>`)
		html.push(`<h2>${escapeHtml(head)}</h2>`, `<ul>\n${items.join('\n')}\n</ul>`)
	}
	return { text, html }
}

/** Why one got it, and where it is switched off; a legal notice says that it cannot be. */
function footOf(letter: Letter): { text: string[]; html: string } {
	const { t } = wordsOf(letter.language)
	const settings = `${letter.origin}${paths.noticeChoices()}`
	const why = t(letter.legal ? 'delivery.why.legal' : 'delivery.why')
	return {
		text: [why, ...(letter.legal ? [] : [`${t('delivery.choose')} ${settings}`])],
		html: [paragraph(why), ...(letter.legal ? [] : [`<p>${link(settings, t('delivery.choose'))}</p>`])].join('\n'),
	}
}

export type GroupLetter = {
	readonly language: Language
	readonly name: string
	readonly items: readonly Told[]
	readonly today: LocalDate
	readonly origin: string
	readonly maxBytes: number
}

/** A group's message: at most `maxBytes`, cut between lines or characters, with the number of what did not fit. */
export function composeGroup(letter: GroupLetter): string {
	const { t, formats } = wordsOf(letter.language)
	const lines = linesOf({ ...letter, dealer: false })
	const home = `${letter.origin}${paths.orders()}`
	const [only] = lines
	if (lines.length === 1 && only)
		return cutToBytes(`${t('delivery.subject', { text: only.text })}\n${only.to ?? home}`, letter.maxBytes)
	const head = t('delivery.group', { name: letter.name, count: lines.length, day: formats.longDay(letter.today) })
	const shown = groupsOf(lines).flatMap(({ whose, lines: own }) => [
		...(whose === '' ? [] : [t('delivery.whose', { whose, n: own.length })]),
		...own.map(({ text }) => `- ${text}`),
	])
	return fitLines(head, shown, home, letter.maxBytes, (left) => t('delivery.more', { n: left }))
}

/** What a robot says when an administrator tries it out. */
export function composeTest(language: Language, name: string): string {
	return wordsOf(language).t('delivery.test', { name })
}

/** The mail that proves that an address is the person's own. */
export function composeConfirmation(language: Language, name: string, url: string, hours: number): Composed {
	const { t } = wordsOf(language)
	const subject = t('delivery.subject', { text: t('delivery.confirm.title') })
	const lead = t('delivery.confirm.lead', { name, hours })
	const foot = t('delivery.confirm.foot')
	const body = [
		`<h1>${escapeHtml(t('delivery.confirm.title'))}</h1>`,
		paragraph(lead),
		`<p>${link(url, t('delivery.confirm.do'))}</p>`,
	]
	return {
		subject,
		text: `${[lead, '', `${t('delivery.confirm.do')} ${url}`, '', '--', foot].join('\n')}\n`,
		html: mailDocument(language, subject, body.join('\n'), paragraph(foot)),
	}
}

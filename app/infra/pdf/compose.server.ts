import { amountInWords } from '#app/domain/amount-words.ts'
import type { ServedHow } from '#app/domain/notice/kinds.ts'
import type { LetterBody, StatementRow } from '#app/domain/notice/letter-body.ts'
import type { ChaseNoticeBody } from '#app/domain/notice/order-body.ts'
import {
	fillSpans,
	fillText,
	parseTemplate,
	type TemplateBody,
	type TemplateLine,
} from '#app/domain/notice/template.ts'
import {
	LANGUAGES3,
	type Language3,
	type NoticeText,
	type NoticeTexts,
	type ReceiptLine,
	type TextBlock,
} from '#app/domain/notice/text.ts'
import { LIMITS, type NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { translator } from '#app/i18n/create.ts'
import { type Formats, formatsOf } from '#app/i18n/format.ts'
import { type Words, workingRow } from '#app/i18n/working-row.ts'

/** What a dealer is sent. */
export type DealerBody = NoticeBody | LetterBody
export type AnyBody = DealerBody | ChaseNoticeBody
type Values = Readonly<Record<string, string>>
type Flags = Readonly<Record<string, boolean>>
type Table = (total: string) => TextBlock
type Parts = { readonly values: Values; readonly flags: Flags; readonly table: Table; readonly args: readonly Values[] }

const isLetter = (body: DealerBody): body is LetterBody => 'said' in body
const isChase = (body: AnyBody): body is ChaseNoticeBody => body.kind === 'chase-notice'

/** The wording of a document in one language: its template filled with what the body says. Pure but for the words. */
export function composeText(body: AnyBody, template: TemplateBody, language: Language3): NoticeText {
	const instance = i18nOf(language)
	const words: Words = {
		t: translator(instance),
		word: (key, params) => instance.t(key, params ?? {}),
		formats: formatsOf(language),
	}
	const parts = isChase(body)
		? chaseParts(body, words)
		: isLetter(body)
			? letterParts(body, words, language)
			: caseParts(body, words, language)
	const { title, text } = template.texts[language]
	return {
		title,
		caseNo: caseNoOf(body, words),
		to: recipientOf(body, words),
		blocks: parseTemplate(text).flatMap((line) => blocksOf(line, parts)),
		contact: words.t('notice.contact', { name: body.contact }),
		issued: documentDay(words.formats, language, body.issuedOn),
	}
}

function caseNoOf(body: AnyBody, { t }: Words): string | null {
	if (isChase(body)) return t('notice.order-no', { number: body.order.number })
	return body.caseNumber === null ? null : t('notice.case', { number: body.caseNumber })
}

function recipientOf(body: AnyBody, { t }: Words): string {
	if (isChase(body))
		return t('notice.to.plain', { name: [body.to.department, body.to.head].filter((part) => part !== null).join(' ') })
	const { name, creditCode } = body.dealer
	return creditCode ? t('notice.to', { name, code: creditCode }) : t('notice.to.plain', { name })
}

export function composeTexts(body: AnyBody, template: TemplateBody): NoticeTexts {
	const [hans, hant, en] = LANGUAGES3.map((language) => composeText(body, template, language))
	if (!hans || !hant || !en) throw new Error('A document has three languages')
	return { 'zh-Hans': hans, 'zh-Hant': hant, en }
}

function blocksOf(line: TemplateLine, parts: Parts): TextBlock[] {
	if ('when' in line && line.when && (parts.flags[line.when.name] ?? false) === line.when.not) return []
	switch (line.kind) {
		case 'h':
			return [{ kind: 'h', text: fillText(line.text, parts.values) }]
		case 'p':
			return [{ kind: 'p', spans: fillSpans(line.text, parts.values) }]
		case 'each':
			return parts.args.map((own) => ({ kind: 'p', spans: fillSpans(line.text, { ...parts.values, ...own }) }))
		case 'table':
			return [parts.table(fillText(line.total, parts.values))]
	}
}

/** '2026年11月16日': documents name the weekday only of a last day. */
function documentDay(formats: Formats, language: Language3, date: LocalDate): string {
	const full = formats.fullDay(date)
	return language === 'en' ? full : (full.split(' ')[0] ?? date)
}

/** The sentence closed, whether its writer closed it or not. */
function closed(text: string, language: Language3): string {
	const own = text.trim()
	if (own === '' || /[。．.!?！？”"]$/.test(own)) return own
	return `${own}${language === 'en' ? '.' : '。'}`
}

const two = (n: number) => String(n).padStart(2, '0')

function caseParts(body: NoticeBody, words: Words, language: Language3): Parts {
	const { formats } = words
	const minute = body.occurredAtMinute
	const clock = minute === null ? '' : ` ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
	const agreement = body.clause.agreementFrom
	const outcome = body.review?.outcome ?? (body.kind === 'review-decision' ? 'UPHELD' : '')
	return {
		values: {
			when: `${documentDay(formats, language, body.occurredOn)}${clock}`,
			outlet: body.outlet.name,
			facts: closed(body.facts, language),
			evidence: String(body.evidence.length),
			clause: body.clause.code,
			clauseName: body.clause.names[language],
			rulebook: body.clause.rulebook,
			agreement: agreement === null ? '' : documentDay(formats, language, agreement),
			articles: formats.list(body.rights.map(String)),
			amount: formats.money(body.amountFen),
			told: formats.money(body.toldFen),
			words: amountInWords(body.amountFen),
			points: String(body.points),
			reason: closed(body.reason, language),
			defence: String(body.limits.defence),
			extension: String(body.limits.extension),
			review: String(body.limits.review),
			reviewDays: String(body.reviewClock?.days ?? LIMITS.reviewDecision),
			reviewMore: String(body.reviewClock?.extension ?? 0),
			contact: body.contact,
			earlyAmount: formats.money(body.early?.fen ?? 0),
			earlyPercent: String(body.early?.percent ?? 0),
		},
		flags: {
			early: body.early !== undefined,
			agreement: agreement !== null,
			articles: body.rights.length > 0,
			lower: body.amountFen < body.toldFen,
			[outcome]: true,
			stands: outcome === 'UPHELD' || outcome === 'VARIED',
			byDefault: body.review?.byDefault ?? false,
			moreTime: (body.reviewClock?.extension ?? 0) > 0,
			silenceRevokes: body.reviewClock?.outcome === 'REVOKED',
			silenceHalves: body.reviewClock?.outcome === 'HALVED',
		},
		table: (total) => workingTable(body, words, total),
		args: body.args.map((one) => ({
			no: String(one.no),
			text: closed(one.text, language),
			answer: closed(one.answer, language),
		})),
	}
}

/** The arithmetic line by line, each with the clause it rests on. */
function workingTable(body: NoticeBody, words: Words, total: string): TextBlock {
	const { t, formats } = words
	const share = body.working.find((line) => line.kind === 'share')
	const told = { ...body, shareReason: body.shareReason || t('notice.share', { percent: share?.percent ?? 100 }) }
	const rows = body.working.flatMap((line) => {
		const row = workingRow(told, words, line)
		if (!row) return []
		return [[row.step, row.op ?? '', row.why ?? '', row.result]]
	})
	return {
		kind: 'table',
		caption: t('notice.table'),
		head: [t('ui.sum.step'), t('ui.sum.op'), t('ui.sum.why'), t('ui.sum.result')],
		figuresFrom: 3,
		rows,
		total: { label: total, values: [formats.money(body.amountFen)] },
	}
}

function chaseParts(body: ChaseNoticeBody, { t, formats }: Words): Parts {
	const { order, to } = body
	return {
		values: {
			department: to.department,
			head: to.head ?? '',
			order: order.number,
			title: order.title,
			urgency: t(`order.urgency.${order.urgency}`),
			due: formats.fullDay(order.dueOn),
			statutory: order.statutoryOn === null ? '' : formats.fullDay(order.statutoryOn),
			extensions: String(order.extensions),
			chases: String(order.chases),
			issuer: body.copyTo,
		},
		flags: {
			head: to.head !== null,
			statutory: order.statutoryOn !== null,
			extended: order.extensions > 0,
			chased: order.chases > 0,
		},
		table: () => ({ kind: 'h', text: '' }),
		args: [],
	}
}

function letterParts(body: LetterBody, words: Words, language: Language3): Parts {
	const { formats } = words
	const { said } = body
	const rows = said.rows ?? []
	const claimed = rows.reduce((sum, row) => sum + row.claimedFen, 0)
	const day = (date: LocalDate | undefined) => (date === undefined ? '' : formats.fullDay(date))
	return {
		values: {
			outlet: body.outlet?.name ?? '',
			reason: closed(said.reason ?? '', language),
			points: String(said.points ?? ''),
			threshold: String(said.threshold ?? ''),
			cases: formats.list(said.cases ?? []),
			until: day(said.until),
			period: body.period ?? '',
			commission: formats.money(said.commissionFen ?? 0),
			paid: formats.money(said.paidOutFen ?? 0),
			claimed: formats.money(claimed),
			words: amountInWords(claimed),
			contact: body.contact,
		},
		flags: {
			outlet: body.outlet !== null,
			points: said.points !== undefined,
			threshold: said.threshold !== undefined,
			cases: (said.cases ?? []).length > 0,
			until: said.until !== undefined,
			commission: said.commissionFen !== undefined,
			rows: rows.length > 0,
		},
		table: (total) => statementTable(rows, words, total),
		args: [],
	}
}

function statementTable(rows: readonly StatementRow[], { t, formats }: Words, total: string): TextBlock {
	const money = (row: StatementRow) => [row.claimedFen, row.commissionFen, row.depositFen, row.invoicedFen]
	const sums = [0, 1, 2, 3].map((i) => rows.reduce((sum, row) => sum + (money(row)[i] ?? 0), 0))
	return {
		kind: 'table',
		caption: t('notice.statement'),
		head: [
			t('notice.statement.claim'),
			t('notice.statement.claimed'),
			t('notice.statement.commission'),
			t('notice.statement.deposit'),
			t('notice.statement.invoiced'),
		],
		figuresFrom: 1,
		rows: rows.map((row) => [
			`${t(`notice.stream.${row.stream}`)} ${row.number}`,
			...money(row).map((fen) => formats.ledger(fen)),
		]),
		total: { label: total, values: sums.map((fen) => formats.ledger(fen)) },
	}
}

export type Service = {
	readonly servedAt: Instant
	readonly how: ServedHow
	/** Who opened or received it, or witnessed the refusal. */
	readonly person: string
	readonly window: { readonly kind: string; readonly dueOn: LocalDate; readonly provisional: boolean } | null
}

/** The receipt of service as it stands on a copy: how it was served, and until when the window runs. */
export function receiptOf(service: Service, language: Language3): ReceiptLine[] {
	const instance = i18nOf(language)
	const t = translator(instance)
	const formats = formatsOf(language)
	const day = formats.fullDay(localDateOf(service.servedAt))
	const values = { day, time: formats.clock(service.servedAt), name: service.person }
	const { window } = service
	return [
		{ label: t('notice.receipt'), value: t(`notice.served.${service.how}`, values) },
		...(window
			? [
					{
						label: instance.t(`notice.window.${window.kind}`),
						value: `${t('notice.window.until', { day: formats.fullDay(window.dueOn) })}${
							window.provisional ? ` ${t('ui.provisional')}` : ''
						}`,
						strong: true as const,
					},
				]
			: []),
	]
}

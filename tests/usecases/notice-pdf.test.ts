import { getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { amountInWords } from '#app/domain/amount-words.ts'
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/notice/kinds.ts'
import type { LetterBody } from '#app/domain/notice/letter-body.ts'
import type { ChaseNoticeBody } from '#app/domain/notice/order-body.ts'
import { templateFaults } from '#app/domain/notice/template.ts'
import { LANGUAGES3, type Language3, type TextBlock } from '#app/domain/notice/text.ts'
import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { type AnyBody, composeText } from '#app/infra/pdf/compose.server.ts'
import { renderPdf } from '#app/infra/pdf/render.server.ts'
import { shippedTemplates } from '#app/infra/shipped.server.ts'
import { toHant } from '#seeds/zh-hant.ts'

/** 𠮷 is in the Japanese font alone, 䶮 in the simplified one alone; 𪜀 is in none. */
const RARE = '𠮷䶮堃喆镕㵪'
const NOWHERE = '𪜀'
const DEALER = `江州市${RARE}通讯设备销售服务有限责任公司望江路第一分公司（${NOWHERE}先生独资）`
const AMOUNT = 123_456_700

const subtotal = { subtotalFen: AMOUNT, subtotalYuan: '1234567.00' }
const CASE: Omit<NoticeBody, 'kind'> = {
	v: 1,
	number: '江渠罚告〔2026〕0142号',
	caseNumber: 'CF-2026-0142',
	branch: '示例通信江州市分公司',
	dealer: { name: DEALER, creditCode: '91990000MA00000X1K' },
	outlet: { code: 'X', name: `恒信通讯${RARE}望江路专营店` },
	issuedOn: '2026-11-16',
	occurredOn: '2026-11-05',
	occurredAtMinute: 614,
	facts: '门店入口右侧张贴“老人凭身份证免费领手机”海报 1 张，店内摆放同内容易拉宝 1 个，均无广告审批号。',
	clause: {
		code: 'A03',
		names: { 'zh-Hans': '广告物料须取得审批号', 'zh-Hant': '廣告物料須取得審批號', en: 'Approved material only' },
		rulebook: 'RB-2026',
		agreementFrom: '2026-07-06',
	},
	severity: 'L2',
	units: 2,
	unit: 'item',
	rights: [8, 20],
	working: [
		{ kind: 'base', clause: 'RB-2026 §levels.L2', baseFen: 50_000, overridden: false, ...subtotal },
		{ kind: 'units', clause: 'RB-2026 §levels.L2', units: 2, ...subtotal },
		{ kind: 'cap', clause: 'RB-2026 §levels.L2.cap', capFen: 500_000, capped: false, ...subtotal },
	],
	factors: [],
	shareReason: '',
	priors: [],
	toldFen: AMOUNT,
	amountFen: AMOUNT,
	points: 5,
	evidence: [],
	args: [{ no: 1, text: '物料由厂家派送，非我店张贴', answer: '查监控系店员张贴，不予采纳' }],
	reason: '事实清楚，证据充分',
	review: null,
	limits: { defence: 5, extension: 3, review: 10 },
	contact: `周${RARE}`,
}
const LETTER: Omit<LetterBody, 'kind'> = {
	v: 1,
	number: '江渠结〔2026〕0007号',
	caseNumber: null,
	branch: CASE.branch,
	dealer: CASE.dealer,
	outlet: null,
	issuedOn: '2026-12-03',
	period: '2026-11',
	said: {
		reason: '累计记分达到提醒线',
		points: 6,
		threshold: 6,
		cases: ['CF-2026-0142'],
		until: '2027-03-01',
		rows: Array.from({ length: 45 }, (_, i) => ({
			stream: 'penalty' as const,
			number: `CF-2026-${i}`,
			claimedFen: 2_743_482,
			commissionFen: 1_000_000,
			depositFen: 1_743_482,
			invoicedFen: 0,
		})),
		commissionFen: 500_000,
		paidOutFen: 0,
	},
	contact: CASE.contact,
}

const CHASE: ChaseNoticeBody = {
	v: 1,
	kind: 'chase-notice',
	number: '江服催〔2026〕0003号',
	branch: CASE.branch,
	issuedOn: '2026-11-16',
	to: { department: DEALER, head: `周${RARE}` },
	order: {
		number: 'DB-2026-0137',
		title: '望江区 5 家网点增值业务办理凭证缺失',
		urgency: 'URGENT',
		dueOn: '2026-11-13',
		statutoryOn: '2026-11-20',
		extensions: 2,
		chases: 3,
	},
	copyTo: '何处长',
	contact: `周${RARE}`,
}

function bodyOf(kind: DocumentKind): AnyBody {
	if (kind === 'chase-notice') return CHASE
	if (kind === 'reminder-letter') return { ...LETTER, kind, number: '江渠函〔2026〕0003号', period: null }
	if (kind === 'settlement-statement') return { ...LETTER, kind }
	return { ...CASE, kind, review: kind === 'review-decision' ? { outcome: 'UPHELD' } : null }
}

async function make(kind: DocumentKind, language: Language3, issued = true) {
	const body = bodyOf(kind)
	const text = composeText(body, shippedTemplates()[kind], language)
	const bytes = await renderPdf({
		text,
		facts: {
			kind,
			branch: body.branch,
			number: body.number,
			issuedOn: body.issuedOn,
			sha256: '9c4177e0a2d5'.padEnd(64, '0'),
			checkCode: '7F3A-91C2-0E55',
			verifyUrl: 'https://fangxin.example/verify/7F3A-91C2-0E55',
			issued,
		},
		language,
		at: '2026-11-16T02:00:00.000Z',
		sample: false,
		copy:
			kind === 'pre-notice'
				? {
						n: 2,
						at: '2026-11-17T02:26:00.000Z',
						receipt: [{ label: '申辩期届满', value: '2026年11月24日 周二 24:00' }],
					}
				: null,
	})
	return { bytes, text }
}

/** Text without the spaces that line ends put in, pages, fonts as the file declares them, and glyphs drawn. */
async function look(bytes: Buffer) {
	const pdf = await getDocumentProxy(new Uint8Array(bytes))
	let text = ''
	let [glyphs, notdef] = [0, 0]
	const fonts = new Set<{ name: string; missingFile: boolean }>()
	for (let n = 1; n <= pdf.numPages; n++) {
		const page = await pdf.getPage(n)
		const content = await page.getTextContent()
		text += content.items.map((item) => ('str' in item ? item.str : '')).join('')
		const ops = await page.getOperatorList()
		for (const args of ops.argsArray)
			for (const glyph of Array.isArray(args?.[0]) ? args[0] : [])
				if (typeof glyph === 'object' && glyph && 'originalCharCode' in glyph) {
					glyphs += 1
					if (glyph.originalCharCode === 0) notdef += 1
				}
		for (const item of content.items) {
			if (!('fontName' in item)) continue
			const font = page.commonObjs.has(item.fontName) ? page.commonObjs.get(item.fontName) : null
			if (font) fonts.add({ name: String(font.name), missingFile: Boolean(font.missingFile) })
		}
	}
	const marked = (await pdf.getMarkInfo())?.Marked
	const { info } = await pdf.getMetadata()
	return { text, pages: pdf.numPages, glyphs, notdef, fonts: [...fonts], marked, info: JSON.stringify(info) }
}

const tight = (text: string) => text.replace(/\s/g, '')
const saidBy = (block: TextBlock): string => {
	if (block.kind === 'h') return block.text
	if (block.kind === 'p') return block.spans.map((span) => span.text).join('')
	return [...block.head, ...block.rows.flat(), block.total?.label ?? '', ...(block.total?.values ?? [])].join('')
}
/** As it is drawn: a character that no font has stands as its code point. */
const drawn = (text: string) => tight(text).replaceAll(NOWHERE, '〔U+2A700〕')

describe('every kind of document in three languages', () => {
	test.each(DOCUMENT_KINDS.flatMap((kind) => LANGUAGES3.map((language) => [kind, language] as const)))(
		'%s in %s: text, fonts, glyphs, tags, the same bytes twice',
		async (kind, language) => {
			const { bytes, text } = await make(kind, language)
			const seen = await look(bytes)
			const said = tight(seen.text)
			expect(said).toContain(tight(bodyOf(kind).number))
			for (const block of text.blocks) expect(said).toContain(drawn(saidBy(block)).slice(0, 24))
			expect(said).toContain(drawn(DEALER).slice(0, 16))
			expect(said).toContain('〔U+2A700〕')
			for (const char of RARE) expect(said).toContain(char)
			expect(said).toContain('7F3A-91C2-0E55')
			expect(seen.pages).toBeLessThanOrEqual(kind === 'settlement-statement' ? 3 : 1)
			expect(seen.glyphs).toBeGreaterThan(200)
			expect(seen.notdef).toBe(0)
			expect(seen.fonts.length).toBeGreaterThan(0)
			expect(seen.fonts.filter((font) => font.missingFile || !/^[A-Z]{6}\+NotoSans/.test(font.name))).toEqual([])
			expect(seen.marked).toBe(true)
			expect(seen.info).not.toContain('周')
			expect(seen.info).not.toContain('通讯')
			if (language === 'zh-Hans') expect((await make(kind, language)).bytes.equals(bytes)).toBe(true)
		},
	)
})

test('what a dealer must find is in the text: amount in words, window, review, copy', async () => {
	const told = tight((await look((await make('pre-notice', 'zh-Hans')).bytes)).text)
	for (const part of [
		amountInWords(AMOUNT),
		'¥1,234,567',
		'5个工作日内',
		'申请复核',
		'2026年11月24日',
		'副本2',
		'第1页，共1页',
		'A03属L2一般（RB-2026',
		'不是行政处罚',
	])
		expect(told).toContain(part)
	const decided = tight((await look((await make('decision', 'zh-Hans')).bytes)).text)
	for (const part of [amountInWords(AMOUNT), '10个工作日内', '申请复核', '申辩1：', '答复：'])
		expect(decided).toContain(part)
	const statement = await look((await make('settlement-statement', 'zh-Hans')).bytes)
	expect(statement.pages).toBe(2)
	expect(tight(statement.text)).toContain('第2页，共2页')
	expect(tight(statement.text)).toContain(amountInWords(45 * 2_743_482))
})

test('an unissued sheet has the frame and no date', async () => {
	const draft = await make('withdrawal', 'en', false)
	expect((await look(draft.bytes)).text).not.toContain(draft.text.issued)
	expect((await look((await make('withdrawal', 'en')).bytes)).text).toContain('16 November 2026')
})

test('the wording that ships can be published, and its traditional text is the conversion', () => {
	for (const kind of DOCUMENT_KINDS) {
		const body = shippedTemplates()[kind]
		expect(templateFaults(kind, body), kind).toEqual([])
		expect(body.texts['zh-Hant'].text, kind).toBe(toHant(body.texts['zh-Hans'].text))
	}
})

import nodemailer from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { NOTICE_KINDS } from '#app/domain/case/events.ts'
import { byteLength } from '#app/domain/delivery/bytes.ts'
import type { NoticeText } from '#app/domain/notice/text.ts'
import { messagesOf } from '#app/i18n/all.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { ROBOT_BYTES, scrubbed } from './channels.ts'
import { composeConfirmation, composeGroup, composeMail, type Letter, type Told } from './compose.server.ts'
import { mailOptions } from './mail.server.ts'

const ORIGIN = 'https://fangxin.example'
const NAUGHTY = `<script>alert(1)</script> "'&\u0000\u0007<img src=http://x.invalid/a.png onerror=x>`

/** Parameters for every name that a sentence of this kind asks for. */
function paramsOf(kind: string): Record<string, string | number> {
	const texts = Object.entries(messagesOf('zh-Hans')).filter(([key]) => key.startsWith(`notice.${kind}`))
	const names = texts.flatMap(([, text]) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hit) => hit[1] ?? ''))
	return Object.fromEntries(
		names.map((name) => [name, /due|until|day|from/.test(name) ? '2026-11-20' : name === 'units' ? 3 : NAUGHTY]),
	)
}

const told = (kind: string, over: Partial<Told> = {}): Told => ({
	kind,
	params: paramsOf(kind),
	subjectKind: 'order',
	subjectId: 'o1',
	whose: '孙志远',
	confidential: false,
	document: null,
	...over,
})

const letter = (items: readonly Told[], over: Partial<Letter> = {}): Letter => ({
	language: 'zh-Hans',
	name: '周晓岚',
	dealer: false,
	items,
	today: '2026-11-09',
	origin: ORIGIN,
	legal: false,
	...over,
})

const VOID = new Set(['meta', 'br', 'img', 'link', 'input', 'hr'])

/** What is wrong with a document: tags that do not pair, things that a mail must not have. */
function faultsOf(html: string): string[] {
	const faults: string[] = []
	if (!html.startsWith('<!DOCTYPE html>')) faults.push('no doctype')
	const body = html.replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
	const open: string[] = []
	for (const [whole, slash, name = '', attributes = ''] of body
		.slice(15)
		.matchAll(/<(\/?)([a-zA-Z0-9]+)((?:\s[^<>]*)?)>/g)) {
		if (/^(script|img|iframe|object|embed|form|link|base)$/i.test(name)) faults.push(whole)
		if (/\s(style|on\w+|src|background)\s*=/i.test(attributes)) faults.push(whole)
		if (VOID.has(name)) continue
		if (slash === '') open.push(name)
		else if (open.pop() !== name) faults.push(`unpaired ${whole}`)
	}
	if (open.length > 0) faults.push(`left open: ${open.join()}`)
	const text = body.replace(/<\/?[a-zA-Z0-9]+(?:\s[^<>]*)?>/g, '').replace('<!DOCTYPE html>', '')
	if (/[<>]/.test(text)) faults.push('a bare bracket')
	if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) faults.push('a bare ampersand')
	for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g))
		if (!href.startsWith(`${ORIGIN}/`)) faults.push(`leads elsewhere: ${href}`)
	if (/url\(|@import/.test(html)) faults.push('fetches something')
	if (!html.includes('prefers-color-scheme: dark') || !html.includes('name="color-scheme"')) faults.push('no dark mode')
	for (const tag of ['<html lang=', '<title>', '<meta charset="utf-8">', '<h1>', '<main>'])
		if (!html.includes(tag)) faults.push(`no ${tag}`)
	return faults
}

const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })

async function read(mail: ReturnType<typeof composeMail>, language: string) {
	const options = mailOptions(
		{ ...mail, to: 'a@jz.example', messageId: '<1@fangxin.example>', language },
		'Fangxin <no-reply@fangxin.example>',
	)
	const sent = await transport.sendMail(options)
	const raw = Buffer.isBuffer(sent.message) ? sent.message : Buffer.alloc(0)
	return { raw: raw.toString('utf8'), mail: await PostalMime.parse(raw) }
}

describe.each(LANGUAGES)('every kind of notice reads well in %s', (language) => {
	test.each(NOTICE_KINDS.map((kind) => [kind]))('%s', async (kind) => {
		const composed = composeMail(letter([told(kind)], { language }))
		expect(faultsOf(composed.html)).toEqual([])
		for (const part of [composed.subject, composed.text, composed.html]) {
			expect(part).not.toContain('{{')
			expect(part).not.toContain(`notice.${kind}`)
		}
		expect(composed.subject).not.toMatch(/\p{Cc}/u)
		const { raw, mail } = await read(composed, language)
		// What the reader's program shows is what was meant.
		expect(mail.subject).toBe(composed.subject)
		expect(mail.text).toContain('周晓岚')
		expect(mail.html).toContain(`lang="${language}"`)
		expect(raw.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n\t]*$/)
	})

	test('a digest is grouped by whom it concerns and counts what it holds', async () => {
		const items = [
			told('order.overdue', { params: { number: 'DB-1', title: '甲', due: '2026-11-06' } }),
			told('order.overdue', { params: { number: 'DB-2', title: '乙', due: '2026-11-06' }, whose: '任芳' }),
			told('order.escalated', { params: { number: 'DB-3', title: '丙' } }),
		]
		const composed = composeMail(letter(items, { language }))
		expect(faultsOf(composed.html)).toEqual([])
		const { mail } = await read(composed, language)
		expect(mail.subject).toContain('3')
		const text = mail.text ?? ''
		expect(text.indexOf('孙志远')).toBeLessThan(text.indexOf('DB-1'))
		expect(text.indexOf('DB-3')).toBeLessThan(text.indexOf('任芳'))
		expect(text.indexOf('任芳')).toBeLessThan(text.indexOf('DB-2'))
	})

	test('the confirmation of an address', async () => {
		const composed = composeConfirmation(language, NAUGHTY, `${ORIGIN}/account/notices/confirm/abc`, 24)
		expect(faultsOf(composed.html)).toEqual([])
		expect((await read(composed, language)).mail.text).toContain(`${ORIGIN}/account/notices/confirm/abc`)
	})
})

const DOCUMENT: NoticeText = {
	title: '事先告知书',
	caseNo: '江渠罚告〔2026〕0142号',
	to: '江州市恒信通讯设备有限公司：',
	blocks: [
		{ kind: 'h', text: '拟处理' },
		{ kind: 'p', spans: [{ text: '拟扣款 ' }, { text: '贰仟元整（¥2,000）', b: true }] },
		{
			kind: 'table',
			caption: '计算',
			head: ['步骤', '金额'],
			figuresFrom: 1,
			rows: [['基数', '2,000.00']],
			total: { label: '合计', values: ['2,000.00'] },
		},
	],
	contact: '联系人：陈思远',
	issued: '2026年11月9日',
}

describe('what must stay inside and what must be said', () => {
	test('the document that a notice brings is in both parts, whole', () => {
		const composed = composeMail(
			letter([told('penalty.pre-notice', { document: DOCUMENT })], { dealer: true, legal: true }),
		)
		expect(faultsOf(composed.html)).toEqual([])
		for (const part of [composed.text, composed.html])
			for (const text of ['江渠罚告〔2026〕0142号', '贰仟元整（¥2,000）', '2,000.00', '联系人：陈思远', '不能关闭'])
				expect(part).toContain(text)
		expect(composed.html).not.toContain('/account/notices')
	})

	test('of a confidential order only the number leaves, in a mail and in a group', () => {
		const item = told('order.issued', {
			confidential: true,
			params: { number: 'DB-2026-7', title: '机密事项', due: '2026-11-20' },
		})
		const mail = composeMail(letter([item]))
		const group = composeGroup({ ...letter([item]), maxBytes: 2048 })
		for (const text of [mail.subject, mail.text, mail.html, group]) {
			expect(text).toContain('DB-2026-7')
			expect(text).not.toContain('机密事项')
		}
	})

	test('a group gets as much as fits, with how much is missing', () => {
		const items = Array.from({ length: 300 }, (_, n) =>
			told('order.overdue', { params: { number: `DB-${n}`, title: '长'.repeat(30), due: '2026-11-06' } }),
		)
		for (const language of LANGUAGES) {
			const text = composeGroup({ ...letter(items, { language }), maxBytes: ROBOT_BYTES.wecom })
			expect(byteLength(text)).toBeLessThanOrEqual(2048)
			expect(text).toContain('300')
			expect(text).toContain('https://fangxin.example/orders')
		}
		const one = composeGroup({
			...letter([told('order.chased', { params: { number: 'DB-1', title: '长'.repeat(900) } })]),
			maxBytes: 2048,
		})
		expect(byteLength(one)).toBeLessThanOrEqual(2048)
	})

	test('no answer carries a key on', () => {
		const key = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
		expect(
			scrubbed(`invalid key [${key}] at https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`, []),
		).not.toContain('693a')
		expect(scrubbed('535 wrong password geheim1', ['geheim1'])).toBe('535 wrong password …')
	})
})

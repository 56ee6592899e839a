import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/access.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { seeded } from '#seeds/random.ts'
import { type Answer, openSite, type Site } from '#tests/support/site.ts'
import { MINE, subjectsOf } from './cases.ts'
import { escaped, formsOf, type HtmlField, type HtmlForm } from './html-forms.ts'
import { layManyCases } from './more-cases.ts'
import { type Case, casesOf, LOGINS, type Login, listedRoutes } from './requests.ts'

const LONG = process.env.FANGXIN_LONG === '1'
/** Pages that are opened to find the forms of a route, and how many of them must show one. */
const [TRIES, PAGES] = LONG ? [1000, 30] : [120, 3]

const NAUGHTY = [
	'<script>alert(1)</script>',
	`"><img src=x onerror=alert(1)>`,
	`' or 1=1; drop table penalty; --`,
	'__proto__',
	'constructor',
	'%00',
	'a\u0000b',
	'-1',
	'1e309',
	'NaN',
	'99999999999999999999999999',
	'0x1F',
	'١٢٣',
	'２０２６',
	'../../../etc/passwd',
	'#{7*7}{{7*7}}',
	'x\r\nSet-Cookie: a=b',
	'\u202eabc\u200b\ufeff',
	'𠜎𠜱𡃁',
	'👩‍👩‍👧‍👦',
	'İıſ',
	'[object Object]',
	'null',
	'[]',
	'{"$gt":""}',
	' ',
	'=1+1',
	'2026-02-30',
	'😀'.repeat(300),
] as const

type Found = HtmlForm & { readonly file: string; readonly login: Login; readonly path: string }

let site: Site
let forms: Found[]
let without: string[]
let outletId: string
let violation: string

beforeAll(async () => {
	site = await openSite('2026-11-09', layManyCases)
	const subjects = await subjectsOf(site.world)
	outletId = await site.world.outletId(MINE)
	violation = await confirmedOne()
	const actors = new Map<string, Actor>()
	for (const login of LOGINS) {
		const actor = login && (await actorOf(site.world.db.read, await site.world.accountId(login)))
		if (login && actor) actors.set(login, actor)
	}
	forms = []
	without = []
	for (const route of await listedRoutes()) {
		const cases = casesOf(route, subjects, actors)
		if (!cases.some((one) => one.method === 'POST')) continue
		const asked = cases.filter((one) => one.method === 'GET' && one.transport === 'document' && one.allowed)
		// Acts on people end their sessions: not on those who fill in the forms.
		const shown = asked.filter((one) => ![...actors.values()].some((actor) => one.url.includes(actor.accountId)))
		// A form of the own account that asks nothing signs the person out.
		const found = (await formsAt(shown)).filter(
			(form) => form.file !== 'routes/account.tsx' || form.fields.some(isTyped),
		)
		if (found.length === 0) without.push(route.file)
		forms.push(...found)
	}
}, 300_000)

afterAll(async () => {
	await site?.close()
})

/** One form of each shape that the pages of a route show to whoever may open them. */
async function formsAt(cases: readonly Case[]): Promise<Found[]> {
	const found = new Map<string, Found>()
	let pages = 0
	// Spread over subjects and people: each shows other forms.
	for (const one of seeded(8).shuffle(cases).slice(0, TRIES)) {
		if (pages >= PAGES) break
		const page = await site.ask({ path: withQuery(one), as: one.login })
		if (formsOf(page.text, one.url).length > 0) pages += 1
		for (const form of formsOf(page.text, one.url)) {
			const shape = form.fields.map(({ name, kind, value }) =>
				name === 'intent' ? `intent=${value}` : `${name}:${kind}`,
			)
			const key = shape.join(' ')
			if (!found.has(key)) found.set(key, { ...form, file: one.file, login: one.login, path: one.url })
		}
	}
	return [...found.values()]
}

/** The number of a violation that was confirmed. */
async function confirmedOne(): Promise<string> {
	const rows = site.world.db.read.selectFrom('violation').select('number').where('checked_by', 'is not', null)
	return (await rows.limit(1).executeTakeFirstOrThrow()).number
}

/** Some pages ask first what they are about. */
function withQuery(one: Case): string {
	if (one.file === 'routes/inspections.new.tsx') return `${one.url}?outlet=${outletId}`
	if (one.file === 'routes/redress.new.tsx') return `${one.url}?violation=${violation}`
	return one.url
}

const isTyped = (field: HtmlField) =>
	!['hidden', 'file', 'radio', 'checkbox', 'select', 'button', 'submit'].includes(field.kind)

/** The form with its hidden fields as they were and the others as `value` says; undefined leaves one out. */
function bodyOf(form: HtmlForm, value: (field: HtmlField) => string | undefined): string | FormData {
	const data = form.multipart ? new FormData() : new URLSearchParams()
	for (const field of form.fields) {
		if (field.kind === 'file') continue
		const text = field.kind === 'hidden' ? field.value : value(field)
		if (text !== undefined) data.append(field.name, text)
	}
	return data instanceof FormData ? data : data.toString()
}

function send(form: Found, value: (field: HtmlField) => string | undefined): Promise<Answer> {
	return site.ask({ method: 'POST', path: form.action, as: form.login, body: bodyOf(form, value) })
}

const nameOf = (form: Found) => `${form.file} ${form.action} as ${form.login}`

/** Another form may have moved the case on: a shut page has no place for what was typed. */
async function stillShown(form: Found): Promise<boolean> {
	const page = await site.ask({ path: form.path, as: form.login })
	const names = form.fields.map(({ name }) => name).join()
	return formsOf(page.text, form.path).some((one) => one.fields.map(({ name }) => name).join() === names)
}

function isRefusal(answer: Answer): boolean {
	return [400, 403, 404, 409, 413, 422, 429].includes(answer.status)
}

describe('every form meets bad input', () => {
	test('the forms were found', () => {
		expect(forms.length).toBeGreaterThan(30)
		// These act without a form of their own, or their forms need a state that no case of this world has.
		expect(without.filter((file) => !MAY_LACK.includes(file))).toEqual([])
	})

	test('empty: refused, or an act that asks nothing', async () => {
		const faults: string[] = []
		for (const form of forms) {
			const typed = form.fields.filter(isTyped)
			const answer = await send(form, (field) => (isTyped(field) ? '' : undefined))
			const fine = typed.length > 0 ? answer.status < 500 && answer.status !== 200 : answer.status < 500
			if (!fine) faults.push(`${nameOf(form)} ${answer.status}`)
		}
		expect(faults).toEqual([])
	})

	test('words where something else belongs: never an error of the server; what was typed is kept', async () => {
		const faults: string[] = []
		const typo = 'neither this <nor> "that"'
		for (const form of forms) {
			if (!(await stillShown(form))) continue
			const answer = await send(form, () => typo)
			if (answer.status >= 500 || answer.status === 200) faults.push(`${nameOf(form)} ${answer.status}`)
			const kept = form.fields.some((field) => ['text', 'textarea'].includes(field.kind))
			if (answer.status === 422 && kept && !answer.text.includes(escaped(typo)))
				faults.push(`${nameOf(form)} does not keep what was typed`)
		}
		expect(faults).toEqual([])
	})

	test('far too long: refused', async () => {
		const faults: string[] = []
		for (const form of forms) {
			const typed = form.fields.filter(isTyped).length
			if (typed === 0) continue
			// Nine bytes a character as a form sends it; the body itself stays below what the edge lets in.
			const endless = '长'.repeat(Math.min(5000, Math.floor(90_000 / typed)))
			const answer = await send(form, (field) => (isTyped(field) ? endless : field.value))
			if (!isRefusal(answer)) faults.push(`${nameOf(form)} ${answer.status}`)
		}
		expect(faults).toEqual([])
	})

	test('naughty strings: met, and never run', async () => {
		const faults: string[] = []
		for (const [i, form] of forms.entries()) {
			if (!form.fields.some(isTyped)) continue
			const strings = LONG ? NAUGHTY : NAUGHTY.filter((_, no) => (no + i) % 4 === 0)
			for (const text of strings) {
				const answer = await send(form, (field) => (isTyped(field) ? text : field.value))
				if (answer.status >= 500 || answer.status === 200) faults.push(`${nameOf(form)} ${text} ${answer.status}`)
				if (answer.text.includes('<script>alert(1)') || answer.text.includes('<img src=x'))
					faults.push(`${nameOf(form)} writes ${text} as it is`)
				if (answer.headers.get('Set-Cookie')?.includes('a=b')) faults.push(`${nameOf(form)} lets a header in`)
			}
		}
		expect(faults).toEqual([])
	})

	test('files, repeated fields and fields that nobody asked for', async () => {
		const faults: string[] = []
		for (const form of forms) {
			const data = new FormData()
			for (const field of form.fields) {
				data.append(field.name, field.value)
				data.append(field.name, new File(['x'], '../x.html', { type: 'text/html' }))
				data.append(`${field.name}.0.0`, 'x')
			}
			for (const name of ['__proto__.x', 'constructor.prototype.x', 'a.b.c.d.e', '[]', '.', '..'])
				data.append(name, 'polluted')
			const answer = await site.ask({ method: 'POST', path: form.action, as: form.login, body: data })
			if (answer.status >= 500) faults.push(`${nameOf(form)} ${answer.status}`)
		}
		expect(faults).toEqual([])
	})

	test('a body that is no form at all', async () => {
		const faults: string[] = []
		for (const form of forms) {
			for (const type of [
				'application/json',
				'text/plain',
				'multipart/form-data',
				'multipart/form-data; boundary=x',
				'',
			]) {
				const answer = await site.ask({ method: 'POST', path: form.action, as: form.login, body: '{"a":', type })
				if (answer.status >= 500 || answer.status === 200) faults.push(`${nameOf(form)} ${type} ${answer.status}`)
			}
		}
		expect(faults).toEqual([])
	})
})

const MAY_LACK: readonly string[] = [
	'routes/sign-out.tsx',
	// Only with orders that were ticked on the board.
	'routes/orders.chase-many.tsx',
	'routes/first-admin.tsx',
	'routes/language.tsx',
	'routes/theme.tsx',
	'routes/account.tsx',
	// A link from a mail; a dead letter.
	'routes/account.confirm-mail.tsx',
	'routes/deliveries.tsx',
	'routes/deliveries.id.tsx',
	'routes/api.penalty-preview.ts',
	// Closes a settled case.
	'routes/penalties.id.tsx',
	// A final case with something outstanding, an open invoice.
	'routes/penalties.instalments.tsx',
	'routes/desk.instalments.tsx',
	'routes/dealers.payment.tsx',
	// An imported month of activations; a top-up that is overdue.
	'routes/claims.new.tsx',
	'routes/claims.topup.tsx',
	// A version that the dealer has not accepted yet.
	'routes/desk.rule.tsx',
	'routes/rulebook.paper.tsx',
	// One version of the deadlines is written at a time, and this world has one.
	'routes/deadlines.tsx',
	// Sent from other pages.
	'routes/notices.pdf.ts',
	'routes/drafts.ts',
	'routes/not-found.tsx',
]

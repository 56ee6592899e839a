import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_LIST_BYTES } from '#app/usecases/intake/list-file.server.ts'
import { complaint } from '#tests/support/intake.ts'
import { openSite, type Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
	site = await openSite('2026-11-09', async () => undefined)
})
afterAll(async () => {
	await site?.close()
})

const list = (size: number, name = 'a.csv') => new File([Buffer.alloc(size, 'a')], name, { type: 'text/csv' })

function formOf(...files: readonly File[]): FormData {
	const form = new FormData()
	form.append('channel', 'H10010')
	for (const file of files) form.append('file', file)
	return form
}

test.each(['/intake/import', '/satisfaction/import'])(
	'%s: one list, no larger than agreed, from who registers',
	async (path) => {
		const send = async (as: string, ...files: readonly File[]) =>
			(await site.ask({ method: 'POST', path, as, body: formOf(...files) })).status
		expect(await send('orders', list(MAX_LIST_BYTES + 1))).toBe(413)
		expect(await send('orders', list(10), list(10, 'b.csv'))).toBe(413)
		expect(await send('orders')).toBe(422)
		expect(await send('orders', list(0))).toBe(422)
		// A zip that is no workbook, and bytes of no encoding.
		expect(await send('orders', new File(['PK\u0003\u0004 this is no workbook at all'], 'a.xlsx'))).toBe(422)
		expect(await send('orders', new File([new Uint8Array([0xff, 0xfe, 0x00, 0xd8])], 'a.csv'))).toBe(422)
		for (const as of ['manager', 'dealer', 'auditor', 'admin', 'issuer'])
			expect(await send(as, list(MAX_LIST_BYTES + 1)), as).toBe(403)
		// What one has taken in for a look is nobody else's.
		const taken = await site.ask({
			method: 'POST',
			path,
			as: 'orders',
			body: formOf(new File(['网点编码,月份\n'], 'a.csv')),
		})
		const to = taken.headers.get('Location') ?? ''
		expect(to).toContain('upload=')
		const seen = async (as: string) => (await site.ask({ path: to, as })).headers.get('Location') ?? 'shown'
		expect(await seen('orders')).toBe('shown')
		expect(await seen('compliance')).toContain('done=gone')
		for (const token of ['../../../etc/passwd', '..%2f..%2fetc', 'x'.repeat(200)]) {
			const found = await site.ask({ path: `${path}?upload=${encodeURIComponent(token)}`, as: 'orders' })
			expect([200, 302], token).toContain(found.status)
			expect(found.text).not.toContain('root:')
		}
	},
)

test('a list for a batch: from who registers, for that batch, imported by a plain form, its number of entries told', async () => {
	const ask = (path: string, as: string, body: FormData | string) => site.ask({ method: 'POST', path, as, body })
	const form = 'kind=survey&period=2026-11&title=望江主厅 11 月&receivedOn.y=2026&receivedOn.m=11&receivedOn.d=6'
	const batch = (await ask('/intake/batches/new', 'orders', form)).headers.get('Location') ?? ''
	const text = '编号,反映事项,问题类别,文字意见\n1,账单,C,账单看不懂\n2,天气,C,太热了\n'
	const upload = (as: string, csv = text) => ask(`${batch}/list`, as, formOf(new File([csv], 'a.csv')))
	for (const as of ['manager', 'dealer', 'auditor', 'admin', 'issuer']) expect((await upload(as)).status, as).toBe(403)
	const bad = await site.ask({ path: (await upload('orders')).headers.get('Location') ?? '', as: 'orders' })
	expect(bad.text).toContain('第 3 行')
	expect(bad.text).toContain('id="r3B"')
	const to = (await upload('orders', text.replace('天气', '营业环境'))).headers.get('Location') ?? ''
	const token = new URL(to, 'http://x').searchParams.get('upload') ?? ''
	const done = await ask(`${batch}/list`, 'orders', new URLSearchParams({ upload: token }).toString())
	expect([done.status, done.headers.get('Location')]).toEqual([303, `${batch}?done=2`])
	expect((await site.ask({ path: `${batch}?done=2`, as: 'orders' })).text).toContain('DC-2026-0002')
	expect((await site.ask({ path: '/intake/templates/surveys', as: 'orders' })).status).toBe(200)
	expect((await site.ask({ path: '/intake/templates/none', as: 'orders' })).status).toBe(404)
})

test('a complaint that is sent twice is one; its words are no formula in the file', async () => {
	const matter = '=HYPERLINK("http://x.invalid","退费")'
	const form = { ...(await complaint(site.world, { matter })), complainedOn: '2026-11-09' }
	const body = new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)])).toString()
	const send = async (as: string) => site.ask({ method: 'POST', path: '/intake/new', as, body })
	const [first, second] = [await send('orders'), await send('orders')]
	expect([first.status, second.status]).toEqual([303, 303])
	expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
	const items = await site.world.db.read
		.selectFrom('intake_item')
		.select('id')
		.where('kind', '=', 'complaint')
		.execute()
	expect(items).toHaveLength(1)
	// Somebody else's key is not a way to what it made.
	const foreign = await send('manager')
	expect(foreign.headers.get('Location') ?? '').not.toBe(first.headers.get('Location'))
	const file = await site.ask({ path: '/export/intake?format=csv', as: 'orders' })
	expect(file.status).toBe(200)
	expect(file.text).toContain(`"'=HYPERLINK(`)
	expect(file.text).not.toContain(`"=HYPERLINK(`)
})

import { expect, test } from 'vitest'
import { creditCheckCharacter } from '#app/domain/dealer.ts'
import { OUTLET_LIST } from '#app/domain/import/outlet-list.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { importUpload, takeUpload, viewUpload } from '#app/usecases/import/page.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

const HEADER = '网点编码,代理商名称,统一社会信用代码,联系电话,协议到期,渠道类型,网格,保证金（元）,网点名称,地址'

function credit(n: number): string {
	const head = `91320000MA${String(n).padStart(7, '0')}`
	return head + creditCheckCharacter(head)
}

type Cells = Partial<
	Record<'code' | 'dealer' | 'credit' | 'phone' | 'to' | 'type' | 'grid' | 'deposit' | 'name' | 'address', string>
>

function row(cells: Cells): string {
	const d = {
		code: 'JZ-WJ-0900',
		dealer: '江州市明达数码商行',
		credit: credit(1),
		phone: '13800001111',
		to: '2027/6/30',
		type: '专营店',
		grid: 'WJ-1',
		deposit: '３００００',
		name: '明达解放路店',
		address: '江州市解放路 9 号',
		...cells,
	}
	return [d.code, d.dealer, d.credit, d.phone, d.to, d.type, d.grid, d.deposit, d.name, d.address].join(',')
}

async function look(ctx: Ctx, ...rows: string[]) {
	const taken = await takeUpload(ctx, OUTLET_LIST, {
		name: '名册.csv',
		bytes: Buffer.from([HEADER, ...rows].join('\r\n')),
	})
	if (!('token' in taken)) throw new Error(taken.fault)
	const view = await viewUpload(ctx, taken.token)
	if (!view.ok) throw new Error(view.error.rule)
	return {
		token: taken.token,
		view: view.value,
		problems: view.value.problems.map((p) => `${p.row}${p.letters} ${p.kind} ${p.params?.row ?? ''}`.trim()),
	}
}

describeOnBoth('the list of dealers and outlets', (open) => {
	test('takes new ones in, changes what differs, and finds nothing new the second time', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('admin')
		const rows = [row({}), row({ code: 'jz-wj-0901', name: '明达新华路店', type: 'Campus', grid: '云岭市' })]
		const first = await look(ctx, ...rows)
		expect(first.problems).toEqual([])
		expect(first.view).toMatchObject({ rows: 2, fresh: 2, changed: 0, same: 0 })
		expect(await importUpload(ctx, first.token)).toEqual({ ok: true, value: { rows: 2 } })
		const outlet = await world.db.read
			.selectFrom('outlet')
			.selectAll()
			.where('code', '=', 'JZ-WJ-0901')
			.executeTakeFirstOrThrow()
		expect(outlet).toMatchObject({ type: 'CAMPUS', source: 'REGISTERED', status: 'ACTIVE' })
		const dealer = await world.db.read
			.selectFrom('dealer')
			.selectAll()
			.where('id', '=', outlet.dealer_id)
			.executeTakeFirstOrThrow()
		expect(dealer).toMatchObject({
			credit_code: credit(1),
			deposit_required_fen: 3_000_000,
			agreement_to: '2027-06-30',
		})
		const events = await world.db.read
			.selectFrom('case_event')
			.select(['kind', 'actor_id'])
			.orderBy('seq', 'desc')
			.limit(4)
			.execute()
		expect(events.map((event) => event.kind)).toEqual([
			'import.finished',
			'outlet.registered',
			'outlet.registered',
			'dealer.registered',
		])
		expect(events.every((event) => event.actor_id === ctx.actor.accountId)).toBe(true)

		const before = await world.fingerprint()
		const again = await look(ctx, ...rows)
		expect(again.view).toMatchObject({ fresh: 0, changed: 0, same: 2 })
		await importUpload(ctx, again.token)
		expect(await world.fingerprint()).toBe(before)

		const renamed = await look(ctx, row({ name: '明达旗舰店', phone: '0555-12345678' }))
		expect(renamed.view).toMatchObject({ fresh: 0, changed: 1, same: 0 })
		await importUpload(ctx, renamed.token)
		const alias = await world.db.read.selectFrom('outlet_alias').select(['name']).execute()
		expect(alias).toEqual([{ name: '明达解放路店' }])
	})

	test('names each wrong cell and imports nothing', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('admin')
		const before = await world.fingerprint()
		const { token, view, problems } = await look(
			ctx,
			row({ code: '' }),
			row({ code: 'A-1', credit: '5.10322E+17' }),
			row({ code: 'A-2', credit: '913200001234567890' }),
			row({ code: 'A-3', to: '2026/2/30' }),
			row({ code: 'A-4', type: '专卖店' }),
			row({ code: 'A-5', deposit: '三万', phone: '1380000' }),
			row({ code: 'A-6', grid: '望江' }),
			row({ code: 'A-7' }),
			row({ code: 'A-7' }),
			row({ code: 'A-8', dealer: '明达' }),
		)
		expect(problems).toEqual([
			'2A blank',
			'3C scientific',
			'4C credit-code',
			'5E not-a-date',
			'6F unknown-value',
			'7D phone',
			'7H not-an-amount',
			'8G unknown-county',
			'10A taken 9',
			'11B name-differs 8',
		])
		expect(view).toMatchObject({ rows: 10, wrongRows: 9, problemCount: 10 })
		expect(await importUpload(ctx, token)).toMatchObject({ ok: false, error: { rule: 'import.has-errors' } })
		expect(await world.fingerprint()).toBe(before)
	})
})

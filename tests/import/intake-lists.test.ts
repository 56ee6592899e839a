import { expect, test } from 'vitest'
import type { ComplaintChannel } from '#app/domain/intake/sources.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { dismissProposal } from '#app/usecases/intake/decide-proposal.server.ts'
import { importComplaints, takeComplaints, viewComplaints } from '#app/usecases/intake/import-complaints.server.ts'
import {
	importSatisfaction,
	takeSatisfaction,
	viewSatisfaction,
} from '#app/usecases/intake/import-satisfaction.server.ts'
import { proposalPage } from '#app/usecases/intake/proposal-pages.server.ts'
import { correctSatisfaction } from '#app/usecases/intake/satisfaction.server.ts'
import { outletSatisfaction, satisfactionList } from '#app/usecases/intake/satisfaction-pages.server.ts'
import { sweepIntake } from '#app/usecases/intake/sweep.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const HEADER = '工单编号,投诉日期,网点编码,用户号码,问题类别,投诉内容,用户诉求,回复方式'
const row = (n: number, change: Partial<Record<number, string>> = {}) =>
	[`KF-${n}`, '2026-11-13', 'JZ-WJ-0312', '13812341234', 'B03', `第${n}件：擅自改了套餐`, '改回', '电话']
		.map((cell, i) => change[i] ?? cell)
		.join(',')

async function look(ctx: Ctx, lines: readonly string[], channel: ComplaintChannel = 'H10010', header = HEADER) {
	const bytes = Buffer.from([header, ...lines].join('\r\n'))
	const taken = await takeComplaints(ctx, channel, { name: '10010 日清单.csv', bytes })
	if (!('token' in taken)) throw new Error(taken.fault)
	const view = done(await viewComplaints(ctx, taken.token))
	return { token: taken.token, view, problems: view.problems.map((one) => `${one.row}${one.letters} ${one.kind}`) }
}

async function lookValues(ctx: Ctx, lines: readonly string[]) {
	const bytes = Buffer.from(['网点编码,月份,满意度,评价数', ...lines].join('\n'))
	const taken = await takeSatisfaction(ctx, { name: '满意度.csv', bytes })
	if (!('token' in taken)) throw new Error(taken.fault)
	const view = done(await viewSatisfaction(ctx, taken.token))
	return { token: taken.token, view, problems: view.problems.map((one) => `${one.row}${one.letters} ${one.kind}`) }
}

describeOnBoth('lists of the hotlines', (open) => {
	const world = async () => worldOf(await open(layWorld), '2026-11-16')
	const items = (w: World) => w.db.read.selectFrom('intake_item').selectAll().orderBy('number').execute()

	test('imported whole, each with its number and clock; the same list again creates nothing', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const lines = [1, 2, 3].map((n) => row(n))
		const first = await look(ctx, lines)
		expect(first.view).toMatchObject({ fresh: 3, same: 0, wrong: 0, missing: [] })
		expect(done(await importComplaints(ctx, first.token))).toEqual({ rows: 3, fresh: 3 })
		expect((await items(w)).map((one) => [one.number, one.external_number, one.category, one.due_on])).toEqual([
			['TS-2026-0001', 'KF-1', 'B', '2026-11-30'],
			['TS-2026-0002', 'KF-2', 'B', '2026-11-30'],
			['TS-2026-0003', 'KF-3', 'B', '2026-11-30'],
		])
		const before = await w.fingerprint()
		const again = await look(ctx, [...lines].reverse())
		expect(again.view).toMatchObject({ fresh: 0, same: 3, wrong: 0 })
		expect(done(await importComplaints(ctx, again.token))).toEqual({ rows: 3, fresh: 0 })
		expect(await w.fingerprint()).toBe(before)
		// Two more complete a cluster in the same import; the tomorrow's list of another hotline is its own.
		const more = await look(ctx, [...lines, row(4), row(5)])
		expect(more.view).toMatchObject({ fresh: 2, same: 3 })
		done(await importComplaints(ctx, more.token))
		expect(await w.db.read.selectFrom('order_proposal').select('number').execute()).toHaveLength(1)
		expect((await look(ctx, lines, 'H12345')).view.fresh).toBe(3)
	})

	test('no full number is kept, neither in the rows nor between looking and importing', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const seen = await look(ctx, [row(1, { 5: '用户 13812341234 反映被改套餐' }), row(2, { 3: '138****9999' })])
		expect(JSON.stringify(seen.view)).not.toContain('13812341234')
		done(await importComplaints(ctx, seen.token))
		const [one, two] = await items(w)
		expect(one).toMatchObject({ complainant: '138****1234', matter: '用户 138****1234 反映被改套餐' })
		expect(one?.complainant_hmac).toMatch(/^[0-9a-f]{64}$/)
		expect(two).toMatchObject({ complainant: '138****9999', complainant_hmac: null })
	})

	test('nasty rows, each with its fault; one bad row stops the whole list', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const { token, problems } = await look(ctx, [
			row(1, { 0: '' }),
			row(2, { 1: '2026-02-30' }),
			row(3, { 1: '2026-11-17' }),
			row(4, { 1: '2024-11-15' }),
			row(5, { 2: 'NO-SUCH' }),
			row(6, { 4: '外星' }),
			row(7, { 5: '   ' }),
			row(8, { 0: '1.38E+17' }),
			row(9, { 7: '飞鸽' }),
			row(10),
			row(10),
			`${row(11)},多,余`,
			',,,,,,,',
			row(12, { 1: '２０２６年１１月５日', 4: '业务办理', 2: ' jz-wj-0312 ' }),
			`"${row(13)}`,
		])
		expect(problems).toEqual([
			'2A blank',
			'3B not-a-date',
			'4B out-of-range',
			'5B out-of-range',
			'6C unknown-outlet',
			'7E unknown-value',
			'8F blank',
			'9A scientific',
			'10H unknown-value',
			'12A taken',
			'13 too-many-cells',
			'16 malformed',
		])
		const before = await w.fingerprint()
		expect(ruleOf(await importComplaints(ctx, token))).toBe('import.has-errors')
		expect(ruleOf(await importComplaints(await w.as('compliance'), token))).toBe('not-found')
		expect(await w.fingerprint()).toBe(before)
		// A known number with another content is a fault, not a correction.
		done(await importComplaints(ctx, (await look(ctx, [row(1)])).token))
		expect((await look(ctx, [row(1, { 5: '换了个说法的投诉内容' })])).problems).toEqual(['2A taken-before'])
		expect((await look(ctx, [], 'H10010', '编号,内容')).view.missing).toEqual(['投诉日期', '问题类别'])
	})

	test('GB18030 and the order of the columns do not matter', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const { view } = await look(ctx, ['擅自改套餐,B,2026/11/13,GD-1'], 'H12345', '投诉内容,类别,日期,编号')
		expect(view).toMatchObject({ fresh: 1, wrong: 0 })
		const gb = Buffer.from([0xb1, 0xe0, 0xba, 0xc5]) // 编号
		const taken = await takeComplaints(ctx, 'H12345', { name: 'x.csv', bytes: gb })
		if (!('token' in taken)) throw new Error(taken.fault)
		expect(done(await viewComplaints(ctx, taken.token)).missing).toEqual(['投诉日期', '问题类别', '投诉内容'])
	})
})

describeOnBoth('window satisfaction', (open) => {
	const world = async () => worldOf(await open(layWorld), '2026-11-16')
	const proposals = (w: World) => w.db.read.selectFrom('order_proposal').selectAll().orderBy('number').execute()

	test('95.00 fails, 95.01 passes; two months in a row propose an order once', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const august = await lookValues(ctx, [
			'JZ-WJ-0312,2026-08,95.00,120',
			'JZ-WJ-0400,2026年8月,95.00%,',
			'JZ-ND-0101,202608,95.01,88',
		])
		expect(august.view).toMatchObject({ fresh: 3, wrong: 0 })
		done(await importSatisfaction(ctx, august.token))
		expect(await proposals(w)).toEqual([])
		const september = ['JZ-WJ-0312,2026-09,94.99,130', 'JZ-WJ-0400,2026-09,95.01,60', 'JZ-ND-0101,2026-09,95.00,90']
		done(await importSatisfaction(ctx, (await lookValues(ctx, september)).token))
		done(await importSatisfaction(ctx, (await lookValues(ctx, september)).token))
		await sweepIntake(ctx)
		const made = await proposals(w)
		expect(made).toHaveLength(1)
		expect(made[0]).toMatchObject({
			kind: 'SATISFACTION',
			outlet_id: await w.outletId('JZ-WJ-0312'),
			from_on: '2026-08-01',
			to_on: '2026-09-30',
		})
		const list = await satisfactionList(ctx, { month: '2026-09' })
		expect(list.rows.map(({ code, points, light }) => [code, points, light])).toEqual([
			['JZ-WJ-0312', 9499, 'red'],
			['JZ-ND-0101', 9500, 'yellow'],
			['JZ-WJ-0400', 9501, 'green'],
		])
		const failing = await satisfactionList(ctx, { month: '2026-09', failing: '1' })
		expect(failing.rows).toHaveLength(2)
	})

	test('a third bad month joins what is open; after an answer the next one proposes anew', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const month = async (name: string) =>
			done(await importSatisfaction(ctx, (await lookValues(ctx, [`JZ-WJ-0312,${name},94.00,`])).token))
		const seen = async () => (await proposals(w)).map((one) => `${one.state} ${one.from_on} ${one.to_on}`)
		for (const name of ['2026-06', '2026-07', '2026-08']) await month(name)
		await sweepIntake(ctx)
		expect(await seen()).toEqual(['PROPOSED 2026-06-01 2026-08-31'])
		const [first] = await proposals(w)
		const reason = '网点装修期间，已另行安排。'
		done(await dismissProposal(ctx, { id: first?.id ?? '', version: first?.version ?? 0, reason }))
		await sweepIntake(ctx)
		expect(await seen()).toEqual(['DISMISSED 2026-06-01 2026-08-31'])
		await month('2026-09')
		await sweepIntake(ctx)
		expect(await seen()).toEqual(['DISMISSED 2026-06-01 2026-08-31', 'PROPOSED 2026-08-01 2026-09-30'])
		await month('2026-10')
		expect((await seen()).at(-1)).toBe('PROPOSED 2026-08-01 2026-10-31')
		const page = done(await proposalPage(ctx, (await proposals(w))[1]?.id ?? ''))
		expect(page.months.map((one) => one.month)).toEqual(['2026-08', '2026-09', '2026-10'])
	})

	test('a correction keeps the old value, carries its reason and takes the ground of a proposal away', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const lines = ['JZ-WJ-0312,2026-08,95.00,', 'JZ-WJ-0312,2026-09,94.00,']
		done(await importSatisfaction(ctx, (await lookValues(ctx, lines)).token))
		const outlet = await w.outletId('JZ-WJ-0312')
		const form = { month: '2026-08', percent: 9501, reason: '平台漏计 12 票，来源已更正', confirm: 'on' as const }
		expect(ruleOf(await correctSatisfaction(await w.as('manager'), outlet, form))).toBe('not-allowed')
		expect(ruleOf(await correctSatisfaction(ctx, outlet, { ...form, percent: 9500 }))).toBe('satisfaction.same-value')
		expect(ruleOf(await correctSatisfaction(ctx, outlet, { ...form, month: '2026-07' }))).toBe('satisfaction.no-value')
		expect(ruleOf(await correctSatisfaction(ctx, outlet, { ...form, month: '2026-11' }))).toBe('satisfaction.future')
		done(await correctSatisfaction(ctx, outlet, form))
		const page = done(await outletSatisfaction(await w.as('auditor'), outlet))
		expect(page.versions.map(({ month, n, points, inForce }) => [month, n, points, inForce])).toEqual([
			['2026-09', 1, 9400, true],
			['2026-08', 2, 9501, true],
			['2026-08', 1, 9500, false],
		])
		expect((await proposals(w)).map(({ state }) => state)).toEqual(['LAPSED'])
		expect(page.values.map(({ light }) => light)).toEqual(['green', 'yellow'])
		// Another value by import is no correction.
		expect((await lookValues(ctx, ['JZ-WJ-0312,2026-08,96.00,'])).problems).toEqual(['2C value-differs'])
	})

	test('nasty rows', async () => {
		const w = await world()
		const { problems } = await lookValues(await w.as('orders'), [
			'JZ-WJ-0312,2026-08,95.004,',
			'JZ-WJ-0312,2026-07,0.9501,',
			'JZ-WJ-0312,2026-11,96.00,',
			'JZ-WJ-0312,2026-13,96.00,',
			'NO-SUCH,2026-08,96.00,',
			'JZ-WJ-0400,2026-08,,',
			'JZ-WJ-0400,2026-06,100.01,',
			'JZ-ND-0101,2026-06,99,零',
			'JZ-ND-0101,2026-05,99,5',
			'jz-nd-0101,2026/5,98,5',
		])
		expect(problems).toEqual([
			'2C not-a-percent',
			'3C not-a-percent',
			'4B out-of-range',
			'5B not-a-date',
			'6A unknown-outlet',
			'7C blank',
			'8C not-a-percent',
			'9D not-a-number',
			'11A taken',
		])
	})
})

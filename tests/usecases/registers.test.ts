import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DealerForm, OutletForm } from '#app/domain/dealer.schema.ts'
import { creditCheckCharacter } from '#app/domain/dealer.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'
import { dealerFormPage, listDealers } from '#app/usecases/registers/dealers.server.ts'
import { exportOutlets, listOutlets, outletFormPage, outletPage } from '#app/usecases/registers/outlets.server.ts'
import { changeDealer, registerDealer } from '#app/usecases/registers/save-dealer.server.ts'
import { changeOutlet, registerOutlet } from '#app/usecases/registers/save-outlet.server.ts'
import { search } from '#app/usecases/registers/search.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { filledVisit } from '#tests/support/visits.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

function creditCode(n: number): string {
	const first = `91350100M0${String(n).padStart(7, '0')}`
	return first + creditCheckCharacter(first)
}

function dealerForm(n: number, more: Partial<DealerForm> = {}): DealerForm {
	return {
		code: `D-1${String(n).padStart(3, '0')}`,
		name: `江州市示例${n}通信有限公司`,
		creditCode: creditCode(n),
		contactName: '陈某',
		contactPhone: `0555-100-${String(n).padStart(4, '0')}`,
		agreementFrom: '2026-01-01',
		agreementTo: '2027-12-31',
		depositRequired: 3_000_000,
		status: 'ACTIVE',
		signedBy: '',
		eServiceConsent: false,
		...more,
	}
}

async function unitId(world: World, code: string): Promise<string> {
	const row = await world.db.read.selectFrom('org_unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()
	return row.id
}

async function outletForm(world: World, n: number, more: Partial<OutletForm> = {}): Promise<OutletForm> {
	return {
		code: `JZ-N-${String(n).padStart(4, '0')}`,
		name: `示例店 ${String(n).padStart(4, '0')}`,
		type: 'CAMPUS',
		address: '江州市望江路 1 号',
		latitude: null,
		longitude: null,
		dealerId: await world.dealerId('D-0001'),
		gridId: await unitId(world, 'WJ-3'),
		channelManagerId: '',
		status: 'ACTIVE',
		...more,
	}
}

async function refusedQuietly(world: World, act: () => Promise<Parameters<typeof ruleOf>[0]>): Promise<string> {
	const before = await world.fingerprint()
	const rule = ruleOf(await act())
	expect(await world.fingerprint()).toBe(before)
	return rule
}

describeOnBoth('registers', (open) => {
	const start = async () => worldOf(await open(layWorld), '2026-11-02')

	test('a dealer is registered, changed by version, and told in the log', async () => {
		const world = await start()
		const officer = await world.as('compliance')
		const { id } = done(await registerDealer(officer, dealerForm(1, { eServiceConsent: true })))
		const renamed = { successionKind: 'RENAMED', pointsFollow: 'yes' } as const
		done(
			await changeDealer(officer, id, 1, dealerForm(1, { name: '江州市新名通信', eServiceConsent: true, ...renamed })),
		)
		expect(await refusedQuietly(world, () => changeDealer(officer, id, 1, dealerForm(1)))).toBe('stale')
		const { dealer } = done(await dealerFormPage(officer, id))
		expect(dealer).toMatchObject({ name: '江州市新名通信', version: 2, e_service_consent_at: officer.now })
		const events = await world.db.read.selectFrom('case_event').select('kind').where('subject_id', '=', id).execute()
		expect(events.map((row) => row.kind)).toEqual(['dealer.registered', 'dealer.changed'])
		expect((await listDealers(officer, { q: creditCode(1).toLowerCase() })).rows).toHaveLength(1)
	})

	test('codes are taken once; whose mandate was ended does not come back under another name', async () => {
		const world = await start()
		const officer = await world.as('compliance')
		const { id } = done(await registerDealer(officer, dealerForm(1)))
		expect(await refusedQuietly(world, () => registerDealer(officer, dealerForm(2, { code: 'D-1001' })))).toBe(
			'register.code-taken',
		)
		expect(
			await refusedQuietly(world, () => registerDealer(officer, dealerForm(2, { creditCode: creditCode(1) }))),
		).toBe('register.code-taken')
		done(await changeDealer(officer, id, 1, dealerForm(1, { status: 'TERMINATED' })))
		const again = dealerForm(3, { contactPhone: dealerForm(1).contactPhone })
		expect(await refusedQuietly(world, () => registerDealer(officer, again))).toBe('register.blacklisted')
	})

	test('only the compliance officer keeps the register', async () => {
		const world = await start()
		const outletId = await world.outletId('JZ-WJ-0312')
		const form = await outletForm(world, 1)
		for (const login of ['manager', 'supervisor', 'approver', 'auditor', 'admin', 'dealer', 'orders']) {
			const ctx = await world.as(login)
			expect([login, await refusedQuietly(world, () => registerDealer(ctx, dealerForm(1)))]).toEqual([
				login,
				'not-allowed',
			])
			expect(await refusedQuietly(world, () => registerOutlet(ctx, form))).toBe('not-found')
			expect(['not-allowed', 'not-found']).toContain(
				await refusedQuietly(world, () => changeOutlet(ctx, outletId, 1, form)),
			)
		}
	})

	test('an outlet lies in its grid’s county, and its old name stays findable', async () => {
		const world = await start()
		const officer = await world.as('compliance')
		const managerId = await world.accountId('manager')
		const form = await outletForm(world, 1, { channelManagerId: managerId })
		const { id } = done(await registerOutlet(officer, form))
		const page = done(await outletPage(officer, id))
		expect(page).toMatchObject({ countyName: '望江区', gridName: '望江区第3网格', managerName: '周晓岚', aliases: [] })
		done(await changeOutlet(officer, id, 1, { ...form, name: '新名店', type: 'ONLINE' }))
		expect(done(await outletPage(officer, id)).aliases).toMatchObject([{ name: '示例店 0001', type: 'CAMPUS' }])
		const elsewhere = { ...form, gridId: await unitId(world, 'ND-1') }
		expect(await refusedQuietly(world, () => changeOutlet(officer, id, 2, elsewhere))).toBe(
			'register.manager-elsewhere',
		)
		const taken = await outletForm(world, 2, { code: form.code })
		expect(await refusedQuietly(world, () => registerOutlet(officer, taken))).toBe('register.code-taken')
		const nowhere = await outletForm(world, 2, { gridId: 'nowhere' })
		expect(await refusedQuietly(world, () => registerOutlet(officer, nowhere))).toBe('not-found')
		expect(done(await outletFormPage(officer, id)).managers.length).toBeGreaterThan(5)
	})

	test('lists keep their order over keyset pages and filters', async () => {
		const world = await start()
		const officer = await world.as('compliance')
		for (let n = 1; n <= 60; n++) done(await registerOutlet(officer, await outletForm(world, n)))
		const first = await listOutlets(officer, {})
		expect([first.rows.length, first.total]).toEqual([50, 63])
		const second = await listOutlets(officer, { after: first.next ?? '' })
		expect([second.rows.length, second.next]).toEqual([13, null])
		const ids = [...first.rows, ...second.rows].map((row) => row.id)
		expect(new Set(ids).size).toBe(63)
		expect((await listOutlets(officer, { type: 'CAMPUS' })).total).toBe(60)
		expect((await listOutlets(officer, { q: '同辉' })).total).toBe(1)
		expect((await listOutlets(officer, { q: 'jz-n-000' })).total).toBe(9)
		expect((await listOutlets(officer, { q: '%' })).total).toBe(0)
		expect((await listOutlets(officer, { q: '_' })).total).toBe(0)
		expect((await listOutlets(await world.as('manager'), { mine: '1' })).total).toBe(2)
		const exported: string[] = []
		for await (const row of exportOutlets(officer, { type: 'CAMPUS' })) exported.push(row.code)
		expect(exported).toHaveLength(60)
	})

	test('the history of an outlet is for who may read cases', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const outletId = await world.outletId('JZ-WJ-0312')
		const id = await filledVisit(manager, outletId, { 16: '抽查 3 笔，1 笔无确认' })
		done(await submitSheet(manager, id, undefined))
		const page = done(await outletPage(manager, outletId))
		expect(page.history?.counts).toMatchObject({ inspections: 1, findings: 1, violations: 1, penalties: 0, plans: 0 })
		expect(page.points).toEqual({ outlet: { effective: 0, pending: 0 }, dealer: { effective: 0, pending: 0 } })
		expect(page.deposit).toBeNull()
		expect(done(await outletPage(await world.as('orders'), outletId)).history).toBeNull()
		expect(done(await outletPage(await world.as('compliance'), outletId)).deposit).toMatchObject({ available: 0 })
		expect(ruleOf(await outletPage(await world.as('manager4'), outletId))).toBe('not-found')
		expect(ruleOf(await outletPage(await world.as('dealer'), outletId))).toBe('not-found')
	})

	test('search finds numbers, names and codes, and only within the scope', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const id = await filledVisit(manager, await world.outletId('JZ-WJ-0312'), { 16: '抽查 3 笔，1 笔无确认' })
		done(await submitSheet(manager, id, undefined))
		const groups = async (login: string, q: string) =>
			(await search(await world.as(login), q)).map((one) => [one.group, one.hits.length])
		expect(await groups('manager', 'xj-2026')).toEqual([['inspections', 1]])
		expect(await groups('manager', '　ＷＴ－2026－0001 ')).toEqual([['findings', 1]])
		expect(await groups('manager', '0001')).toEqual([
			['inspections', 1],
			['findings', 1],
			['violations', 1],
			['outlets', 1],
			['dealers', 1],
		])
		expect(await groups('auditor', 'WG-2026-0001')).toEqual([['violations', 1]])
		expect(await groups('manager', '恒信')).toEqual([
			['outlets', 1],
			['dealers', 1],
		])
		expect(await groups('compliance', 'jz-nd')).toEqual([['outlets', 1]])
		expect(await groups('manager4', 'XJ-2026')).toEqual([])
		expect(await groups('orders', 'XJ-2026')).toEqual([])
		expect(await groups('dealer', '恒信')).toEqual([])
		expect(await groups('manager', '%')).toEqual([])
		expect(await groups('manager', '%%')).toEqual([])
	})

	test('whatever is typed, nobody finds what lies outside of the own grid', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const id = await filledVisit(manager, await world.outletId('JZ-WJ-0312'), { 16: '抽查 3 笔，1 笔无确认' })
		done(await submitSheet(manager, id, undefined))
		const stranger = await world.as('manager4')
		const own = new Set([await world.outletId('JZ-ND-0101'), await world.dealerId('D-0001')])
		const words = [
			'恒信',
			'JZ',
			'XJ-2026-0001',
			'WT-',
			'WG-2026',
			'通讯',
			'望江',
			'同辉',
			'D-000',
			'%',
			'_',
			"'",
			'\\',
			'-',
		]
		const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
		await fc.assert(
			fc.asyncProperty(fc.oneof(text, fc.string({ maxLength: 20 })), async (q) => {
				for (const { hits } of await search(stranger, q)) for (const hit of hits) expect(own.has(hit.id)).toBe(true)
			}),
			{ numRuns: 60 },
		)
	})
})

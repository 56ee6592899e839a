import { expect, test } from 'vitest'
import type { DealerForm, OutletForm } from '#app/domain/dealer.schema.ts'
import { creditCheckCharacter } from '#app/domain/dealer.ts'
import type { PersonForm } from '#app/domain/measure/measure-forms.schema.ts'
import { pointsOn } from '#app/domain/penalty/points.ts'
import { createPerson } from '#app/usecases/admin/create-person.server.ts'
import { liftEntry, voteOnEntry } from '#app/usecases/blacklist/end-entry.server.ts'
import { confirmDealerExit, proposeExit } from '#app/usecases/claims/exit.server.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { voteOnExit } from '#app/usecases/measures/exit-vote.server.ts'
import { voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { personLeft, registerPerson } from '#app/usecases/persons/register-person.server.ts'
import { changeDealer, registerDealer } from '#app/usecases/registers/save-dealer.server.ts'
import { changeOutlet, registerOutlet } from '#app/usecases/registers/save-outlet.server.ts'
import { decideSuccession } from '#app/usecases/succession/decide.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { entriesOfDealer, personsOf } from '#db/queries/blacklist.server.ts'
import { measuresOf } from '#db/queries/measures.server.ts'
import { earlierCases } from '#db/queries/penalties.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import { successionsOfDealer } from '#db/queries/successions.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, inDefence, must, payIn, rowOf, servedCase, WHY } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const ID = '11010519491231002X'
const OTHER_ID = '440524188001010014'

const person = (more: Partial<PersonForm> = {}): PersonForm => ({
	role: 'OWNER',
	name: '吴建国',
	idNumber: ID,
	staffNo: '',
	account: '',
	sinceOn: '2026-01-01',
	...more,
})

function dealerForm(n: number, more: Partial<DealerForm> = {}): DealerForm {
	const first = `91350100M0${String(n).padStart(7, '0')}`
	return {
		code: `D-1${String(n).padStart(3, '0')}`,
		name: `江州市示例${n}通信有限公司`,
		creditCode: first + creditCheckCharacter(first),
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

const dealerName = async (world: World, id: string) =>
	(await world.db.read.selectFrom('dealer').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name

/** A dealer with an owner whom the panel has put on the blacklist. */
async function listed(world: World) {
	const dealerId = await world.dealerId('D-0001')
	must(await registerPerson(await world.as('compliance'), dealerId, person({ account: 'dealer' })))
	const id = await inDefence(world, { severity: 'L4' })
	must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
	const { amount_fen: amountFen } = await rowOf(world, id)
	for (const login of ['panel1', 'panel2', 'panel3'])
		must(await voteOnCase(await world.as(login), { ...(await at(world, id)), amountFen, reason: WHY }))
	for (const login of ['panel1', 'panel2', 'panel3']) {
		const exit = (await measuresOf(world.db.read, id)).find((one) => one.kind === 'TERMINATE')
		if (!exit) throw new Error('No exit')
		must(await voteOnExit(await world.as(login), { id: exit.id, version: exit.version, impose: true, reason: WHY }))
	}
	return { dealerId, caseId: id }
}

async function entry(world: World, kind: 'DEALER' | 'PERSON') {
	const found = (await entriesOfDealer(world.db.read, await world.dealerId('D-0001'))).find((one) => one.kind === kind)
	if (!found) throw new Error('No entry')
	return found
}

describeOnBoth('the blacklist', (open) => {
	const start = async () => worldOf(await open(layWorld), '2026-11-02')

	test('of an identity number a keyed hash and the tail are kept, nowhere the number', async () => {
		const world = await start()
		const dealerId = await world.dealerId('D-0001')
		const officer = await world.as('compliance')
		must(await registerPerson(officer, dealerId, person()))
		const [row] = await personsOf(world.db.read, dealerId)
		expect(row).toMatchObject({ name: '吴建国', id_tail: '002X' })
		expect(row?.id_hmac).toMatch(/^[0-9a-f]{64}$/)
		for (const table of ['dealer_person', 'case_event', 'outbox', 'setting'] as const) {
			const rows = await world.db.read.selectFrom(table).selectAll().execute()
			expect(JSON.stringify(rows)).not.toContain(ID)
		}
		expect(await registerPerson(await world.as('approver'), dealerId, person())).toMatchObject({
			error: { kind: 'forbidden' },
		})
		must(await personLeft(officer, { id: row?.id ?? '', version: 1, on: '2026-11-02' }))
		expect(await personLeft(officer, { id: row?.id ?? '', version: 2, on: '2026-11-02' })).toMatchObject({
			error: { rule: 'person.left' },
		})
	})

	test('refuses dealer, person and account with the number of the entry, whatever the phone number', async () => {
		const world = await start()
		const { dealerId } = await listed(world)
		const [dealer, owner] = [await entry(world, 'DEALER'), await entry(world, 'PERSON')]
		const officer = await world.as('compliance')
		const before = await world.fingerprint()
		const back = dealerForm(1, { creditCode: dealer.credit_code ?? '' })
		expect(await registerDealer(officer, back)).toMatchObject({
			error: { rule: 'blacklist.dealer', params: { number: dealer.number } },
		})
		const other = await world.dealerId('D-0002')
		const clerk = person({ role: 'CLERK', name: '吴健国' })
		expect(await registerPerson(officer, other, clerk)).toMatchObject({
			error: { rule: 'blacklist.person', params: { number: owner.number } },
		})
		expect(await registerPerson(officer, other, person({ idNumber: '' }))).toMatchObject({
			error: { rule: 'person.id-needed', params: { number: owner.number } },
		})
		const account = { login: 'again', name: '某人', phone: '', email: '', superior: null, deputy: null }
		const role = { role: 'DEALER_OWNER', place: `dealer:${dealerId}` }
		expect(await createPerson(await world.as('admin'), { ...account, ...role })).toMatchObject({
			error: { rule: 'blacklist.dealer' },
		})
		expect(await changeDealer(officer, dealerId, 1, dealerForm(2, { code: 'D-0001' }))).toMatchObject({
			error: { rule: 'blacklist.dealer' },
		})
		expect(await world.fingerprint()).toBe(before)
		must(await registerPerson(officer, other, person({ idNumber: OTHER_ID })))
	})

	test('ends only after its day and accepted rectification', async () => {
		const world = await start()
		const { caseId } = await listed(world)
		const { id, version, until_on } = await entry(world, 'PERSON')
		const lift = { id, version, reason: '期满，整改已验收' }
		expect(await liftEntry(await world.as('compliance'), lift)).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await liftEntry(await world.as('approver'), lift)).toMatchObject({
			error: { rule: 'measure.not-expired', params: { until: until_on } },
		})
		world.at('2028-11-03')
		expect(await liftEntry(await world.as('approver'), lift)).toMatchObject({ error: { rule: 'measure.plan-open' } })
		await world.db.write.updateTable('plan').set({ state: 'STRUCK_OFF' }).where('penalty_id', '=', caseId).execute()
		must(await liftEntry(await world.as('approver'), lift))
		const other = await world.dealerId('D-0002')
		must(await registerPerson(await world.as('compliance'), other, person()))
	})

	test('only a majority of the panel exempts', async () => {
		const world = await start()
		await listed(world)
		const cast = async (login: string, inFavour: boolean) => {
			const { id, version } = await entry(world, 'PERSON')
			return voteOnEntry(await world.as(login), { id, version, inFavour, reason: '本人未参与，另有证明' })
		}
		expect(await cast('approver', true)).toMatchObject({ error: { kind: 'forbidden' } })
		must(await cast('panel1', true))
		expect(await cast('panel1', true)).toMatchObject({ error: { rule: 'blacklist.voted' } })
		must(await cast('panel2', false))
		expect(await entry(world, 'PERSON')).toMatchObject({ state: 'IN_FORCE' })
		must(await cast('panel3', true))
		expect(await entry(world, 'PERSON')).toMatchObject({ state: 'EXEMPTED' })
		must(await registerPerson(await world.as('compliance'), await world.dealerId('D-0002'), person()))
	})
})

async function outletForm(world: World, more: Partial<OutletForm> = {}): Promise<OutletForm> {
	const row = await world.db.read
		.selectFrom('outlet')
		.selectAll()
		.where('code', '=', 'JZ-WJ-0312')
		.executeTakeFirstOrThrow()
	return {
		code: row.code,
		name: row.name,
		type: 'EXCLUSIVE_STORE',
		address: row.address,
		latitude: null,
		longitude: null,
		dealerId: row.dealer_id,
		gridId: row.grid_id,
		channelManagerId: '',
		status: 'ACTIVE',
		...more,
	}
}

const SOLD = { successionKind: 'SOLD', pointsFollow: 'yes', successionReason: '' } as const
const ANEW = { successionKind: 'SOLD', pointsFollow: 'no', successionReason: '买方与卖方没有任何关系' } as const

describeOnBoth('succession', (open) => {
	async function withPoints() {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await servedCase(world, { severity: 'L3', occurredOn: '2026-10-30' })
		world.at('2026-12-02')
		await sweepOnce(world.deps)
		const points = async (code: string) =>
			pointsOn(await pointsRecords(world.db.read, { dealerId: await world.dealerId(code) }), '2026-12-03').effective
		return { world, points, outletId: await world.outletId('JZ-WJ-0312'), buyer: await world.dealerId('D-0002') }
	}

	test('premises that are sold take their points along; the screen asks first', async () => {
		const { world, points, outletId, buyer } = await withPoints()
		expect([await points('D-0001'), await points('D-0002')]).toEqual([6, 0])
		const officer = await world.as('compliance')
		const before = await world.fingerprint()
		expect(await changeOutlet(officer, outletId, 1, await outletForm(world, { dealerId: buyer }))).toMatchObject({
			error: { kind: 'invalid', rule: 'succession.ask' },
		})
		const short = await outletForm(world, { dealerId: buyer, ...ANEW, successionReason: '' })
		expect(await changeOutlet(officer, outletId, 1, short)).toMatchObject({ error: { rule: 'reason-missing' } })
		expect(await world.fingerprint()).toBe(before)
		must(await changeOutlet(officer, outletId, 1, await outletForm(world, { dealerId: buyer, ...SOLD })))
		expect([await points('D-0001'), await points('D-0002')]).toEqual([6, 6])
		expect((await earlierCases(world.db.read, buyer, '')).map((one) => one.dealerId)).toEqual([buyer])
		expect(await successionsOfDealer(world.db.read, buyer)).toMatchObject([{ kind: 'SOLD', state: 'FOLLOWS' }])
	})

	test('that they stay behind needs a reason and a second person', async () => {
		const { world, points, outletId, buyer } = await withPoints()
		must(
			await changeOutlet(
				await world.as('compliance'),
				outletId,
				1,
				await outletForm(world, { dealerId: buyer, ...ANEW }),
			),
		)
		expect(await points('D-0002')).toBe(6)
		const [row] = await successionsOfDealer(world.db.read, buyer)
		const decide = { id: row?.id ?? '', version: 1, release: true, reason: '已核对双方工商登记' }
		expect(await decideSuccession(await world.as('compliance'), decide)).toMatchObject({ error: { kind: 'forbidden' } })
		must(await decideSuccession(await world.as('approver'), decide))
		expect([await points('D-0001'), await points('D-0002')]).toEqual([6, 0])
		expect(pointsOn(await pointsRecords(world.db.read, { outletId }), '2026-12-03').effective).toBe(0)
		expect(await decideSuccession(await world.as('approver'), { ...decide, version: 2 })).toMatchObject({
			error: { rule: 'succession.decided' },
		})
	})

	test('a new name or credit code asks, too, and loses no points', async () => {
		const { world, points } = await withPoints()
		const officer = await world.as('compliance')
		const dealerId = await world.dealerId('D-0001')
		const renamed = dealerForm(7, { code: 'D-0001', contactPhone: '0555-000-0312' })
		expect(await changeDealer(officer, dealerId, 1, renamed)).toMatchObject({ error: { rule: 'succession.ask' } })
		must(await changeDealer(officer, dealerId, 1, { ...renamed, ...SOLD, successionKind: 'RENAMED' }))
		expect(await points('D-0001')).toBe(6)
	})

	test("a new dealer at a former one's closed premises is asked; others at the address are not", async () => {
		const { world, points, outletId, buyer } = await withPoints()
		const officer = await world.as('compliance')
		const fresh = await outletForm(world, { code: 'JZ-N-0001', name: '新店', dealerId: buyer })
		must(await changeOutlet(officer, outletId, 1, await outletForm(world, { status: 'CLOSED' })))
		expect(await registerOutlet(officer, fresh)).toMatchObject({ error: { rule: 'succession.ask' } })
		must(await registerOutlet(officer, { ...fresh, ...SOLD, successionKind: 'TAKEN_OVER' }))
		expect(await points('D-0002')).toBe(6)
		must(await registerOutlet(officer, { ...fresh, code: 'JZ-N-0002', address: '江州市别处 9 号' }))
	})

	test('a dealer who left by an exit: the exit alone pays back, no outlet, no return by a change of the entry', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 3_000_000)
		const dealerId = await world.dealerId('D-0001')
		const officer = await world.as('compliance')
		const form = dealerForm(1, { code: 'D-0001', name: await dealerName(world, dealerId) })
		must(await registerOutlet(officer, await outletForm(world, { code: 'JZ-N-0001', address: '江州市示例路 9 号' })))
		const exit = must(await proposeExit(officer, { dealerId, exitOn: '2026-11-02', reason: '合同到期不再续签' }))
		const refund = {
			dealerId,
			kind: 'REFUND',
			amountFen: 100,
			voucher: 'BANK-1',
			postedOn: '2026-11-02',
			idempotencyKey: 'back',
		} as const
		expect(await postDeposit(officer, refund)).toMatchObject({ error: { kind: 'procedure', rule: 'exit.pays' } })
		must(await confirmDealerExit(await world.as('approver'), { id: exit.id, version: 1 }))
		const before = await world.fingerprint()
		expect(await postDeposit(officer, refund)).toMatchObject({ error: { rule: 'exit.pays' } })
		const another = await outletForm(world, { code: 'JZ-N-0002', address: '江州市示例路 10 号' })
		expect(await registerOutlet(officer, another)).toMatchObject({ error: { rule: 'exit.terminated' } })
		const version = async () =>
			(await world.db.read.selectFrom('dealer').select('version').where('id', '=', dealerId).executeTakeFirstOrThrow())
				.version
		expect(await changeDealer(officer, dealerId, await version(), { ...form, ...SOLD })).toMatchObject({
			error: { rule: 'exit.terminated' },
		})
		const gone = await world.outletId('JZ-ND-0101')
		const taker = await outletForm(world, { dealerId, code: 'JZ-ND-0101', ...SOLD })
		await world.db.write
			.updateTable('outlet')
			.set({ dealer_id: await world.dealerId('D-0002') })
			.where('id', '=', gone)
			.execute()
		expect(await changeOutlet(officer, gone, 1, taker)).toMatchObject({ error: { rule: 'exit.terminated' } })
		await world.db.write.updateTable('outlet').set({ dealer_id: dealerId }).where('id', '=', gone).execute()
		expect(await world.fingerprint()).toBe(before)
	})
})

import { expect, test } from 'vitest'
import { cancelDealerExit, confirmDealerExit, payExitRefund, proposeExit } from '#app/usecases/claims/exit.server.ts'
import { openItemsOf } from '#app/usecases/claims/open-items.server.ts'
import {
	approveRedressAdvance,
	assessRedressAmount,
	cancelRedressTask,
	oweRedress,
	proposeRedressAdvance,
	proveRedressPaid,
	verifyRedressProof,
} from '#app/usecases/claims/redress-acts.server.ts'
import { decideSuspension } from '#app/usecases/claims/topup.server.ts'
import { dealerPage } from '#app/usecases/desk/dealer-page.server.ts'
import { deskStanding } from '#app/usecases/desk/home.server.ts'
import { listOutlets, outletPage } from '#app/usecases/registers/outlets.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { claimsToSettle } from '#db/queries/claims.server.ts'
import { balancesOf, sumsOf } from '#db/queries/ledger.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { drafted, formOf, giveEvidence, must, NO_CONFLICT, PHOTO, payIn } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const FILE = { name: 'slip.jpg', bytes: PHOTO }

/** A confirmed violation with harm to two users. */
async function harmed(world: World, change: { loss?: number; share?: number; users?: string[] } = {}) {
	const manager = await world.as('manager')
	const form = {
		...(await formOf(world, { severity: 'L3', share: change.share ?? 100 })),
		affectedNumbers: change.users ?? ['138****1111', '139****2222'],
		lossYuan: change.loss ?? 10_001,
	}
	const { id } = must(await recordViolation(manager, form))
	await giveEvidence(world, manager, id)
	must(await confirmViolationCase(await world.as('compliance'), { id, version: 1, declaration: NO_CONFLICT }))
	return id
}

const redress = (world: World) =>
	world.db.read.selectFrom('redress').selectAll().orderBy('violation_id').orderBy('no').execute()
const clocks = (world: World) =>
	world.db.read
		.selectFrom('clock')
		.select(['kind', 'round', 'state', 'due_on'])
		.where('kind', 'in', ['refund', 'refund.late'])
		.orderBy('round')
		.orderBy('kind')
		.execute()

describeOnBoth('refunds to users', (open) => {
	test('owed with the confirmation, once per user, due after 5 working days and never after day 15', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await harmed(world)
		const rows = await redress(world)
		expect(rows.map((row) => [row.number, row.no, row.user_masked, row.amount_fen, row.state, row.due_on])).toEqual([
			['TF-2026-0001', 1, '138****1111', 5_001, 'OWED', '2026-11-09'],
			['TF-2026-0002', 2, '139****2222', 5_000, 'OWED', '2026-11-09'],
		])
		expect(await clocks(world)).toEqual([
			{ kind: 'refund', round: 1, state: 'RUNNING', due_on: '2026-11-09' },
			{ kind: 'refund.late', round: 1, state: 'RUNNING', due_on: '2026-11-17' },
			{ kind: 'refund', round: 2, state: 'RUNNING', due_on: '2026-11-09' },
			{ kind: 'refund.late', round: 2, state: 'RUNNING', due_on: '2026-11-17' },
		])
		// By hand: the number is masked at once, treble at least 500 yuan; only of a confirmed violation.
		const ask = { violationId: id, user: '13700003333', basis: 'TREBLE', priceFen: 3_000 } as const
		must(await oweRedress(await world.as('manager'), ask))
		expect((await redress(world))[2]).toMatchObject({ no: 3, user_masked: '137****3333', amount_fen: 50_000 })
		expect(await oweRedress(await world.as('manager2'), ask)).toMatchObject({ error: { kind: 'missing' } })
		// No loss and no right that was infringed: nothing is owed.
		await drafted(world, { severity: 'L2', occurredOn: '2026-10-29' })
		expect(await redress(world)).toHaveLength(3)
	})

	test('the dealer proves, another person verifies; in time although verified late', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await harmed(world)
		const [first] = await redress(world)
		const id = first?.id ?? ''
		world.at('2026-11-09')
		const dealer = await world.as('dealer')
		const proof = { id, version: 1, paidOn: '2026-11-09', note: '已退话费' } as const
		expect(await proveRedressPaid(await world.as('dealer2'), proof, [FILE])).toMatchObject({
			error: { kind: 'missing' },
		})
		must(await proveRedressPaid(dealer, proof, [FILE]))
		world.at('2026-11-11')
		await sweepOnce(world.deps)
		expect((await redress(world)).map((row) => row.overdue_at !== null)).toEqual([true, true])
		const compliance = await world.as('compliance')
		const { version } = (await redress(world))[0] ?? { version: 0 }
		must(await verifyRedressProof(compliance, { id, version, verdict: 'accept', reason: '' }))
		expect((await redress(world))[0]).toMatchObject({
			state: 'PAID_BY_DEALER',
			paid_on: '2026-11-09',
			overdue_at: null,
			verified_by: compliance.actor.accountId,
		})
		// The other user's clock runs on; after day 15 the delay is deliberate, told once.
		world.at('2026-11-18')
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		expect((await redress(world))[1]).toMatchObject({ state: 'OWED', delayed_at: '2026-11-18T02:00:00.000Z' })
		const told = await world.db.read.selectFrom('outbox').select('id').where('kind', '=', 'redress.delayed').execute()
		const events = await world.db.read
			.selectFrom('case_event')
			.select('id')
			.where('kind', '=', 'redress.delayed')
			.execute()
		expect([told.length > 0, events.length]).toEqual([true, 1])
		expect((await redress(world))[0]?.delayed_at).toBeNull()
	})

	test('staff who hand in the proof do not verify it; a refused proof is owed again', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await harmed(world, { users: ['138****1111'] })
		const id = (await redress(world))[0]?.id ?? ''
		const compliance = await world.as('compliance')
		must(await proveRedressPaid(compliance, { id, version: 1, paidOn: '2026-11-02', note: '' }, [FILE]))
		expect(await verifyRedressProof(compliance, { id, version: 2, verdict: 'accept', reason: '' })).toMatchObject({
			error: { rule: 'redress.prover-verifies' },
		})
		const approver = await world.as('approver')
		expect(await proposeRedressAdvance(compliance, { id, version: 2, reason: '代理商无力支付' })).toMatchObject({
			error: { rule: 'redress.proof-waits' },
		})
		must(await verifyRedressProof(approver, { id, version: 2, verdict: 'refuse', reason: '凭证不清' }))
		expect((await redress(world))[0]).toMatchObject({ state: 'OWED', proved_by: null, proof_refused: '凭证不清' })
		must(await assessRedressAmount(compliance, { id, version: 3, basis: 'TREBLE', priceFen: 30_000, reason: '属欺诈' }))
		expect((await redress(world))[0]).toMatchObject({ amount_fen: 90_000, recourse_fen: 90_000 })
		must(await cancelRedressTask(approver, { id, version: 4, reason: '用户放弃' }))
		expect((await clocks(world)).map((one) => one.state)).toEqual(['CANCELLED', 'CANCELLED'])
	})

	test('paid in advance by two people, posted once, the share of the dealer is a claim', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await harmed(world, { share: 70, loss: 10_000, users: ['138****1111'] })
		const row = (await redress(world))[0]
		const id = row?.id ?? ''
		expect(row).toMatchObject({ amount_fen: 10_000, recourse_fen: 7_000 })
		const [compliance, approver] = [await world.as('compliance'), await world.as('approver')]
		const pay = { id, verdict: 'approve', voucher: 'BANK-77', paidOn: '2026-11-02' } as const
		expect(await approveRedressAdvance(approver, { ...pay, version: 1 })).toMatchObject({
			error: { rule: 'redress.no-advance' },
		})
		must(await proposeRedressAdvance(compliance, { id, version: 1, reason: '代理商拖延' }))
		expect(await approveRedressAdvance(compliance, { ...pay, version: 2 })).toMatchObject({
			error: { kind: 'forbidden' },
		})
		const both = await Promise.all([
			approveRedressAdvance(approver, { ...pay, version: 2 }),
			approveRedressAdvance(approver, { ...pay, version: 2 }),
		])
		expect(both.map((one) => one.ok).sort()).toEqual([false, true])
		const dealerId = await world.dealerId('D-0001')
		expect(await sumsOf(world.db.read, dealerId)).toMatchObject({ USER_REDRESS: -10_000, CASH: 10_000 })
		world.at('2026-11-03')
		const found = await claimsToSettle(world.db.read, approver.actor.branchId, '2026-12-01T00:00:00.000Z')
		expect(found).toMatchObject([{ stream: 'redress', id, amountFen: 7_000, collectedFen: 0 }])
	})
})

describeOnBoth('top-up of the deposit', (open) => {
	const topups = (world: World) => world.db.read.selectFrom('topup_notice').selectAll().orderBy('noticed_at').execute()
	const count = async (world: World, kind: string) =>
		(await world.db.read.selectFrom('case_event').select('id').where('kind', '=', kind).execute()).length

	/** The ladder's effect wherever permissions are read: outlet, list of outlets, dealer, dealer's desk. */
	async function seen(world: World, effect: { readonly what: string; readonly from: string } | null): Promise<void> {
		const compliance = await world.as('compliance')
		const dealerId = await world.dealerId('D-0001')
		const lines = effect === null ? [] : [effect]
		const outletId = await world.outletId('JZ-ND-0101')
		expect(must(await outletPage(compliance, outletId)).restrictions).toMatchObject(lines)
		expect(must(await dealerPage(compliance, dealerId)).restrictions).toMatchObject(lines)
		const list = await listOutlets(compliance, { dealer: dealerId })
		expect([...new Set(list.rows.map((row) => row.restriction))]).toEqual([effect?.what ?? null])
		const own = (await deskStanding(await world.as('dealer'))).find((one) => one.id === dealerId)
		expect(own?.measures).toEqual(
			lines.map((line) => ({
				...line,
				until: null,
				waits: false,
				outlet: null,
				lifts: 'deposit',
				case: null,
				topup: 'BZ-2026-0001',
			})),
		)
	}

	test('notice, new business off with I02, suspension proposed and decided; paid ends it; each step once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await sweepOnce(world.deps)
		// A deposit that was never paid in is no matter of the ladder.
		expect(await topups(world)).toEqual([])
		await payIn(world, 2_600_000)
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		expect(await topups(world)).toMatchObject([
			{ number: 'BZ-2026-0001', state: 'NOTICED', short_fen: 400_000, due_on: '2026-11-16', suspend_on: '2026-12-16' },
		])
		world.at('2026-11-16')
		await sweepOnce(world.deps)
		expect((await topups(world))[0]?.state).toBe('NOTICED')
		world.at('2026-11-17')
		for (let i = 0; i < 3; i++) await sweepOnce(world.deps)
		await seen(world, { what: 'NEW_BUSINESS', from: '2026-11-17' })
		const [late] = await topups(world)
		expect(late).toMatchObject({ state: 'OVERDUE', business_off_at: '2026-11-17T02:00:00.000Z' })
		const drafts = await world.db.read.selectFrom('violation').selectAll().where('violation_type', '=', 'I02').execute()
		expect(drafts).toMatchObject([{ id: late?.violation_id, state: 'DRAFT', source_ref: 'BZ-2026-0001' }])
		world.at('2026-12-16')
		for (let i = 0; i < 3; i++) await sweepOnce(world.deps)
		const [proposed] = await topups(world)
		expect(proposed).toMatchObject({ state: 'SUSPENSION', suspension_verdict: null })
		const decide = {
			id: proposed?.id ?? '',
			version: proposed?.version ?? 0,
			verdict: 'IMPOSED',
			reason: '逾期 30 日',
		} as const
		expect(await decideSuspension(await world.as('compliance'), decide)).toMatchObject({ error: { kind: 'forbidden' } })
		// A proposal alone closes nothing.
		await seen(world, { what: 'NEW_BUSINESS', from: '2026-11-17' })
		must(await decideSuspension(await world.as('approver'), decide))
		await seen(world, { what: 'CLOSED', from: '2026-12-16' })
		await payIn(world, 400_000)
		for (let i = 0; i < 3; i++) await sweepOnce(world.deps)
		await seen(world, null)
		expect(await topups(world)).toMatchObject([{ state: 'ENDED', end_balance_fen: 3_000_000 }])
		const kinds = [
			'topup.noticed',
			'topup.overdue',
			'topup.suspension-proposed',
			'topup.suspension-imposed',
			'topup.ended',
		]
		for (const kind of kinds) expect(await count(world, kind), kind).toBe(1)
	})
})

describeOnBoth('exit of a dealer', (open) => {
	test('two people, terminated on its day, the rest paid back after 90 days less what is open', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		const dealerId = await world.dealerId('D-0001')
		const [compliance, approver] = [await world.as('compliance'), await world.as('approver')]
		const ask = { dealerId, exitOn: '2026-08-10', reason: '合同到期不再续签' } as const
		expect(await proposeExit(compliance, { ...ask, exitOn: '2026-08-02' })).toMatchObject({
			error: { rule: 'exit.day-before' },
		})
		const { id } = must(await proposeExit(compliance, ask))
		expect(await proposeExit(compliance, ask)).toMatchObject({ error: { rule: 'exit.running' } })
		expect(await confirmDealerExit(compliance, { id, version: 1 })).toMatchObject({ error: { kind: 'forbidden' } })
		must(await confirmDealerExit(approver, { id, version: 1 }))
		const status = async () =>
			(await world.db.read.selectFrom('dealer').select('status').where('id', '=', dealerId).executeTakeFirstOrThrow())
				.status
		const exit = () =>
			world.db.read.selectFrom('dealer_exit').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
		expect([await status(), (await exit()).state]).toEqual(['ACTIVE', 'CONFIRMED'])
		world.at('2026-08-10')
		await sweepOnce(world.deps)
		expect([await status(), await exit()]).toMatchObject([
			'TERMINATED',
			{ state: 'TERMINATED', refund_on: '2026-11-08' },
		])
		expect(await cancelDealerExit(approver, { id, version: 3, reason: 'too late' })).toMatchObject({
			error: { rule: 'wrong-state' },
		})
		world.at('2026-11-06')
		await harmed(world, { loss: 100_000, users: ['138****1111'] })
		const pay = { id, version: 3, voucher: 'BANK-9', paidOn: '2026-11-06' } as const
		expect(await payExitRefund(await world.as('approver'), pay)).toMatchObject({ error: { rule: 'exit.too-early' } })
		world.at('2026-11-09')
		const items = await openItemsOf(world.db.read, dealerId)
		expect(items.map((one) => [one.kind, one.amountFen])).toEqual([
			['case', 200_000],
			['redress', 100_000],
		])
		const paid = { ...pay, paidOn: '2026-11-09' } as const
		const both = await Promise.all([
			payExitRefund(await world.as('approver'), paid),
			payExitRefund(await world.as('approver'), paid),
		])
		expect(both.map((one) => one.ok).sort()).toEqual([false, true])
		expect(await exit()).toMatchObject({ state: 'TERMINATED', refunded_fen: 2_700_000 })
		expect((await balancesOf(world.db.read, dealerId)).available).toBe(300_000)
	})
})

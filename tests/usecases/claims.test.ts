import { expect, test } from 'vitest'
import { violationBeginSchema } from '#app/domain/violation/violation.schema.ts'
import { readQuery } from '#app/http/forms.server.ts'
import { clawbackPage } from '#app/usecases/claims/clawback-views.server.ts'
import { importActivations, takeActivations, viewActivations } from '#app/usecases/claims/import-activations.server.ts'
import {
	answerClawback,
	confirmClawbackClaim,
	dropClawback,
	objectToClawback,
	reverseClawback,
} from '#app/usecases/claims/judge.server.ts'
import { computeClawback, proposeClawback } from '#app/usecases/claims/propose.server.ts'
import { sweepClaims } from '#app/usecases/claims/sweep.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { claimsToSettle } from '#db/queries/claims.server.ts'
import { appendTxn, balancesOf, bookOf, sumsOf } from '#db/queries/ledger.server.ts'
import { measuresOf } from '#db/queries/measures.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, formOf, giveEvidence, must, NO_CONFLICT } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const HEADER = '记录编号,网点编码,号码,激活日期,已付佣金,未付佣金,异常,异常原因'

/** A list of October: `bad` farmed records of `total`, the first ones dearer. */
function listOf(total: number, bad: number, outlet = 'JZ-WJ-0312', number = '138****1234'): Buffer {
	const rows = Array.from({ length: total }, (_, i) => {
		const day = String((i % 28) + 1).padStart(2, '0')
		return `J-${outlet}-${i},${outlet},${number},2026-10-${day},${i < bad ? 60 : 50}.00,20.00,${i < bad ? '养卡,无通话' : ','}`
	})
	return Buffer.from([HEADER, ...rows].join('\n'))
}

async function imported(world: World, bytes: Buffer): Promise<{ rows: number; fresh: number }> {
	const ctx = await world.as('compliance')
	const taken = await takeActivations(ctx, { name: 'list.csv', bytes })
	if (!('token' in taken)) throw new Error(taken.fault)
	return must(await importActivations(ctx, taken.token))
}

async function system(world: World) {
	const { id } = await world.db.read
		.selectFrom('account')
		.select('id')
		.where('kind', '=', 'system')
		.executeTakeFirstOrThrow()
	const login = await world.db.read.selectFrom('account').select('login').where('id', '=', id).executeTakeFirstOrThrow()
	return world.as(login.login)
}

async function farmed(world: World): Promise<{ id: string; dealerId: string }> {
	await imported(world, listOf(180, 37))
	const dealerId = await world.dealerId('D-0001')
	const ask = { dealerId, month: '2026-10', cause: 'SIM_FARMING' } as const
	const { id } = must(await proposeClawback(await world.as('compliance'), { ...ask, reason: '十月养卡' }))
	return { id, dealerId }
}

const clawback = (world: World, id: string) =>
	world.db.read.selectFrom('clawback').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describeOnBoth('claw-back', (open) => {
	test('an activation list: looked at, imported as a whole or not at all, once, without full numbers', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const compliance = await world.as('compliance')
		const bad = Buffer.from(
			`${HEADER}\nA-1,JZ-WJ-0312,13812341234,2026-10-03,50,0,,\nA-1,NOWHERE,138****1234,2026-13-03,x,0,,`,
		)
		const taken = await takeActivations(compliance, { name: 'a.csv', bytes: bad })
		if (!('token' in taken)) throw new Error(taken.fault)
		const seen = must(await viewActivations(compliance, taken.token))
		expect(seen).toMatchObject({ rows: 2, wrong: 1, fresh: 1 })
		expect(seen.problems.map((one) => `${one.row}${one.letters} ${one.kind}`)).toEqual([
			'3D not-a-date',
			'3E not-an-amount',
		])
		expect(seen.warnings.map((one) => [one.kind, one.value])).toEqual([['full-number', '138****1234']])
		const before = await world.fingerprint()
		expect(await importActivations(compliance, taken.token)).toMatchObject({ error: { rule: 'import.has-errors' } })
		expect(await world.fingerprint()).toBe(before)
		// Somebody else does not have this upload, and a supervisor of one county may not import at all.
		expect(await viewActivations(await world.as('approver'), taken.token)).toMatchObject({ ok: false })

		expect(await imported(world, listOf(30, 3, 'JZ-WJ-0312', '13900001111'))).toEqual({ rows: 30, fresh: 30 })
		const rows = await world.db.read.selectFrom('activation').selectAll().execute()
		expect(JSON.stringify(rows)).not.toContain('13900001111')
		expect(rows[0]).toMatchObject({ number_masked: '139****1111', month: '2026-10' })
		const after = await world.fingerprint()
		expect(await imported(world, listOf(30, 3, 'JZ-WJ-0312', '13900001111'))).toEqual({ rows: 30, fresh: 0 })
		expect(await world.fingerprint()).toBe(after)
		// The same keys with another judgement change the records; another number is refused.
		expect(await imported(world, listOf(30, 5, 'JZ-WJ-0312', '13900001111'))).toEqual({ rows: 30, fresh: 0 })
		const taken2 = await takeActivations(compliance, { name: 'b.csv', bytes: listOf(2, 0) })
		const look = must(await viewActivations(compliance, 'token' in taken2 ? taken2.token : ''))
		expect(look.problems.map((one) => one.kind)).toEqual(['record-differs', 'record-differs'])
	})

	test('180 activations, 37 bad: 19 records are proposed, and no record is claimed twice', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id, dealerId } = await farmed(world)
		expect(await clawback(world, id)).toMatchObject({
			number: 'KH-2026-0001',
			state: 'DRAFT',
			total_records: 180,
			bad_records: 37,
			allowed_records: 18,
			records: 19,
			amount_fen: 19 * 6_000,
			cancelled_fen: 19 * 2_000,
			exit_review: 0,
			objection_until: '2026-11-05',
		})
		const compliance = await world.as('compliance')
		const ask = { dealerId, month: '2026-10', cause: 'SIM_FARMING' } as const
		expect(await proposeClawback(compliance, { ...ask, reason: 'again' })).toMatchObject({
			error: { rule: 'claim.nothing-to-claim' },
		})
		expect(must(await computeClawback(compliance, world.db.read, ask)).claimed).toBe(19)
		expect(await proposeClawback(compliance, { ...ask, cause: 'GRAVE', reason: 'x' })).toMatchObject({
			error: { rule: 'claim.case-not-grave' },
		})
		expect(await proposeClawback(await world.as('auditor'), { ...ask, reason: 'x' })).toMatchObject({
			error: { kind: 'forbidden' },
		})
		expect(await proposeClawback(await world.as('dealer'), { ...ask, reason: 'x' })).toMatchObject({
			error: { kind: 'missing' },
		})
		// Dropped, its records are free again.
		must(await dropClawback(compliance, { id, version: 1, reason: '数据有误' }))
		must(await proposeClawback(compliance, { ...ask, reason: 'again' }))
	})

	test('500 farmed numbers in a month: compliance is told to open a D05 case, which brings the exit to the panel', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await imported(world, listOf(520, 500))
		const compliance = await world.as('compliance')
		const ask = { dealerId: await world.dealerId('D-0001'), month: '2026-10', cause: 'SIM_FARMING' } as const
		const { id } = must(await proposeClawback(compliance, { ...ask, reason: '十月养卡' }))
		const told = async () =>
			(await world.db.read.selectFrom('outbox').select('id').where('kind', '=', 'clawback.exit-case').execute()).length
		const first = await told()
		expect(first).toBeGreaterThan(0)
		const outlet = await world.outletId('JZ-WJ-0312')
		expect(must(await clawbackPage(compliance, id)).exitCase).toEqual({
			violation: null,
			form: { type: 'D05', source: 'AUDIT', ref: 'KH-2026-0001', units: '500', outlet },
		})
		expect(must(await clawbackPage(await world.as('auditor'), id)).exitCase).toEqual({ violation: null, form: null })
		const query = new Request(
			`http://x/?${new URLSearchParams({ type: 'D05', units: '500', outlet, ref: 'KH-1', source: '?' })}`,
		)
		expect(readQuery(query, violationBeginSchema)).toEqual({
			outletId: outlet,
			typeCode: 'D05',
			source: '',
			sourceRef: 'KH-1',
			units: '500',
		})
		const violation = must(
			await recordViolation(await world.as('manager'), {
				...(await formOf(world, { severity: 'L3', occurredOn: '2026-10-31' })),
				outletId: outlet,
				typeCode: 'D05',
				units: 500,
				sourceRef: 'KH-2026-0001',
			}),
		)
		expect(must(await clawbackPage(compliance, id)).exitCase).toMatchObject({
			violation: { id: violation.id, number: violation.number },
		})
		// Claimed again, nobody is told again: there is a case.
		must(await dropClawback(compliance, { id, version: 1, reason: '数据有误' }))
		must(await proposeClawback(compliance, { ...ask, reason: 'again' }))
		expect(await told()).toBe(first)
		await giveEvidence(world, await world.as('manager'), violation.id)
		const confirm = {
			id: violation.id,
			version: 1,
			declaration: NO_CONFLICT,
			uplift: 'apply',
		} as const
		const penaltyId = must(await confirmViolationCase(compliance, confirm)).penaltyId ?? ''
		must(await checkCase(compliance, await at(world, penaltyId)))
		must(await issueNotice(compliance, await at(world, penaltyId)))
		const exits = (await measuresOf(world.db.read, penaltyId)).filter((one) => one.kind === 'TERMINATE')
		expect(exits).toMatchObject([{ state: 'PROPOSED', cause: 'FARMING' }])
	})

	test('the dealer objects, is answered, another person confirms; twice is refused', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id } = await farmed(world)
		const [dealer, compliance, approver] = [
			await world.as('dealer'),
			await world.as('compliance'),
			await world.as('approver'),
		]
		expect(await confirmClawbackClaim(approver, { id, version: 1 })).toMatchObject({
			error: { rule: 'claim.window-open' },
		})
		expect(await objectToClawback(await world.as('dealer2'), { id, version: 1, text: '不同意' })).toMatchObject({
			error: { kind: 'missing' },
		})
		must(await objectToClawback(dealer, { id, version: 1, text: '号码在正常使用' }))
		expect(await confirmClawbackClaim(approver, { id, version: 2 })).toMatchObject({
			error: { rule: 'claim.unanswered' },
		})
		must(await answerClawback(compliance, { id, version: 2, text: '无通话、无流量' }))
		expect(await confirmClawbackClaim(compliance, { id, version: 3 })).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await claimsToSettle(world.db.read, approver.actor.branchId, '2027-01-01T00:00:00.000Z')).toEqual([])
		must(await confirmClawbackClaim(approver, { id, version: 3 }))
		expect(await confirmClawbackClaim(approver, { id, version: 4 })).toMatchObject({ error: { rule: 'wrong-state' } })
	})

	test('collected from the ledger, then reversed: every account is as before, the records are free', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id, dealerId } = await farmed(world)
		world.at('2026-11-09')
		const approver = await world.as('approver')
		const { branchId, accountId } = approver.actor
		const post = (key: string, posting: Parameters<typeof appendTxn>[1]['posting'], claimId: string | null) =>
			approver.inTx(branchId, (tx) =>
				appendTxn(tx, {
					id: approver.newId(),
					branchId,
					dealerId,
					posting,
					claimId,
					voucher: 'V-1',
					key,
					postedOn: '2026-11-09',
					by: accountId,
					at: approver.now,
				}),
			)
		must(await post('c', { kind: 'COMMISSION', fen: 50_000 }, null))
		must(await post('d', { kind: 'DEPOSIT_IN', fen: 30_000 }, null))
		const before = await sumsOf(world.db.read, dealerId)
		must(await confirmClawbackClaim(approver, { id, version: 1 }))
		const until = '2026-12-01T00:00:00.000Z'
		expect(await claimsToSettle(world.db.read, branchId, approver.now)).toEqual([])
		expect(await claimsToSettle(world.db.read, branchId, until)).toEqual([
			{
				stream: 'clawback',
				id,
				dealerId,
				number: 'KH-2026-0001',
				amountFen: 114_000,
				collectedFen: 0,
				invoicedFen: 0,
			},
		])
		must(await post('o', { kind: 'OFFSET', fen: 50_000, stream: 'clawback' }, id))
		must(await post('e', { kind: 'DEDUCT', fromHeldFen: 0, fromAvailableFen: 30_000, stream: 'clawback' }, id))
		must(await post('i', { kind: 'INVOICE', fen: 34_000, stream: 'clawback' }, id))
		expect(await claimsToSettle(world.db.read, branchId, until)).toMatchObject([
			{ collectedFen: 80_000, invoicedFen: 34_000 },
		])
		await sweepClaims(await system(world))
		expect((await clawback(world, id)).state).toBe('CONFIRMED')
		must(await post('k', { kind: 'COLLECT', fen: 34_000, stream: 'clawback', from: 'CASH' }, id))
		await sweepClaims(await system(world))
		expect(await clawback(world, id)).toMatchObject({ state: 'COLLECTED', collected_at: approver.now })
		expect(await claimsToSettle(world.db.read, branchId, until)).toEqual([])
		const row = await clawback(world, id)
		must(await reverseClawback(approver, { id, version: row.version, reason: '复核后不成立' }))
		expect(await sumsOf(world.db.read, dealerId)).toEqual(before)
		expect((await bookOf(world.db.read, { claimId: id })).paidFen).toBe(0)
		expect(await balancesOf(world.db.read, dealerId)).toMatchObject({ available: 30_000 })
		const free = await world.db.read.selectFrom('clawback_record').select('id').where('live', '=', 1).execute()
		expect(free).toEqual([])
	})
})

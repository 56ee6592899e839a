import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import { DEFAULT_SETTINGS } from '#app/domain/penalty/settings.schema.ts'
import { caseMoneyView } from '#app/usecases/ledger/case-money.server.ts'
import { dealerStatement } from '#app/usecases/ledger/statement.server.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import type { Db } from '#db/client.server.ts'
import { txnsOfCase } from '#db/queries/ledger.server.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import { insertAcceptance } from '#db/queries/rulebook-acceptance.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { must, payIn, rowOf, servedCase } from '#tests/support/penalty-case.ts'
import { settleMonth } from '#tests/support/settle.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** The same world, whose rulebook asks 0.5% a day after ten days of grace, at most the principal. */
async function laySurcharge(db: Db): Promise<void> {
	await layWorld(db)
	await inTransaction(db, null, async (tx) => {
		const branch = await tx.selectFrom('branch').select('id').executeTakeFirstOrThrow()
		const [shipped] = await versionsOf(tx, branch.id, 'rulebook')
		if (!shipped) throw new Error('No rulebook ships')
		const old = rulebookSchema.parse(JSON.parse(shipped.body_json))
		const surcharge = { on: true, perTenThousandDaily: 50, graceDays: 10, capPercent: 100 }
		const settings = { ...DEFAULT_SETTINGS, ...old.settings, surcharge }
		const text = JSON.stringify({ ...old, code: 'RB-LATE', effectiveFrom: '2026-02-01', settings })
		const sha256 = createHash('sha256').update(text).digest('hex')
		const id = 'rulebook-late'
		const row = { ...shipped, id, code: 'RB-LATE', version: 2, body_json: text, sha256 }
		await tx
			.insertInto('reference_version')
			.values({ ...row, effective_from: '2026-02-01' })
			.execute()
		const by = await tx.selectFrom('account').select('id').where('login', '=', 'compliance').executeTakeFirstOrThrow()
		for (const dealer of await tx.selectFrom('dealer').select('id').execute())
			await insertAcceptance(tx, {
				id: `late-${dealer.id}`,
				branch_id: branch.id,
				dealer_id: dealer.id,
				rulebook_version_id: id,
				accepted_by: by.id,
				accepted_name: '吴建国',
				accepted_on: '2026-02-01',
				accepted_at: '2026-02-01T01:00:00.000Z',
				sha256,
				how: 'paper',
				note: '签收单',
			})
		return { ok: true }
	})
}

/** ¥500, final and invoiced whole on 30 November: late from 11 December on, ¥2.50 a day. */
async function invoiced(world: World): Promise<string> {
	const id = await servedCase(world)
	world.at('2026-11-30')
	await runSweep(world.deps, 'test')
	await settleMonth(world, '2026-11')
	expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', outstanding_fen: 50_000 })
	return id
}

const posted = async (world: World, id: string) =>
	(await txnsOfCase(world.db.read, id)).filter((txn) => txn.kind === 'SURCHARGE').map((txn) => txn.amount_fen)
const money = async (world: World, id: string) => caseMoneyView(await world.as('compliance'), id, false)
const statement = async (world: World, period: string) =>
	must(await dealerStatement(await world.as('compliance'), 'ledger.read', await world.dealerId('D-0001'), period))

async function settleOn(world: World, day: `${number}-${number}-${number}`): Promise<void> {
	world.at(day)
	await settleMonth(world, day.slice(0, 7))
}

describeOnBoth('late surcharge, where a version turns it on', (open) => {
	test('after the grace days, once per settlement, never on itself, at most the principal', async () => {
		const world = worldOf(await open(laySurcharge), '2026-11-02')
		const id = await invoiced(world)
		// A day is late once it is over: on 11 December nothing is asked yet.
		world.at('2026-12-11')
		expect((await money(world, id))?.surcharge?.fen).toBe(0)
		world.at('2026-12-12')
		expect((await money(world, id))?.surcharge).toMatchObject({
			fen: 250,
			lines: [{ from: '2026-12-11', to: '2026-12-11', days: 1, openFen: 50_000 }],
		})
		await settleOn(world, '2026-12-31')
		// 11 to 30 December.
		expect(await posted(world, id)).toEqual([5_000])
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', settled_fen: 0, outstanding_fen: 55_000 })
		expect(await money(world, id)).toMatchObject({
			surchargeFen: 5_000,
			outstandingFen: 55_000,
			surcharge: { fen: 5_000 },
		})
		const lines = (await statement(world, '2026-12')).lines.filter((line) => line.kind === 'SURCHARGE')
		expect(lines).toMatchObject([{ debtId: id, change: { receivableFen: 5_000, depositFen: 0 } }])
		await settleOn(world, '2027-01-31')
		// 31 more days of the principal alone.
		expect(await posted(world, id)).toEqual([5_000, 7_750])
		await settleOn(world, '2027-06-30')
		expect((await posted(world, id)).reduce((sum, fen) => sum + fen, 0)).toBe(50_000)
		expect((await money(world, id))?.surcharge).toMatchObject({ fen: 50_000, cappedAtFen: 50_000 })
		await settleOn(world, '2027-07-31')
		expect(await posted(world, id)).toHaveLength(3)
		expect((await rowOf(world, id)).outstanding_fen).toBe(100_000)
	})

	test('paid with the settlement: what was posted is the working that stays on the page', async () => {
		const world = worldOf(await open(laySurcharge), '2026-11-02')
		const id = await invoiced(world)
		world.at('2026-12-20')
		await payIn(world, 60_000)
		await settleOn(world, '2026-12-31')
		expect(await rowOf(world, id)).toMatchObject({ state: 'SETTLED', settled_fen: 55_000, outstanding_fen: 0 })
		world.at('2027-03-01')
		expect(await money(world, id)).toMatchObject({
			surchargeFen: 5_000,
			surcharge: { fen: 5_000, lines: [{ from: '2026-12-11', to: '2026-12-30', days: 20 }] },
		})
	})

	test('a part that is paid counts for less from its day on; the days of a review not at all', async () => {
		const world = worldOf(await open(laySurcharge), '2026-11-02')
		const id = await invoiced(world)
		const dealer = await world.accountId('dealer')
		const reviewed = {
			ground: 'amount',
			statement: '数量有误',
			requested_by: dealer,
			requested_at: '2026-12-16T02:00:00.000Z',
			outcome: 'UPHELD',
			amount_fen: null,
			reason: '维持',
			decided_by: dealer,
			decided_at: '2026-12-20T02:00:00.000Z',
			withdrawn_at: null,
			by_default: 0,
		} as const
		const { branch_id, round } = await rowOf(world, id)
		const row = { id: 'review-late', branch_id, penalty_id: id, round, ...reviewed }
		await world.db.write.insertInto('review').values(row).execute()
		world.at('2026-12-25')
		await payIn(world, 30_000)
		await settleOn(world, '2026-12-31')
		// 11 to 15 and 21 to 30 December: fifteen days; then 20,000 of the principal are open.
		expect(await posted(world, id)).toEqual([3_750])
		expect(await rowOf(world, id)).toMatchObject({ settled_fen: 30_000, outstanding_fen: 23_750 })
		await settleOn(world, '2027-01-31')
		expect(await posted(world, id)).toEqual([3_750, 31 * 100])
	})
})

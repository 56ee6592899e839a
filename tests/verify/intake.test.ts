import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { answerItem, declineItem, mergeItem } from '#app/usecases/intake/answer.server.ts'
import { addBatchItem, closeBatch, openBatch } from '#app/usecases/intake/batches.server.ts'
import { importSatisfaction, takeSatisfaction } from '#app/usecases/intake/import-satisfaction.server.ts'
import { orderFromItem } from '#app/usecases/intake/make-order.server.ts'
import { correctSatisfaction } from '#app/usecases/intake/satisfaction.server.ts'
import { checkIntake } from '#app/usecases/verify/intake.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { complained, itemRow, makeForm } from '#tests/support/intake.ts'
import { done } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** One of everything: a cluster, an order, a duplicate, a decline, a closed batch, a corrected month. */
async function full(world: World): Promise<void> {
	const ctx = await world.as('orders')
	for (let n = 0; n < 5; n++) await complained(world)
	const single = { category: 'G' }
	await orderFromItem(ctx, await complained(world, single), await makeForm(world, 1))
	const reason = '不是本公司的业务，已告知。'
	done(await declineItem(ctx, { id: await complained(world, single), version: 1, code: 'NOT_OURS', reason }))
	const twin = await complained(world, single)
	done(await mergeItem(ctx, { id: twin, version: 1, into: 'TS-2026-0006', reason: '' }))
	const batch = done(
		await openBatch(ctx, { kind: 'survey', period: '2026-11', title: '望江主厅 11 月', receivedOn: '2026-11-16' }),
	).id
	const item = { supervisorId: '', topic: 'WAITING' as const, outletId: '', category: 'G' as const, wanted: '' }
	const made = done(await addBatchItem(ctx, batch, { ...item, requestKey: 'a', matter: '等待时间较长。' }))
	done(await answerItem(ctx, { id: made.id, version: 1, answer: '已增开台席。', via: 'NONE' }))
	done(await closeBatch(ctx, { id: batch, version: 1 }))
	const bytes = Buffer.from('网点编码,月份,满意度\nJZ-WJ-0312,2026-10,95.00')
	const taken = await takeSatisfaction(ctx, { name: 'm.csv', bytes })
	if ('token' in taken) done(await importSatisfaction(ctx, taken.token))
	const correction = { month: '2026-10', percent: 9600, reason: '来源更正', confirm: 'on' as const }
	done(await correctSatisfaction(ctx, await world.outletId('JZ-WJ-0312'), correction))
}

describeOnBoth('verify the registers of complaints', (open, dialect) => {
	test('sound ones pass, and each planted fault is found', async () => {
		const world = worldOf(await open(layWorld), '2026-11-16')
		await full(world)
		const sound = await checkIntake(world.db.read)
		expect(sound.faults).toEqual([])
		expect(sound.looked).toBe('9 items, 1 proposal')
		const { write, read } = world.db
		if (dialect === 'sqlite') await sql`pragma ignore_check_constraints = on`.execute(write)
		else {
			const { rows } = await sql<{ t: string; c: string }>`select conrelid::regclass::text as t, conname as c
				from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`.execute(write)
			for (const { t, c } of rows)
				await sql.raw(`alter table ${t} drop constraint if exists ${c} cascade`).execute(write)
		}
		const plant = async (bad: string, undo: string): Promise<string[]> => {
			await sql.raw(bad).execute(write)
			const found = (await checkIntake(read)).faults.map((fault) => fault.what)
			await sql.raw(undo).execute(write)
			expect((await checkIntake(read)).faults).toEqual([])
			return found
		}
		const first = `where number = 'TS-2026-0001'`
		const row = await itemRow(
			world,
			(await read.selectFrom('intake_item').select('id').where('number', '=', 'TS-2026-0001').executeTakeFirstOrThrow())
				.id,
		)
		expect(
			await plant(
				`update intake_item set number = 'TS-2026-0099' ${first}`,
				`update intake_item set number = 'TS-2026-0001' where number = 'TS-2026-0099'`,
			),
		).toEqual(['number 1 of 8 is missing', 'number 99 is beyond the last one, 8'])
		expect(
			await plant(`update intake_item set category = 'C' ${first}`, `update intake_item set category = 'B' ${first}`),
		).toEqual(['is a member of a cluster of another outlet or cause'])
		expect(
			await plant(
				`update intake_item set proposal_id = null ${first}`,
				`update intake_item set proposal_id = '${row.proposal_id}' ${first}`,
			),
		).toEqual(['has 4 members, fewer than 5', '4 members in no full window'])
		expect(
			await plant(
				`update intake_item set due_at = '2026-12-24T10:00:00.000Z' ${first}`,
				`update intake_item set due_at = '${row.due_at}' ${first}`,
			),
		).toEqual(['shows another date than its clock'])
		expect(
			await plant(
				`update intake_item set matter = '用户 13812341234' ${first}`,
				`update intake_item set matter = '${row.matter}' ${first}`,
			),
		).toEqual(['holds a full number'])
		expect(
			await plant(`update supervision_order set state = 'WITHDRAWN'`, `update supervision_order set state = 'DRAFT'`),
		).toEqual(['waits for an order that is gone'])
		expect(
			await plant(
				`update clock set state = 'RUNNING' where kind = 'survey.answer'`,
				`update clock set state = 'MET' where kind = 'survey.answer'`,
			),
		).toEqual(['has ended, but its clock runs'])
		expect(
			await plant(
				`update window_satisfaction set in_force = 0`,
				`update window_satisfaction set in_force = 1 where n = 2`,
			),
		).toEqual(['its versions do not end with the one in force'])
		expect(
			await plant(
				`update intake_item set state = 'OPEN', answered_at = null where kind = 'survey'`,
				`update intake_item set state = 'ANSWERED', answered_at = '${row.received_at}' where kind = 'survey'`,
			),
		).toEqual(['waits for an answer, but its clock is met', 'has no answer, but its batch is closed'])
	})
})

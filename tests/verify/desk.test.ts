import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import { askMoreTime } from '#app/usecases/penalties/ask-extension.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { declineReport, takeUpReport } from '#app/usecases/self-reports/decide.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { checkDesk } from '#app/usecases/verify/desk.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { at, decided, inDefence, must } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

async function reported(world: World, n: number): Promise<string> {
	const form = selfReportSchema.parse({
		outletId: await world.outletId('JZ-WJ-0312'),
		matter: '没有给用户看资费就开了业务',
		occurredOn: '2026-11-05',
		units: '1',
		facts: '店员没有出示资费说明。',
		refund: 'DONE',
		confirm: 'on',
	})
	return must(await reportOwnViolation(await world.as('dealer'), { requestKey: `form-0000${n}`, form })).id
}

/** One of everything: granted, refused, waiting; taken up, declined, waiting. */
async function full(world: World): Promise<void> {
	const [dealer, compliance] = [await world.as('dealer'), await world.as('compliance')]
	const days = ['2026-10-28', '2026-10-29', '2026-10-30'] as const
	for (const [i, occurredOn] of days.entries()) {
		const id = await inDefence(world, { occurredOn })
		must(await askMoreTime(dealer, { ...(await at(world, id)), reason: '等证明。' }))
		if (i < 2)
			must(await extendDefence(compliance, { ...(await at(world, id)), grant: i === 0, reason: '证据已经齐全。' }))
	}
	await decided(world, { occurredOn: '2026-10-27' })
	const taken = await reported(world, 1)
	must(await takeUpReport(compliance, { id: taken, version: 1, typeCode: 'B01', units: 1, answer: '' }))
	must(await declineReport(compliance, { id: await reported(world, 2), version: 1, answer: '这不是违规行为。' }))
	await reported(world, 3)
}

describeOnBoth('verify the desk', (open, dialect) => {
	test('a sound desk passes, and each planted fault is found', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await full(world)
		const sound = await checkDesk(world.db.read)
		expect(sound.faults).toEqual([])
		expect(sound.looked).toBe('3 requests for more time, 3 self-reports, 0 early decisions')
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
			const found = (await checkDesk(read)).faults.map((fault) => fault.what)
			await sql.raw(undo).execute(write)
			return found
		}
		const extension = (change: string, where: string) => `update defence_extension set ${change} where ${where}`
		const report = (change: string, where: string) => `update self_report set ${change} where ${where}`
		const faults: readonly (readonly [string, string, string])[] = [
			[
				extension(`asked_at = '2026-12-20T02:00:00.000Z'`, `outcome = 'GRANTED'`),
				extension(`asked_at = '2026-11-09T02:00:00.000Z'`, `outcome = 'GRANTED'`),
				'was asked after the window',
			],
			[
				extension(`answer = ''`, `outcome = 'REFUSED'`),
				extension(`answer = '证据已经齐全。'`, `outcome = 'REFUSED'`),
				'was refused without a reason',
			],
			[
				`update penalty set state = 'DECIDED' where id = (select penalty_id from defence_extension where outcome is null)`,
				`update penalty set state = 'DEFENCE' where id = (select penalty_id from defence_extension where outcome is null)`,
				'was never answered before the decision',
			],
			[
				`update penalty set defence_extended = 0 where id = (select penalty_id from defence_extension where outcome = 'GRANTED')`,
				`update penalty set defence_extended = 1 where id = (select penalty_id from defence_extension where outcome = 'GRANTED')`,
				'was granted, but the window is not longer',
			],
			[
				report(`found_json = '[{}]'`, `state = 'TAKEN_UP'`),
				report(`found_json = '[]'`, `state = 'TAKEN_UP'`),
				'carries the factor, but did not come first',
			],
			[
				report(`number = 'ZB-2026-0009'`, `state = 'RECEIVED'`),
				report(`number = 'ZB-2026-0003'`, `state = 'RECEIVED'`),
				'number 3 of 3 is missing',
			],
			[
				`update violation set source_ref = 'x' where source = 'SELF_REPORT'`,
				`update violation set source_ref = 'ZB-2026-0001' where source = 'SELF_REPORT'`,
				'its violation is not of this report',
			],
		]
		for (const [bad, undo, what] of faults) expect(await plant(bad, undo), what).toContain(what)
		expect((await checkDesk(read)).faults).toEqual([])
	})
})

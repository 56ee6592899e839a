import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { pauseClock, resumeClock } from '#app/usecases/clocks/acts.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkClocks } from '#app/usecases/verify/clocks.server.ts'
import { clockById, latestClock } from '#db/queries/clocks.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { signedFor } from '#tests/support/orders.ts'
import { at, inDefence, must, payIn } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** An order about a complaint, one that stands, one that is late, a case with a longer defence. */
async function story(world: World): Promise<void> {
	await payIn(world, 3_000_000)
	await signedFor(world, { complaintOn: '2026-10-30', source: 'HOTLINE' })
	const [stands, stood] = [await signedFor(world), await signedFor(world)]
	const issuer = await world.as('issuer')
	for (const id of [stands, stood]) {
		const clock = await latestClock(world.db.read, 'order', id, 'order.handle')
		if (!clock) throw new Error(id)
		const until = { until: '2026-11-20', reason: '等待回函' } as const
		must(await issuer.inTx(issuer.actor.branchId, (tx) => pauseClock(issuer, tx, clock, until)))
	}
	const penalty = await inDefence(world)
	must(await extendDefence(await world.as('compliance'), { ...(await at(world, penalty)), reason: '资料较多' }))
	world.at('2026-11-05')
	const later = await world.as('issuer')
	const clock = await latestClock(world.db.read, 'order', stood, 'order.handle')
	if (!clock) throw new Error(stood)
	must(
		await later.inTx(later.actor.branchId, async (tx) => {
			const now = await clockById(tx, clock.id)
			if (!now) throw new Error(clock.id)
			return resumeClock(later, tx, now, '回函已到')
		}),
	)
	world.at('2026-11-18')
	await sweepOnce(world.deps)
}

const HANDLE = "kind = 'order.handle' and state = 'RUNNING'"
const STATUTORY = "(select id from clock where kind = 'order.statutory' limit 1)"

const PLANTED: readonly (readonly [what: string, statement: string, fault: RegExp])[] = [
	['another date', `update clock set due_at = '2026-12-30T10:00:00.000Z' where ${HANDLE}`, /its facts give/],
	['another day', `update clock set due_on = '2026-12-30' where ${HANDLE}`, /its facts give/],
	['first date', `update clock set first_due_at = '2026-12-30T10:00:00.000Z' where ${HANDLE}`, /was first due/],
	['limit', `update clock set limit_amount = 14 where ${HANDLE}`, /its facts give/],
	['close', `update clock set close_at = 1440 where ${HANDLE}`, /its facts give/],
	['statutory rule', 'update clock set cut_statutory_on = null where cut_statutory_on is not null', /its facts give/],
	['provisional', `update clock set provisional = 1 where ${HANDLE}`, /is marked provisional/],
	[
		'longer pause',
		"update clock_pause set to_at = '2026-11-12T02:00:00.000Z' where to_at is not null",
		/its facts give/,
	],
	['pause gone', 'delete from clock_pause where to_at is null', /is PAUSED with 0 open pauses/],
	['runs and stands', "update clock set state = 'RUNNING' where state = 'PAUSED'", /is RUNNING with 1 open pauses/],
	['extension gone', 'delete from clock_extension', /its facts give/],
	['runs and met', `update clock set met_at = started_at where ${HANDLE}`, /is RUNNING and has ended/],
	['late without', "update clock set breached_at = null where state = 'BREACHED'", /is BREACHED without a moment/],
	['late in time', "update clock set met_at = started_at where state = 'BREACHED'", /is BREACHED and was answered at/],
	[
		'met after the date',
		"update clock set met_at = '2026-12-30T10:00:00.000Z' where state = 'MET'",
		/is MET at 2026-12-30T10:00:00.000Z, after/,
	],
	[
		'law paused',
		`update clock_pause set clock_id = ${STATUTORY} where to_at is not null`,
		/is set by law and was paused/,
	],
	[
		'a move that was none',
		`insert into clock_move select 'stray', branch_id, clock_id, 'manual', '2026-01-01T00:00:00.000Z', new_due_at,
			old_due_on, new_due_on, old_calendar_version_id, new_calendar_version_id, reason, moved_by,
			'2026-12-31T00:00:00.000Z' from clock_move where cause = 'resume'`,
		/moved from 2026-01-01T00:00:00.000Z, where it never was/,
	],
	[
		'a copy',
		`update supervision_order set due_at = '2026-12-30T10:00:00.000Z'`,
		/says 2026-12-30T10:00:00.000Z, its clock/,
	],
]

describeOnBoth('verify: clocks', (open) => {
	test('what the product does is sound; each planted fault is found', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await story(world)
		const sound = await checkClocks(world.db.read)
		expect(sound.faults).toEqual([])
		expect(Number(sound.looked.split(' ')[0])).toBeGreaterThan(8)
		for (const [what, statement, fault] of PLANTED) {
			const found: string[] = []
			await world.db.write
				.transaction()
				.execute(async (tx) => {
					await sql.raw(statement).execute(tx)
					found.push(...(await checkClocks(tx)).faults.map((one) => one.what))
					throw new Error('back')
				})
				.catch((error: unknown) => {
					if (!(error instanceof Error) || error.message !== 'back') throw error
				})
			expect(
				found.some((one) => fault.test(one)),
				`${what}: ${found.join('; ')}`,
			).toBe(true)
		}
	})
})

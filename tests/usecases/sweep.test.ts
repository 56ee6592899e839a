import { expect, test } from 'vitest'
import { addDays, addMs, HOUR_MS, instantAt } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { lastSweep, runSweep, sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { chinaBody } from '#tests/support/china-calendar.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, issued, orderRow, signedFor } from '#tests/support/orders.ts'
import { inDefence } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

async function noticesOf(w: World, login: string): Promise<string[]> {
	const rows = await w.db.read
		.selectFrom('inbox_item')
		.select('kind')
		.where('account_id', '=', await w.accountId(login))
		.orderBy('kind')
		.execute()
	return rows.map((row) => row.kind)
}

async function rungs(w: World): Promise<string[]> {
	const rows = await w.db.read.selectFrom('order_chase').select('rung').orderBy('at').execute()
	return rows.map((row) => row.rung)
}

describeOnBoth('sweep', (open) => {
	test('the ladder climbs day by day, each rung once', async () => {
		const w = worldOf(await open(layWorld))
		await signedFor(w)
		const mornings = ['2026-11-12', '2026-11-19', '2026-11-20', '2026-11-23'] as const
		const seen: string[] = []
		for (const day of mornings) {
			w.at(instantAt(day, 8 * 60 + 31))
			await sweepOnce(w.deps)
			await sweepOnce(w.deps)
			seen.push((await rungs(w)).join(' '))
		}
		expect(seen).toEqual(['half', 'half T-2', 'half T-2 T-1', 'half T-2 T-1 T'])
		expect(await noticesOf(w, 'department')).toEqual(['order.issued', ...Array(4).fill('order.reminder')])
	})

	test('two sweeps at once do each effect once', async () => {
		const w = worldOf(await open(layWorld))
		for (let i = 0; i < 4; i++) await signedFor(w)
		w.at(instantAt('2026-11-24', 600))
		await Promise.all([sweepOnce(w.deps), sweepOnce(w.deps), sweepOnce(w.deps)])
		const overdue = await w.db.read
			.selectFrom('case_event')
			.select('subject_id')
			.where('kind', '=', 'order.overdue')
			.execute()
		expect(new Set(overdue.map((e) => e.subject_id)).size).toBe(4)
		expect(overdue).toHaveLength(4)
		expect(await rungs(w)).toEqual(['T+1', 'T+1', 'T+1', 'T+1'])
		const told = (await noticesOf(w, 'head-qd')).filter((kind) => kind === 'order.overdue')
		expect(told).toHaveLength(4)
		const chases = await w.db.read.selectFrom('supervision_order').select('chase_count').execute()
		expect(chases.map((row) => row.chase_count)).toEqual([1, 1, 1, 1])
	})

	test('after an outage of 72 hours the moment of the deadline is kept and nothing is lost', async () => {
		const w = worldOf(await open(layWorld))
		const id = await signedFor(w)
		w.at(instantAt('2026-11-20', 9 * 60))
		await sweepOnce(w.deps)
		w.at(addMs(instantAt('2026-11-20', 9 * 60), 72 * HOUR_MS))
		await sweepOnce(w.deps)
		// Monday 11-23, 09:00: the morning reminder; the deadline is still ahead.
		expect(await rungs(w)).toEqual(['T-1', 'T'])
		expect((await orderRow(w, id)).overdue_at).toBeNull()
		w.at(addMs(instantAt('2026-11-23', 9 * 60), 72 * HOUR_MS))
		await sweepOnce(w.deps)
		expect((await orderRow(w, id)).overdue_at).toBe(instantAt('2026-11-23', 1080))
		expect(await rungs(w)).toEqual(['T-1', 'T', 'T+1', 'T+3'])
	})

	test('acknowledgement and assisting tasks run late by themselves', async () => {
		const w = worldOf(await open(layWorld))
		const help = { departmentId: await departmentId(w, 'XX'), task: '提供短信记录', dueOn: '2026-11-05' }
		const id = await issued(w, { assists: [help] })
		w.at('2026-11-04')
		await sweepOnce(w.deps)
		done(await acknowledgeOrder(await w.as('department'), id, 3))
		w.at('2026-11-06')
		await sweepOnce(w.deps)
		const events = await w.db.read
			.selectFrom('case_event')
			.select('kind')
			.where('kind', 'in', ['order.signed-by-default', 'order.assist-overdue'])
			.orderBy('id')
			.execute()
		expect(events.map((e) => e.kind)).toEqual(['order.signed-by-default', 'order.assist-overdue'])
		const task = await w.db.read.selectFrom('order_assist').select('overdue_at').executeTakeFirst()
		expect(task?.overdue_at).toBe(instantAt('2026-11-05', 1080))
		expect((await orderRow(w, id)).overdue_at).toBeNull()
		expect(await noticesOf(w, 'handler-xx')).toEqual(['order.assist', 'order.escalated'])
	})

	test('another holder keeps the lease until it runs out', async () => {
		const w = worldOf(await open(layWorld))
		expect((await runSweep(w.deps, 'a')).ran).toBe(true)
		expect(await lastSweep(w.deps)).toBe(instantAt('2026-11-02', 600))
		await w.db.write
			.updateTable('lease')
			.set({ holder: 'a', until: instantAt('2026-11-02', 605) })
			.execute()
		expect((await runSweep(w.deps, 'b')).ran).toBe(false)
		w.at(instantAt('2026-11-02', 606))
		expect((await runSweep(w.deps, 'b')).ran).toBe(true)
	})

	test('a clock whose effect fails leaves the others alone', async () => {
		const w = worldOf(await open(layWorld))
		const [broken, sound] = [await signedFor(w), await signedFor(w)]
		await w.db.write.updateTable('supervision_order').set({ urgency: 'NONE' }).where('id', '=', broken).execute()
		w.at(instantAt('2026-11-24', 600))
		const result = await sweepOnce(w.deps)
		// Its deadline and its ladder.
		expect(result.failed).toBe(2)
		expect((await orderRow(w, sound)).overdue_at).not.toBeNull()
		expect((await orderRow(w, broken)).overdue_at).toBeNull()
	})
})

describeOnBoth('a new calendar', (open) => {
	test('counts provisional dates again, once, and writes old and new date into the log', async () => {
		const w = worldOf(await open(layWorld), '2026-12-11')
		const moved = await signedFor(w)
		const kept = await signedFor(w, { urgency: 'URGENT' })
		expect(await orderRow(w, moved)).toMatchObject({ due_on: '2027-01-04', due_provisional: 1 })
		const body = chinaBody()
		// The notice as it may come out: New Year's Day is a bridge of three days, made up on the Sunday before.
		const years = body.years.map((year) =>
			year.year === 2027
				? {
						...year,
						status: 'official' as const,
						holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((date) => ({ date })),
						makeUpWorkdays: [],
					}
				: year,
		)
		await w.db.write
			.insertInto('reference_version')
			.values({
				id: 'calendar-2027',
				branch_id: (await orderRow(w, moved)).branch_id,
				kind: 'calendar',
				code: 'CN',
				version: 2,
				effective_from: '2026-12-14',
				status: 'PUBLISHED',
				body_json: JSON.stringify({ timeZone: 'Asia/Shanghai', ...body, years }),
				sha256: '0'.repeat(64),
				published_at: instantAt('2026-12-14', 540),
			})
			.execute()
		w.at('2026-12-15')
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		expect(await orderRow(w, moved)).toMatchObject({
			due_on: '2027-01-05',
			due_provisional: 0,
			calendar_version_id: 'calendar-2027',
		})
		const events = await w.db.read.selectFrom('case_event').selectAll().where('kind', '=', 'order.recounted').execute()
		expect(
			events.map((e) => [e.subject_id, JSON.parse(e.before_json).due_on, JSON.parse(e.after_json).due_on]),
		).toEqual([[moved, '2027-01-04', '2027-01-05']])
		expect((await orderRow(w, kept)).due_on).toBe('2026-12-16')
		const clocks = await w.db.read
			.selectFrom('clock')
			.select('calendar_version_id')
			.where('kind', '=', 'order.handle')
			.execute()
		expect(clocks.map((c) => c.calendar_version_id)).toEqual(['calendar-2027', 'calendar-2027'])
	})
})

describeOnBoth('a dealer who has said nothing', (open) => {
	test('is reminded once, two working days before the window closes', async () => {
		const w = worldOf(await open(layWorld))
		await inDefence(w)
		const reminded = async () => {
			await sweepOnce(w.deps)
			return (await noticesOf(w, 'dealer')).filter((kind) => kind === 'penalty.defence-reminder').length
		}
		const clock = await w.db.read
			.selectFrom('clock')
			.select('due_on')
			.where('kind', '=', 'penalty.defence')
			.executeTakeFirstOrThrow()
		const counts: number[] = []
		// The window closes on a Monday: two working days before it is the Thursday.
		for (const days of [-5, -4, -3, 0]) {
			w.at(addDays(clock.due_on, days))
			counts.push(await reminded())
		}
		expect(counts).toEqual([0, 1, 1, 1])
	})
})

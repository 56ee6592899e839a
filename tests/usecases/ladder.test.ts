import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addMs, HOUR_MS, type Instant, instantAt, MINUTE_MS } from '#app/domain/time.ts'
import { enterAbsence, takeBackAbsence } from '#app/usecases/absences/absences.server.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { SweepHalted } from '#app/usecases/sweep/halt.ts'
import { runSweep, sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { sweepStatus } from '#app/usecases/sweep/status.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, issued, orderRow, ruleOf, signedFor } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** Kinds of the messages of one person with the rung they tell of, in the order in which they came. */
async function told(w: World, login: string): Promise<string[]> {
	const rows = await w.db.read
		.selectFrom('outbox')
		.select(['kind', 'params_json'])
		.where('account_id', '=', await w.accountId(login))
		.where('kind', 'in', ['order.reminder', 'order.chase-notice', 'order.escalated', 'order.overdue'])
		.orderBy('created_at')
		.orderBy('id')
		.execute()
	return rows.map(({ kind, params_json }) => {
		const params: { rung?: string; for?: string } = JSON.parse(params_json)
		return `${kind}${params.rung ? ` ${params.rung}` : ''}${params.for ? ` for ${params.for}` : ''}`
	})
}

async function effects(w: World): Promise<{ rungs: number; overdue: number }> {
	const rungs = await w.db.read.selectFrom('reminder').select('rung_key').execute()
	const overdue = await w.db.read.selectFrom('case_event').select('id').where('kind', '=', 'order.overdue').execute()
	return { rungs: rungs.length, overdue: overdue.length }
}

const away = { person: null, deputy: null, note: '' }
const morning = (day: `${number}-${number}-${number}`) => instantAt(day, 8 * 60 + 31)

describeOnBoth('absence and deputy', (open) => {
	test('the deputy is told beside the owner, with whose message it is', async () => {
		const w = worldOf(await open(layWorld))
		await signedFor(w)
		done(await enterAbsence(await w.as('department'), { ...away, from: '2026-11-12', until: '2026-11-13' }))
		w.at(morning('2026-11-12'))
		await sweepOnce(w.deps)
		expect(await told(w, 'department')).toEqual(['order.reminder half'])
		expect(await told(w, 'handler-qd')).toEqual(['order.reminder half for 孙志远'])
		w.at(morning('2026-11-19'))
		await sweepOnce(w.deps)
		expect(await told(w, 'handler-qd')).toHaveLength(1)
		expect(await told(w, 'department')).toHaveLength(2)
	})

	test('nobody there: the silence of somebody who is ill reaches the next in line', async () => {
		const w = worldOf(await open(layWorld))
		await signedFor(w)
		for (const login of ['department', 'handler-qd'])
			done(await enterAbsence(await w.as(login), { ...away, from: '2026-11-10', until: '2026-11-30' }))
		w.at(morning('2026-11-12'))
		await sweepOnce(w.deps)
		expect(await told(w, 'head-qd')).toEqual(['order.reminder half for 孙志远'])
	})

	test('the owner hears of what the head and the manager above are told', async () => {
		const w = worldOf(await open(layWorld))
		await signedFor(w)
		for (const day of ['2026-11-24', '2026-11-26', '2026-11-30'] as const) {
			w.at(morning(day))
			await sweepOnce(w.deps)
		}
		const after = ['order.overdue', 'order.chase-notice T+1', 'order.escalated T+3', 'order.escalated T+5']
		const sorted = async (login: string) => (await told(w, login)).sort()
		expect(await sorted('department')).toEqual([...after].sort())
		expect(await sorted('head-qd')).toEqual([after[0], after[1], after[3]].sort())
		expect(await sorted('issuer')).toEqual([...after].sort())
		const notices = await w.db.read.selectFrom('order_notice').select('rung_key').execute()
		expect(notices).toHaveLength(1)
	})

	test('overlaps, oneself, dealers and days that are over are refused; what was entered can be taken back', async () => {
		const w = worldOf(await open(layWorld))
		const me = await w.as('department')
		const other = await w.accountId('handler-qd')
		const { id } = done(await enterAbsence(me, { ...away, from: '2026-11-10', until: '2026-11-12', deputy: other }))
		const tried = async (form: Partial<Parameters<typeof enterAbsence>[1]>) =>
			ruleOf(await enterAbsence(me, { ...away, from: '2026-12-01', until: '2026-12-02', ...form }))
		expect(await tried({ from: '2026-11-12', until: '2026-11-20' })).toBe('absence.overlap')
		expect(await tried({ until: '2026-11-30' })).toBe('absence.order')
		expect(await tried({ from: '2026-10-01', until: '2026-10-02' })).toBe('absence.past')
		expect(await tried({ deputy: me.actor.accountId })).toBe('absence.self')
		expect(await tried({ deputy: await w.accountId('dealer') })).toBe('absence.deputy')
		expect(await tried({ person: other })).toBe('not-allowed')
		expect(ruleOf(await takeBackAbsence(await w.as('handler-qd'), id))).toBe('not-found')
		done(await takeBackAbsence(me, id))
		expect(ruleOf(await takeBackAbsence(me, id))).toBe('already-done')
		expect(await tried({ from: '2026-11-11', until: '2026-11-20' })).toBe('done')
		const admin = await w.as('admin')
		const form = { ...away, person: other, from: '2026-11-11', until: '2026-11-20' } as const
		expect(ruleOf(await enterAbsence(admin, form))).toBe('done')
	})
})

/** The world's process under another name, killed or stopped at a place. */
function processOf(w: World, failpoint: (name: string) => void | Promise<void>, now?: () => Instant): Deps {
	return { ...w.deps, failpoint, ...(now ? { now } : {}) }
}
const PLACES = ['lease.taken', 'tx.before', 'tx.begun', 'tx.worked', 'tx.committed', 'part.recounted', 'part.claims']
const MORE = [
	'effect.before',
	'rung.noted',
	'rung.told',
	'effect.between',
	'effect.after',
	'looks.noted',
	'part.passed',
]
const LAST = ['batch.delivered', 'part.delivered', 'lease.before-return', 'lease.returned']

describeOnBoth('the sweep under faults', (open, dialect) => {
	test('killed at every place, again and again, each effect is there once', async () => {
		const w = worldOf(await open(layWorld))
		for (let i = 0; i < 3; i += 1) await signedFor(w)
		let now: Instant = instantAt('2026-11-27', 600)
		for (const place of [...PLACES, ...MORE, ...LAST]) {
			const killed = processOf(
				w,
				(name) => {
					if (name === place) throw new SweepHalted(`killed at ${name}`)
				},
				() => now,
			)
			expect((await runSweep(killed, place)).ran).toBe(false)
			// Until its lease has run out nobody else comes in.
			if (place === 'tx.worked')
				expect(
					(
						await runSweep(
							processOf(
								w,
								() => undefined,
								() => now,
							),
							'z',
						)
					).ran,
				).toBe(false)
			now = addMs(now, 6 * MINUTE_MS)
		}
		w.at(now)
		expect((await runSweep(w.deps, 'last')).ran).toBe(true)
		expect(await effects(w)).toEqual({ rungs: 6, overdue: 3 })
		const outbox = await w.db.read.selectFrom('outbox').select('id').where('delivered_at', 'is', null).execute()
		expect(outbox).toEqual([])
	})

	test('a process that stood still finds its lease taken and writes nothing more', async () => {
		const w = worldOf(await open(layWorld))
		for (let i = 0; i < 3; i += 1) await signedFor(w)
		let now: Instant = instantAt('2026-11-24', 600)
		let release = () => undefined as unknown
		const stood = new Promise<void>((go) => {
			release = () => go()
		})
		let reached = () => undefined as unknown
		const there = new Promise<void>((go) => {
			reached = () => go()
		})
		let waits = true
		const still = processOf(
			w,
			async (name) => {
				if (name !== 'effect.after' || !waits) return
				waits = false
				reached()
				await stood
			},
			() => now,
		)
		const running = runSweep(still, 'still')
		await there
		now = addMs(now, 6 * MINUTE_MS)
		expect(
			(
				await runSweep(
					processOf(
						w,
						() => undefined,
						() => now,
					),
					'other',
				)
			).ran,
		).toBe(true)
		release()
		expect((await running).ran).toBe(false)
		expect(await effects(w)).toEqual({ rungs: 3, overdue: 3 })
		const lease = await w.db.read.selectFrom('lease').selectAll().where('name', '=', 'sweep').executeTakeFirstOrThrow()
		expect(lease).toMatchObject({ holder: null, last_run_at: now })
	})

	test('a clock that jumps ahead is not believed, one that was set back resends nothing', async () => {
		const w = worldOf(await open(layWorld))
		const id = await signedFor(w)
		const truth = instantAt('2026-11-20', 600)
		w.at(truth)
		await runSweep(w.deps, 'a')
		let now: Instant = instantAt('2026-11-24', 600)
		const doubted: Deps = {
			...processOf(
				w,
				() => undefined,
				() => now,
			),
			witness: async () => truth,
		}
		expect((await runSweep(doubted, 'a')).ran).toBe(false)
		expect((await orderRow(w, id)).overdue_at).toBeNull()
		expect((await sweepStatus(await w.as('admin'))).heldSince).toBe(now)
		// The other clock says the same: it was an outage.
		expect((await runSweep({ ...doubted, witness: async () => now }, 'a')).ran).toBe(true)
		const before = await effects(w)
		expect(before).toEqual({ rungs: 2, overdue: 1 })
		now = instantAt('2026-11-19', 600)
		expect((await runSweep(doubted, 'a')).ran).toBe(true)
		expect(await effects(w)).toEqual(before)
		expect((await orderRow(w, id)).overdue_at).toBe(instantAt('2026-11-23', 1080))
	})

	test('after an outage what is due is done in the order of its moments', async () => {
		const w = worldOf(await open(layWorld))
		await signedFor(w)
		w.at('2026-11-05')
		await signedFor(w, { urgency: 'URGENT' })
		w.at(instantAt('2026-12-10', 600))
		await sweepOnce(w.deps)
		const events = await w.db.read
			.selectFrom('case_event')
			.select(['kind', 'after_json', 'subject_id'])
			.where('kind', 'in', ['order.overdue', 'order.chased'])
			.orderBy('id')
			.execute()
		const orders = [...new Set(events.map((e) => e.subject_id))]
		const line = events.map((e) => `${orders.indexOf(e.subject_id)} ${JSON.parse(e.after_json).rung ?? 'overdue'}`)
		expect(line).toEqual(['0 overdue', '0 T+1', '0 T+3', '0 T+5', '1 overdue', '1 T+1', '1 T+3', '1 T+5'])
	})

	test('what fails is seen, waits longer each time, and goes when it works again', async () => {
		const w = worldOf(await open(layWorld))
		const broken = await signedFor(w)
		await w.db.write.updateTable('supervision_order').set({ urgency: 'NONE' }).where('id', '=', broken).execute()
		const start = instantAt('2026-11-23', 1081)
		const faults = async () => (await sweepStatus(await w.as('admin'))).faults.map((f) => [f.part, f.failures, f.next])
		w.at(start)
		expect((await sweepOnce(w.deps)).failed).toBe(2)
		expect((await sweepOnce(w.deps)).failed).toBe(0)
		w.at(addMs(start, MINUTE_MS))
		expect((await sweepOnce(w.deps)).failed).toBe(2)
		expect((await faults()).sort()).toEqual([
			['clock', 2, addMs(start, 3 * MINUTE_MS)],
			['ladder', 2, addMs(start, 3 * MINUTE_MS)],
		])
		await w.db.write.updateTable('supervision_order').set({ urgency: 'NORMAL' }).where('id', '=', broken).execute()
		w.at(addMs(start, HOUR_MS))
		await sweepOnce(w.deps)
		expect(await faults()).toEqual([])
		expect(await effects(w)).toMatchObject({ overdue: 1 })
	})

	test('two processes at once on connections of their own do each effect once', async () => {
		const w = worldOf(await open(layWorld))
		for (let i = 0; i < 6; i += 1) await issued(w)
		w.at(instantAt('2026-11-27', 600))
		const all = await Promise.all([sweepOnce(w.deps), sweepOnce(w.deps), runSweep(w.deps, 'a'), runSweep(w.deps, 'b')])
		expect(all.filter(({ ran }) => ran).length).toBeGreaterThanOrEqual(3)
		const { rows } = await sql<{ n: number }>`select count(*) as n from reminder`.execute(w.db.read)
		expect(Number(rows[0]?.n)).toBe(12)
		expect((await effects(w)).overdue).toBe(6)
		expect(dialect).toMatch(/sqlite|postgres/)
	})
})

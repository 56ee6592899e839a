import { expect, test } from 'vitest'
import type { ClockKind } from '#app/domain/clock.ts'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import { extendClock, pauseClock, resumeClock, retireClocks, setDueDate } from '#app/usecases/clocks/acts.server.ts'
import { clockView } from '#app/usecases/clocks/view.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { returnOrder } from '#app/usecases/orders/judge.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkClocks } from '#app/usecases/verify/clocks.server.ts'
import { movesOf } from '#db/queries/clock-facts.server.ts'
import { clockById, clocksOf, latestClock, type StoredClock } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, FEEDBACK, issued, orderRow, ruleOf, signedFor, versionNow } from '#tests/support/orders.ts'
import { at, inDefence, must, payIn } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const REASON = '等待铁塔公司回函'

async function handleOf(w: World, orderId: string, kind: ClockKind = 'order.handle'): Promise<StoredClock> {
	const clock = await latestClock(w.db.read, 'order', orderId, kind)
	if (!clock) throw new Error(`No clock ${kind}`)
	return clock
}

async function acts<T>(w: World, login: string, work: (ctx: Awaited<ReturnType<World['as']>>, tx: Tx) => Promise<T>) {
	const ctx = await w.as(login)
	let value: T | undefined
	await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		value = await work(ctx, tx)
		return { ok: true, value: null }
	})
	if (value === undefined) throw new Error('The transaction did nothing')
	return value
}

const pause = (w: World, clock: StoredClock, until: LocalDate, reason = REASON) =>
	acts(w, 'issuer', (ctx, tx) => pauseClock(ctx, tx, clock, { until, reason }))
const resume = async (w: World, clockId: string) =>
	acts(w, 'issuer', async (ctx, tx) => {
		const clock = await clockById(tx, clockId)
		if (!clock) throw new Error(clockId)
		return resumeClock(ctx, tx, clock, '回函已到')
	})

async function sound(w: World): Promise<void> {
	expect((await checkClocks(w.db.read)).faults).toEqual([])
}

describeOnBoth('a clock that stands', (open) => {
	test('gives back exactly the days that it stood, not those that were expected; the order follows', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w)
		const clock = await handleOf(w, id)
		expect(clock).toMatchObject({ dueOn: '2026-11-23', firstDueOn: '2026-11-23' })
		w.at('2026-11-10')
		expect(done(await pause(w, clock, '2026-11-30')).dueOn).toBe('2026-12-11')
		expect(await handleOf(w, id)).toMatchObject({ state: 'PAUSED', dueOn: '2026-12-11', firstDueOn: '2026-11-23' })
		expect((await orderRow(w, id)).due_on).toBe('2026-12-11')
		await sound(w)
		// While it stands nothing is late, whatever the old date was.
		w.at('2026-11-13')
		done(await resume(w, clock.id))
		expect(await handleOf(w, id)).toMatchObject({ state: 'RUNNING', dueOn: '2026-11-26' })
		expect(await orderRow(w, id)).toMatchObject({ due_on: '2026-11-26', overdue_at: null })
		expect((await movesOf(w.db.read, clock.id)).map((one) => [one.cause, one.new_due_on, one.reason])).toEqual([
			['pause', '2026-12-11', REASON],
			['resume', '2026-11-26', '回函已到'],
		])
		await sound(w)
	})

	test('needs a reason and an end, runs on once resumed, and never twice at once', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w)
		const clock = await handleOf(w, id)
		w.at('2026-11-10')
		expect(ruleOf(await pause(w, clock, '2026-11-30', ' '))).toBe('reason-missing')
		expect(ruleOf(await pause(w, clock, '2026-11-10'))).toBe('clock.pause-end')
		expect(ruleOf(await resume(w, clock.id))).toBe('clock.not-paused')
		done(await pause(w, clock, '2026-11-30'))
		expect(ruleOf(await pause(w, await handleOf(w, id), '2026-11-30'))).toBe('clock.not-running')
		done(await resume(w, clock.id))
		w.at('2026-11-24')
		expect(ruleOf(await pause(w, await handleOf(w, id), '2026-11-30'))).toBe('clock.over')
	})

	test('a date set by law never stands, and nothing is given past it', async () => {
		const w = worldOf(await open(layWorld), '2026-11-16')
		const id = await signedFor(w, { complaintOn: '2026-11-13', source: 'HOTLINE' })
		expect(ruleOf(await pause(w, await handleOf(w, id, 'order.statutory'), '2026-11-20'))).toBe('clock.statutory')
		done(await pause(w, await handleOf(w, id), '2026-11-27'))
		const named = { dueOn: '2026-12-01', reason: '用户外出' } as const
		const paused = await handleOf(w, id)
		expect(ruleOf(await acts(w, 'issuer', (ctx, tx) => setDueDate(ctx, tx, paused, named)))).toBe(
			'clock.past-statutory',
		)
		expect(await handleOf(w, id)).toMatchObject({ dueOn: '2026-11-28', firstDueOn: '2026-11-26' })
		await sound(w)
	})

	test('a retired policy closes its clocks with a record, and they alarm no more (thread 8)', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w)
		const other = await signedFor(w)
		const clock = await handleOf(w, id)
		await w.db.write.updateTable('clock').set({ policy_id: 'policy-1' }).where('id', '=', clock.id).execute()
		expect(await acts(w, 'issuer', (ctx, tx) => retireClocks(ctx, tx, 'policy-1', '办法废止'))).toBe(1)
		expect(await handleOf(w, id)).toMatchObject({
			state: 'RETIRED',
			dueOn: '2026-11-23',
			metAt: null,
			breachedAt: null,
		})
		expect(await handleOf(w, other)).toMatchObject({ state: 'RUNNING' })
		expect((await movesOf(w.db.read, clock.id)).map((one) => [one.cause, one.reason])).toEqual([['policy', '办法废止']])
		w.at('2026-11-30')
		await sweepOnce(w.deps)
		expect((await orderRow(w, id)).overdue_at).toBeNull()
		expect((await orderRow(w, other)).overdue_at).not.toBeNull()
		await sound(w)
	})
})

describeOnBoth('dates that move', (open) => {
	test('a manual date takes the same path: it reminds and is late like a computed one (thread 15)', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w)
		const clock = await handleOf(w, id)
		const set = (dueOn: LocalDate) =>
			acts(w, 'issuer', (ctx, tx) => setDueDate(ctx, tx, clock, { dueOn, reason: '领导要求' }))
		expect(ruleOf(await set('2026-11-01'))).toBe('clock.date-past')
		expect(done(await set('2026-11-12')).dueOn).toBe('2026-11-12')
		const reminded = async (day: LocalDate) => {
			w.at(instantAt(day, 9 * 60))
			await sweepOnce(w.deps)
			const rows = await w.db.read.selectFrom('reminder').select('rung_key').where('clock_id', '=', clock.id).execute()
			return rows.map(({ rung_key }) => rung_key.split(':').at(-1)).sort()
		}
		expect(await reminded('2026-11-11')).toContain('T-1')
		expect(await reminded('2026-11-12')).toContain('T')
		w.at(instantAt('2026-11-12', 18 * 60 + 1))
		await sweepOnce(w.deps)
		expect((await orderRow(w, id)).overdue_at).not.toBeNull()
		expect(await handleOf(w, id)).toMatchObject({ state: 'BREACHED', breachedAt: instantAt('2026-11-12', 18 * 60) })
		await sound(w)
	})

	test('rework opens a round at the old date with what was granted, and arms the reminders again (thread 5)', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		const more = { limit: { amount: 3, unit: 'wd' }, reason: '需外部核查' } as const
		done(await askExtension(await w.as('department'), id, await version(), more))
		done(await decideOnExtension(await w.as('issuer'), id, await version(), { approve: true, reason: '同意' }))
		const first = await handleOf(w, id)
		expect(first).toMatchObject({ dueOn: '2026-11-26', firstDueOn: '2026-11-23', round: 1 })
		w.at('2026-11-19')
		done(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))
		done(await returnOrder(await w.as('orders'), id, await version(), '缺少凭证'))
		const second = await handleOf(w, id)
		expect(second).toMatchObject({ round: 2, state: 'RUNNING', dueOn: '2026-11-26', startedAt: first.startedAt })
		expect(await clockById(w.db.read, first.id)).toMatchObject({ state: 'MET', metAt: instantAt('2026-11-19', 600) })
		const view = done(await clockView(await w.as('issuer'), second.id))
		expect(view.extensions).toMatchObject([{ n: 1, amount: 3, carried: 1, reason: '同意' }])
		expect(view.rounds.map(({ round, state }) => [round, state])).toEqual([
			[1, 'MET'],
			[2, 'RUNNING'],
		])
		w.at(instantAt('2026-11-25', 9 * 60))
		await sweepOnce(w.deps)
		const keys = await w.db.read.selectFrom('reminder').select('rung_key').where('clock_id', '=', second.id).execute()
		expect(keys.map(({ rung_key }) => rung_key)).toEqual([`${second.id}:2:${second.dueAt}:T-1`])
		await sound(w)
	})

	test('an extension moves what depends on it: the decision begins with the end of the defence (thread 19)', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await payIn(w, 3_000_000)
		const id = await inDefence(w)
		const due = async () => {
			const running = (await clocksOf(w.db.read, 'penalty', id)).filter((one) => one.state === 'RUNNING')
			return Object.fromEntries(running.map((one) => [one.kind, one.dueOn]))
		}
		const before = await due()
		must(await extendDefence(await w.as('compliance'), { ...(await at(w, id)), reason: '资料较多' }))
		const after = await due()
		expect([before['penalty.defence'], after['penalty.defence']]).toEqual(['2026-11-09', '2026-11-12'])
		expect((after['penalty.decision'] ?? '') > (before['penalty.decision'] ?? '')).toBe(true)
		const decision = await latestClock(w.db.read, 'penalty', id, 'penalty.decision')
		expect(decision?.startedAt).toBe(instantAt('2026-11-12', 0))
		expect(await movesOf(w.db.read, decision?.id ?? '')).toHaveLength(1)
		await sound(w)
	})

	test('an extension asked in time takes a mark back that fell meanwhile; answered late, late stays late', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await issued(w)
		const clock = await handleOf(w, id)
		w.at('2026-11-24')
		await sweepOnce(w.deps)
		expect(await handleOf(w, id)).toMatchObject({ state: 'BREACHED', metAt: null })
		const ask = { reason: '外部核查', askedBy: 'x', askedAt: instantAt('2026-11-20', 600) }
		const late = await handleOf(w, id)
		await acts(w, 'issuer', (ctx, tx) => extendClock(ctx, tx, late, { ...ask, limit: { amount: 3, unit: 'wd' } }))
		expect(await handleOf(w, id)).toMatchObject({ state: 'RUNNING', dueOn: '2026-11-26', breachedAt: null })
		expect((await movesOf(w.db.read, clock.id)).map(({ cause }) => cause)).toEqual(['extension'])
		await sound(w)
	})
})

describeOnBoth('who reads a clock', (open) => {
	test('whoever reads the subject; a dealer what binds dealers, without names', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await payIn(w, 3_000_000)
		const order = await handleOf(w, await signedFor(w))
		const id = await inDefence(w)
		const [defence, decision] = [
			await latestClock(w.db.read, 'penalty', id, 'penalty.defence'),
			await latestClock(w.db.read, 'penalty', id, 'penalty.decision'),
		]
		const reads = async (login: string, clock: StoredClock | undefined) =>
			(await clockView(await w.as(login), clock?.id ?? '')).ok
		expect(await reads('department', order)).toBe(true)
		expect(await reads('manager', order)).toBe(false)
		expect(await reads('dealer', order)).toBe(false)
		expect(await reads('compliance', defence)).toBe(true)
		expect(await reads('department', defence)).toBe(false)
		expect([await reads('dealer', defence), await reads('dealer', decision)]).toEqual([true, false])
		expect(await reads('auditor', decision)).toBe(true)
		expect(await reads('auditor', undefined)).toBe(false)
		const view = done(await clockView(await w.as('auditor'), order.id))
		expect(view).toMatchObject({ countedAgain: { same: true }, calendar: { unit: 'branch' }, pauses: [] })
	})
})

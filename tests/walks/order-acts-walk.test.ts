import { expect, test } from 'vitest'
import type { Outcome } from '#app/domain/refusal.ts'
import { addDays, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { chaseMany } from '#app/usecases/orders/chase.server.ts'
import { recordContact } from '#app/usecases/orders/contact.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { gradeOrder } from '#app/usecases/orders/grade.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { raiseOrder } from '#app/usecases/orders/raise.server.ts'
import { reopenOrder } from '#app/usecases/orders/reopen.server.ts'
import { setOrderDue } from '#app/usecases/orders/set-due.server.ts'
import { resumeOrder, suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { addTask, takeBackTask } from '#app/usecases/orders/tasks.server.ts'
import { answerOrderTransfer, takeBackOrderTransfer, transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { withdrawOwnExtension } from '#app/usecases/orders/withdraw-extension.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkOrderActs } from '#app/usecases/verify/order-acts.server.ts'
import { type Random, seeded } from '#seeds/random.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, FEEDBACK, issued, orderRow, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const LONG = process.env.FANGXIN_LONG === '1'
const WHY = '写明理由：按实际情况办理，由专人跟进并在下周一前给出书面说明'
const ACTS = 25
const PEOPLE = ['issuer', 'orders', 'department', 'handler-qd', 'handler-xx', 'handler-kf'] as const
type Try = (id: string, version: number) => Promise<Outcome<unknown>>

/** Everything that anybody can do with an order, with arguments that the rules may or may not like. */
async function acts(w: World, random: Random, orders: readonly string[], login: string): Promise<Try[]> {
	const ctx = await w.as(login)
	const later = addDays(localDateOf(w.deps.now()), random.int(-1, 12))
	const place = await departmentId(w, random.pick(['QD', 'XX', 'KF']))
	const person = random.chance(0.3) ? await w.accountId(random.pick(['handler-qd', 'handler-xx'])) : null
	const task = await w.db.read.selectFrom('order_assist').select(['id', 'order_id']).orderBy('id').execute()
	const other = { id: random.pick(orders), version: undefined }
	const contact = { channel: 'PHONE', reached: true, text: WHY, user: '', at: w.deps.now() } as const
	return [
		(id, v) => acknowledgeOrder(ctx, id, v),
		(id, v) => noteProgress(ctx, id, v, WHY),
		(id, v) => recordContact(ctx, id, v, contact),
		(id, v) => giveFeedback(ctx, id, v, FEEDBACK),
		(id, v) => returnOrder(ctx, id, v, WHY),
		(id, v) => completeOrder(ctx, id, v, { callback: 'SATISFIED', reason: WHY }),
		(id, v) => reopenOrder(ctx, id, v, WHY),
		(id, v) => suspendOrder(ctx, id, v, { body: '省公司', until: later, reason: WHY }),
		(id, v) => suspendOrder(ctx, id, v, { body: '省公司', until: later, reason: WHY }),
		(id, v) => resumeOrder(ctx, id, v, ''),
		(id, v) => askExtension(ctx, id, v, { limit: { amount: random.int(1, 8), unit: 'wd' }, reason: WHY }),
		(id, v) => decideOnExtension(ctx, id, v, { approve: random.chance(0.7), reason: WHY }),
		(id, v) => withdrawOwnExtension(ctx, id, v),
		(id, v) => setOrderDue(ctx, id, v, { dueOn: later, reason: WHY }),
		(id, v) => raiseOrder(ctx, id, v, { reason: WHY, shorten: random.chance(0.5) }),
		(id, v) => gradeOrder(ctx, id, v, { confidential: random.chance(0.5), reason: WHY }),
		(id, v) => transferOrder(ctx, id, v, { to: { departmentId: place, accountId: person }, reason: WHY }),
		(id, v) => transferOrder(ctx, id, v, { to: { departmentId: place, accountId: null }, reason: WHY }),
		(id, v) => answerOrderTransfer(ctx, id, v, { accept: random.chance(0.7), reason: WHY }),
		(id, v) => answerOrderTransfer(ctx, id, v, { accept: true, reason: WHY }),
		(id, v) => takeBackOrderTransfer(ctx, id, v),
		(id, v) => addTask(ctx, id, v, { departmentId: place, task: WHY, dueOn: later }),
		(id, v) => takeBackTask(ctx, id, v, { assistId: task[0]?.id ?? '', reason: WHY }),
		...(random.chance(0.05) ? [(id: string, v: number) => withdrawOrder(ctx, id, v, WHY)] : []),
		...(random.chance(0.3)
			? [(id: string) => mergeOrders(ctx, { target: { id, version: undefined }, sources: [other], reason: WHY })]
			: []),
	]
}

/** What no act may ever do to one order. */
async function holds(w: World, id: string, statutory: Map<string, LocalDate>): Promise<void> {
	const row = await orderRow(w, id)
	if (row.statutory_due_on !== null) {
		// Only an earlier complaint may take its place.
		const before = statutory.get(id)
		if (before !== undefined) expect(row.statutory_due_on <= before, `${id} statutory`).toBe(true)
		statutory.set(id, row.statutory_due_on)
	}
	const granted = await w.db.read
		.selectFrom('order_extension')
		.select(['amount', 'new_due_at'])
		.where('order_id', '=', id)
		.where('state', '=', 'GRANTED')
		.execute()
	expect(granted.length).toBeLessThanOrEqual(2)
	const limit = row.limit_days ?? 0
	expect(granted.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(Math.max(limit, 0))
	const clock = await w.db.read
		.selectFrom('clock')
		.select(['due_at', 'state'])
		.where('subject_id', '=', id)
		.where('kind', '=', 'order.handle')
		.where('round', '=', row.round)
		.executeTakeFirstOrThrow()
	// The order keeps its clock's date, paused or not.
	expect(row.due_at, `${id} in ${row.state}`).toBe(clock.due_at)
	if (row.suspended_at !== null) expect(clock.state).toBe('PAUSED')
}

/** One act by the first of the people, in any order, who may try it; gives what became of it. */
async function attempt(w: World, random: Random, orders: readonly string[], id: string): Promise<string> {
	const dice = random.next()
	let what = 'nobody'
	for (const login of random.shuffle([...PEOPLE])) {
		const choices = await acts(w, random, orders, login)
		const outcome = await choices[Math.floor(dice * ACTS)]?.(id, await versionNow(w, id))
		if (outcome === undefined) return what
		what = outcome.ok ? 'done' : outcome.error.kind
		if (what !== 'forbidden' && what !== 'missing') return what
	}
	return what
}

async function walk(w: World, seed: number, steps: number): Promise<Map<string, number>> {
	const random = seeded(seed)
	const statutory = new Map<string, LocalDate>()
	const done = new Map<string, number>()
	const orders = [
		await issued(w),
		await issued(w, { complaintOn: '2026-11-01', source: 'HOTLINE', users: '13800002222' }),
		await issued(w, { complaintOn: '2026-10-30', source: 'MIIT' }),
		await issued(w, { urgency: 'IMPORTANT' }),
	]
	let minute = 0
	for (let n = 0; n < steps; n++) {
		minute += random.int(30, 420)
		const day = addDays('2026-11-03', Math.floor(minute / 540))
		w.at(instantAt(day, 510 + (minute % 540)))
		if (random.chance(0.25)) await sweepOnce(w.deps)
		const id = random.pick(orders)
		const what = await attempt(w, random, orders, id)
		done.set(what, (done.get(what) ?? 0) + 1)
		if (what === 'done' || n % 10 === 0) for (const one of orders) await holds(w, one, statutory)
	}
	await chaseMany(await w.as('orders'), orders, WHY)
	return done
}

describeOnBoth('random acts of random people on orders', (open, dialect) => {
	const seeds = LONG ? Array.from({ length: 40 }, (_, i) => i + 1) : dialect === 'sqlite' ? [1, 2, 3] : [4]
	test.each(seeds)('seed %i: one owner at every moment, statutory dates stay, limits hold', async (seed) => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const done = await walk(w, seed, LONG ? 250 : 90)
		const check = await checkOrderActs(w.db.read)
		expect(check.faults).toEqual([])
		// The walk must get somewhere, and be refused, too.
		expect(done.get('done') ?? 0).toBeGreaterThan(10)
		expect(done.get('procedure') ?? 0).toBeGreaterThan(5)
	})
})

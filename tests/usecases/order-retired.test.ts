import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { ordersBoard } from '#app/usecases/orders/board.server.ts'
import { departmentPage } from '#app/usecases/orders/department.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { returnOrder } from '#app/usecases/orders/judge.server.ts'
import { myOrders } from '#app/usecases/orders/mine.server.ts'
import { reachOf } from '#app/usecases/orders/order.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { setOrderDue } from '#app/usecases/orders/set-due.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkCalendars } from '#app/usecases/verify/calendars.server.ts'
import { checkClocks } from '#app/usecases/verify/clocks.server.ts'
import { orderClocks } from '#db/migrations/022-order-clocks.ts'
import { outcomeFigures } from '#db/queries/order-figures.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { answered, done, FEEDBACK, issued, orderRow, ruleOf, signedFor, versionNow } from '#tests/support/orders.ts'
import { changePolicy, retire } from '#tests/support/retire.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const query = (change: Partial<BoardQuery> = {}): BoardQuery => ({ ...boardQuerySchema.parse({}), ...change })
const clocksOf = (w: World, id: string) =>
	w.db.read.selectFrom('clock').selectAll().where('subject_id', '=', id).where('kind', '=', 'order.handle').execute()

async function soundly(w: World) {
	expect((await checkClocks(w.db.read)).faults).toEqual([])
	expect((await checkCalendars(w.db.read)).faults).toEqual([])
}

describeOnBoth('an order whose deadline was retired with its policy', (open) => {
	test('is late nowhere, counts in no rate, and says who ended it', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const [unsigned, signed] = [await issued(w), await signedFor(w)]
		const waiting = await answered(w)
		const day = (await orderRow(w, signed)).due_on ?? ''
		const old = await changePolicy(w, { 'levels.NORMAL.handle.amount': '10' })
		await retire(w, old, '改用新规则')
		await soundly(w)
		expect(await orderRow(w, signed)).toMatchObject({ due_on: null, near_at: null })
		expect(await orderRow(w, unsigned)).toMatchObject({ due_on: null, ack_due_at: null })
		w.at('2026-12-10')
		await sweepOnce(w.deps)
		const ctx = await w.as('issuer')
		const board = await ordersBoard(ctx, query({ on: '2026-12-20' }))
		expect(board.rows.map(({ now, later }) => [now?.colour, later])).toEqual(board.rows.map(() => ['stopped', null]))
		expect([board.lightsNow, board.lightsThen]).toEqual([
			{ red: 0, yellow: 0, green: 0 },
			{ red: 0, yellow: 0, green: 0 },
		])
		const page = done(await orderPage(ctx, signed))
		expect(page).toMatchObject({ light: { reason: 'retired' }, dueAt: null, overdueDays: null })
		expect(page.retired).toMatchObject({ reason: '改用新规则', by: await orderIssuer(w) })
		const mine = await myOrders(await w.as('department'))
		expect(mine.first.flatMap(({ entries }) => entries.map(({ light }) => light))).toEqual([null, null])
		expect(done(await departmentPage(await w.as('head-qd'), undefined))).toMatchObject({ running: 0, red: 0 })
		const scope = { reach: reachOf(ctx.actor, 'order.read'), now: ctx.now }
		const { total } = await outcomeFigures(ctx.read, scope, { from: '2026-11-01', to: '2026-12-31' })
		// Only the one that was answered before is still held to its day.
		expect([total.late, total['on-time'], total.waiting]).toEqual([0, 1, 0])
		expect((await orderRow(w, waiting)).due_on).toBe(day)
	})

	test('gets no date by an act of the department, and none by a return; an answered one goes on by the rule in force', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const [signed, waiting] = [await signedFor(w), await answered(w)]
		const old = await changePolicy(w, { 'levels.NORMAL.handle.amount': '10' })
		await retire(w, old, '改用新规则')
		const limit = { amount: 2, unit: 'wd' } as const
		const asked = await askExtension(await w.as('department'), signed, await versionNow(w, signed), {
			limit,
			reason: '等',
		})
		expect(ruleOf(asked)).toBe('wrong-state')
		const named = { dueOn: '2026-12-01', reason: '补' } as const
		expect(ruleOf(await setOrderDue(await w.as('issuer'), signed, await versionNow(w, signed), named))).toBe(
			'clock.not-running',
		)
		w.at('2026-12-10')
		done(await giveFeedback(await w.as('department'), signed, await versionNow(w, signed), FEEDBACK))
		expect((await orderRow(w, signed)).overdue_at).toBeNull()
		for (const id of [signed, waiting]) {
			done(await returnOrder(await w.as('issuer'), id, await versionNow(w, id), '再查'))
		}
		expect((await clocksOf(w, signed)).map(({ state }) => state)).toEqual(['RETIRED'])
		expect((await clocksOf(w, waiting)).map(({ state, policy_id }) => [state, policy_id === old])).toEqual([
			['MET', true],
			['RUNNING', false],
		])
		await soundly(w)
		const board = await ordersBoard(await w.as('issuer'), query())
		expect(new Map(board.rows.map(({ id, now }) => [id, now?.reason])).get(signed)).toBe('retired')
		expect(board.views.find(({ view }) => view === 'red')?.count).toBe(1)
	})

	test('that was late before stays late, and a copy that came back is found', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const [late, fresh] = [await signedFor(w), await signedFor(w)]
		await sql`update supervision_order set overdue_at = due_at where id = ${late}`.execute(w.db.write)
		await retire(w, await changePolicy(w, { 'levels.NORMAL.handle.amount': '10' }), '改用新规则')
		expect((await orderRow(w, late)).due_on).not.toBeNull()
		await soundly(w)
		await sql`update supervision_order set due_on = '2026-11-20' where id = ${fresh}`.execute(w.db.write)
		const faults = (await checkClocks(w.db.read)).faults.map(({ what }) => what)
		expect(faults).toEqual(['is due 2026-11-20, its clock was retired'])
		// The same for a database in which it was retired before: the migration takes the copy away.
		for (const text of orderClocks().up) await sql.raw(text).execute(w.db.write)
		await soundly(w)
		expect(await orderRow(w, fresh)).toMatchObject({ due_on: null, near_at: null })
		expect((await orderRow(w, late)).due_on).not.toBeNull()
		for (const text of orderClocks().down) await sql.raw(text).execute(w.db.write)
		expect((await orderRow(w, fresh)).due_on).toBe((await orderRow(w, late)).due_on)
	})
})

async function orderIssuer(w: World): Promise<string> {
	const id = await w.accountId('issuer')
	return (await w.db.read.selectFrom('account').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name
}

import { expect, test } from 'vitest'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { instantAt } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { raisePage } from '#app/usecases/orders/act-pages.server.ts'
import { ordersBoard } from '#app/usecases/orders/board.server.ts'
import { chaseOrder, nextChaseAt } from '#app/usecases/orders/chase.server.ts'
import { departmentPage } from '#app/usecases/orders/department.server.ts'
import { duePreview } from '#app/usecases/orders/draft-page.server.ts'
import { gapReport } from '#app/usecases/orders/gaps.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { raiseOrder } from '#app/usecases/orders/raise.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { published } from '#tests/support/calendars.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, issued, orderRow, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** The call centre works on Saturdays and until 20:00; today is a Thursday. */
async function callCentre(w: World): Promise<string> {
	const calls = await departmentId(w, 'KF')
	await published(w, {
		kind: 'UNIT',
		form: {
			version: 0,
			reason: '客服中心周六办公',
			code: 'CALLS',
			name: '客服中心',
			departmentIds: [calls],
			countyIds: [],
			weekdays: ['1', '2', '3', '4', '5', '6'],
			hours: '08:00-12:00, 13:00-20:00',
			typed: '',
		},
	})
	w.at('2026-11-05')
	return calls
}

const clock = (w: World, kind: string, id: string) =>
	w.db.read
		.selectFrom('clock')
		.selectAll()
		.where('kind', '=', kind)
		.where('subject_id', '=', id)
		.orderBy('round', 'desc')
		.executeTakeFirstOrThrow()

describeOnBoth('an order of a unit with a calendar of its own', (open) => {
	test('shows the same date before and at issue, and the time left by its own days', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const calls = await callCentre(w)
		const preview = await duePreview(await w.as('orders'), { urgency: 'URGENT', leadDepartmentId: calls })
		const id = await issued(w, { leadDepartmentId: calls, urgency: 'URGENT' })
		const row = await orderRow(w, id)
		expect([preview?.handle.dueOn, preview?.acknowledge.dueAt]).toEqual(['2026-11-09', row.ack_due_at])
		expect(row).toMatchObject({ due_on: '2026-11-09', due_at: preview?.handle.dueAt })
		const ctx = await w.as('issuer')
		const left = { unit: 'wd', n: 3 }
		const board = await ordersBoard(ctx, boardQuerySchema.parse({}))
		expect(board.rows.find((line) => line.id === id)?.now?.remaining).toEqual(left)
		expect(done(await departmentPage(await w.as('auditor'), calls)).rows[0]?.now?.remaining).toEqual(left)
		expect(done(await orderPage(ctx, id)).light?.remaining).toEqual(left)
	})

	test('is raised, merged, helped and watched by it', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const calls = await callCentre(w)
		const assists = [{ departmentId: calls, task: '回访用户', dueOn: '2026-11-12' }] as const
		const [id, led, old] = [
			await issued(w, { leadDepartmentId: calls, complaintOn: '2026-11-05', source: 'HOTLINE' }),
			await issued(w, { assists: [...assists] }),
			await issued(w, { leadDepartmentId: calls, complaintOn: '2026-10-28', source: 'HOTLINE' }),
		]
		const [task] = await w.db.read.selectFrom('order_assist').selectAll().where('order_id', '=', led).execute()
		expect((await clock(w, 'order.assist', task?.id ?? '')).calendar_code).toBe('CALLS')
		done(await acknowledgeOrder(await w.as('handler-kf'), id, await versionNow(w, id)))
		// Three working days from Thursday: Friday, Saturday, Monday.
		expect(await clock(w, 'order.progress', id)).toMatchObject({ calendar_code: 'CALLS', due_on: '2026-11-09' })
		// Seven working days, Saturday one of them.
		expect(done(await raisePage(await w.as('issuer'), id)).earlier).toBe('2026-11-13')
		const raise = { reason: '用户再次来电', shorten: true }
		done(await raiseOrder(await w.as('issuer'), id, await versionNow(w, id), raise))
		expect((await orderRow(w, id)).due_on).toBe('2026-11-13')
		// Two working days of reserve before the statutory Thursday.
		const merger = {
			target: { id, version: await versionNow(w, id) },
			sources: [{ id: old, version: await versionNow(w, old) }],
			reason: '同一用户同一问题',
		}
		done(await mergeOrders(await w.as('issuer'), merger))
		const statutory = await clock(w, 'order.statutory', id)
		expect(statutory).toMatchObject({ raw_due_on: '2026-11-12', calendar_code: 'CALLS' })
		expect((await orderRow(w, id)).due_on).toBe('2026-11-10')
		w.at('2026-11-10')
		await sweepOnce(w.deps)
		const gap = (await gapReport(await w.as('auditor'), 'running', null)).rows.find((one) => one.orderId === id)
		expect(gap?.days).toBe(4)
	})

	test('may be chased again after its own working hours', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const calls = await callCentre(w)
		const id = await issued(w, { leadDepartmentId: calls })
		w.at(instantAt('2026-11-06', 19 * 60))
		done(await chaseOrder(await w.as('orders'), id, undefined, '请尽快办理'))
		// One hour on Friday, three on Saturday.
		expect(await nextChaseAt(await w.as('orders'), id)).toBe(instantAt('2026-11-07', 11 * 60))
	})
})

import { expect, test } from 'vitest'
import { instantAt } from '#app/domain/time.ts'
import { departmentPage } from '#app/usecases/orders/department.server.ts'
import { finishAssistTask } from '#app/usecases/orders/finish-assist.server.ts'
import { myOrders } from '#app/usecases/orders/mine.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { resumeOrder, suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { addTask, changeTask } from '#app/usecases/orders/tasks.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkClocks } from '#app/usecases/verify/clocks.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, orderRow, signedFor, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const PAUSE = { body: '省公司计费中心', until: '2026-11-20', reason: '等待省公司调取话单' } as const
const tasksOf = (w: World, order: string) =>
	w.db.read.selectFrom('order_assist').selectAll().where('order_id', '=', order).orderBy('due_on').execute()
const states = async (w: World) => {
	const rows = await w.db.read
		.selectFrom('clock')
		.selectAll()
		.where('kind', '=', 'order.assist')
		.orderBy('due_at')
		.execute()
	return rows.map(({ state, due_on }) => `${state} ${due_on}`)
}

describeOnBoth('assisting tasks of an order that is suspended', (open) => {
	test('stand with it and get back exactly the working days that it stood', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const [calls, shops] = [await departmentId(w, 'KF'), await departmentId(w, 'SC')]
		const id = await signedFor(w, {
			assists: [
				{ departmentId: calls, task: '回访用户', dueOn: '2026-11-12' },
				{ departmentId: shops, task: '核对台账', dueOn: '2026-11-04' },
			],
		})
		const version = () => versionNow(w, id)
		w.at('2026-11-05')
		await sweepOnce(w.deps)
		done(await suspendOrder(await w.as('orders'), id, await version(), PAUSE))
		// What has run out gains nothing.
		expect(await states(w)).toEqual(['BREACHED 2026-11-04', expect.stringMatching(/^PAUSED/)])
		const page = done(await orderPage(await w.as('issuer'), id))
		expect(page.assists.map(({ light }) => light?.colour)).toEqual(['red', 'stopped'])
		expect(done(await departmentPage(await w.as('auditor'), calls)).assists[0]?.light.colour).toBe('stopped')
		const mine = (await myOrders(await w.as('handler-kf'))).first.find(({ name }) => name === 'assist')
		expect(mine?.entries.map(({ light }) => light)).toEqual([null])
		w.at('2026-11-06')
		const network = (await w.db.read.selectFrom('department').selectAll().execute()).find(
			({ id: one, code }) => ![calls, shops].includes(one) && code !== 'QD',
		)
		const more = { departmentId: network?.id ?? '', task: '核查基站', dueOn: '2026-11-19' } as const
		done(await addTask(await w.as('orders'), id, await version(), more))
		expect((await states(w)).filter((one) => one.startsWith('PAUSED'))).toHaveLength(2)
		w.at('2026-11-10')
		await sweepOnce(w.deps)
		done(await resumeOrder(await w.as('orders'), id, await version(), '省公司已答复'))
		// The 5th, 6th and 9th closed while it stood; the later task began on the 6th, so only the 9th counts.
		expect(await states(w)).toEqual(['BREACHED 2026-11-04', 'RUNNING 2026-11-17', 'RUNNING 2026-11-20'])
		expect((await tasksOf(w, id)).map(({ due_on }) => due_on)).toEqual(['2026-11-04', '2026-11-17', '2026-11-20'])
		expect((await orderRow(w, id)).due_on).toBe('2026-11-26')
		expect((await checkClocks(w.db.read)).faults).toEqual([])
	})

	test('never outlast what the law lets their order have, and may be changed or done while it waits', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const [calls, shops] = [await departmentId(w, 'KF'), await departmentId(w, 'SC')]
		const id = await signedFor(w, {
			complaintOn: '2026-11-01',
			source: 'HOTLINE',
			assists: [
				{ departmentId: calls, task: '回访用户', dueOn: '2026-11-12' },
				{ departmentId: shops, task: '核对台账', dueOn: '2026-11-10' },
			],
		})
		const version = () => versionNow(w, id)
		w.at('2026-11-05')
		done(await suspendOrder(await w.as('issuer'), id, await version(), { ...PAUSE, until: '2026-11-09' }))
		const [shop, call] = await tasksOf(w, id)
		w.at('2026-11-06')
		const change = { assistId: shop?.id ?? '', task: '上门核对', dueOn: '2026-11-11', reason: '改为上门' } as const
		done(await changeTask(await w.as('issuer'), id, await version(), change))
		expect((await states(w)).filter((one) => one.startsWith('PAUSED'))).toHaveLength(2)
		const reported = { assistId: shop?.id ?? '', result: '台账一致' }
		done(await finishAssistTask(await w.as('handler-sc'), id, await version(), reported))
		w.at('2026-11-11')
		await sweepOnce(w.deps)
		// The pause ended when it was to end, however late the sweep came by.
		const statutory = await w.db.read.selectFrom('clock').selectAll().where('kind', '=', 'order.statutory').execute()
		expect(statutory).toMatchObject([{ state: 'RUNNING', raw_due_on: '2026-11-16' }])
		// Three working days given back would be the 17th.
		const row = await orderRow(w, id)
		expect(row.due_on).toBe('2026-11-16')
		const tasks = await tasksOf(w, id)
		expect(tasks.find((task) => task.id === call?.id)).toMatchObject({
			due_on: '2026-11-16',
			due_at: instantAt('2026-11-16', 1080),
		})
		expect((await states(w)).map((one) => one.split(' ')[0]).sort()).toEqual(['MET', 'RUNNING'])
		expect((await checkClocks(w.db.read)).faults).toEqual([])
	})

	test('held on the day of the resumption by hand, the record tells it in order', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const assists = [{ departmentId: await departmentId(w, 'KF'), task: '回访用户', dueOn: '2026-11-12' }]
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE', assists })
		w.at('2026-11-05')
		done(await suspendOrder(await w.as('issuer'), id, await versionNow(w, id), { ...PAUSE, until: '2026-11-13' }))
		w.at('2026-11-10')
		done(await resumeOrder(await w.as('issuer'), id, await versionNow(w, id), '省公司已答复'))
		expect(await states(w)).toEqual(['RUNNING 2026-11-16'])
		expect((await checkClocks(w.db.read)).faults).toEqual([])
	})
})

import { expect, test } from 'vitest'
import { BOARD_VIEWS, type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { addDays, addMs, instantAt, type LocalDate, MINUTE_MS } from '#app/domain/time.ts'
import type { QueueName } from '#app/domain/work.ts'
import { inbox, readMessages, unreadCount } from '#app/usecases/inbox/inbox.server.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { exportOrders, ordersBoard } from '#app/usecases/orders/board.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { orderActPage, orderPage } from '#app/usecases/orders/page.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { search } from '#app/usecases/registers/search.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { navCounts } from '#app/usecases/work/counts.server.ts'
import { myWork } from '#app/usecases/work/my-work.server.ts'
import { queuesOf } from '#app/usecases/work/queues.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import {
	answered,
	departmentId,
	done,
	issued,
	orderForm,
	orderRow,
	ruleOf,
	signedFor,
	versionNow,
} from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const query = (change: Partial<BoardQuery> = {}): BoardQuery => ({ ...boardQuerySchema.parse({}), ...change })

async function queues(w: World, login: string): Promise<Partial<Record<QueueName, number>>> {
	const found = await queuesOf(await w.as(login))
	return Object.fromEntries(found.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]))
}

/** One order of every kind that the board can show, on 2026-11-02. */
async function layBoard(w: World): Promise<void> {
	await issued(w)
	await signedFor(w)
	await signedFor(w, { urgency: 'CRITICAL' })
	await signedFor(w, { urgency: 'URGENT' })
	await signedFor(w, { urgency: 'IMPORTANT', complaintOn: '2026-10-28', source: 'HOTLINE' })
	await answered(w)
	const back = await answered(w)
	const reason = '机制改进一栏写清由谁负责、哪天上线、怎么验证'
	done(await returnOrder(await w.as('issuer'), back, await versionNow(w, back), reason))
	const closed = await answered(w)
	done(await completeOrder(await w.as('issuer'), closed, await versionNow(w, closed), { callback: null, reason: '' }))
	const { id } = done(await draftOrder(await w.as('orders'), await orderForm(w)))
	done(await submitForApproval(await w.as('orders'), id, 1))
	await draftOrder(await w.as('orders'), await orderForm(w))
}

describeOnBoth('work and board', (open) => {
	const world = async () => worldOf(await open(layWorld))

	test('the count of every view is the length of its list, and the colours are those of the rules', async () => {
		const w = await world()
		await layBoard(w)
		for (const day of ['2026-11-02', '2026-11-03', '2026-11-05', '2026-11-17', '2026-11-19', '2026-11-24'] as const) {
			for (const minutes of [601, 1080, 1081]) {
				w.at(instantAt(day, minutes))
				const ctx = await w.as('auditor')
				const all = await ordersBoard(ctx, query())
				const counts = new Map(all.views.map(({ view, count }) => [view, count]))
				const colours = all.rows.map((row) => row.now?.colour)
				const of = (colour: string) => colours.filter((one) => one === colour).length
				expect([counts.get('red'), counts.get('yellow')], `${day} ${minutes}`).toEqual([of('red'), of('yellow')])
				expect(all.lightsNow).toEqual({ red: of('red'), yellow: of('yellow'), green: of('green') })
				for (const view of BOARD_VIEWS.filter((one) => one !== 'closed' && one !== 'all')) {
					const board = await ordersBoard(ctx, query({ view }))
					const shown = board.views.find((one) => one.view === view)?.count
					expect(board.rows.length, `${day} ${minutes} ${view}`).toBe(shown)
					expect(board.total).toBe(shown)
				}
			}
		}
	})

	test('how it will look on a day is how it looks on that day, if nothing moves', async () => {
		const w = await world()
		await layBoard(w)
		const days: LocalDate[] = Array.from({ length: 12 }, (_, i) => addDays('2026-11-03', i))
		const ctx = await w.as('auditor')
		const before = await w.fingerprint()
		const foretold = []
		for (const on of days) foretold.push((await ordersBoard(ctx, query({ on }))).lightsThen)
		expect(await w.fingerprint()).toBe(before)
		const seen = []
		for (const on of days) {
			w.at(instantAt(on, 1080))
			seen.push((await ordersBoard(await w.as('auditor'), query())).lightsNow)
		}
		expect(foretold).toEqual(seen)
	})

	test('squares of the ruler are the orders due that day', async () => {
		const w = await world()
		await layBoard(w)
		const board = await ordersBoard(await w.as('auditor'), query())
		expect(board.ruler).toHaveLength(15)
		const due = Object.fromEntries(board.ruler.filter((day) => day.due > 0).map((day) => [day.date, day.due]))
		// 特急 on the day after; 紧急 after 3 working days; the complaint of 10-28 leaves until 11-10
		expect(due).toEqual({ '2026-11-03': 1, '2026-11-05': 1, '2026-11-10': 1 })
		expect(board.ruler.filter((day) => !day.works).map((day) => day.date)).toEqual([
			'2026-11-07',
			'2026-11-08',
			'2026-11-14',
			'2026-11-15',
		])
	})

	test('pages follow each other without gap or repeat; the file has every row', async () => {
		const w = await world()
		const ids: string[] = []
		for (let i = 0; i < 45; i++) ids.push(await issued(w))
		const ctx = await w.as('orders')
		const first = await ordersBoard(ctx, query())
		const second = await ordersBoard(ctx, query({ cursor: first.next ?? undefined }))
		expect([first.rows.length, second.rows.length, second.next]).toEqual([40, 5, null])
		const seen = [...first.rows, ...second.rows].map((row) => row.id)
		expect(seen.toSorted()).toEqual(ids.toSorted())
		const exported = []
		for await (const row of exportOrders(ctx, query())) exported.push(row.id)
		expect(exported).toEqual(seen)
		w.at('2026-11-03')
		const last = await issued(w)
		const newest = await ordersBoard(await w.as('orders'), query({ sort: 'issued' }))
		expect(newest.rows[0]?.id).toBe(last)
	})

	test('filters: text, department, urgency, state', async () => {
		const w = await world()
		await signedFor(w, { users: '13812342706', title: '增值业务凭证缺失' })
		await issued(w, { leadDepartmentId: await departmentId(w, 'SC'), urgency: 'URGENT' })
		const ctx = await w.as('auditor')
		const count = async (change: Partial<BoardQuery>) => (await ordersBoard(ctx, query(change))).rows.length
		expect(await count({ q: '2706' })).toBe(1)
		expect(await count({ q: 'db-2026-0002' })).toBe(1)
		expect(await count({ q: '100%' })).toBe(0)
		expect(await count({ department: await departmentId(w, 'SC') })).toBe(1)
		expect(await count({ urgency: 'URGENT' })).toBe(1)
		expect(await count({ state: 'ACKNOWLEDGED' })).toBe(1)
	})

	test('a department sees and counts its own orders; another one is told 404', async () => {
		const w = await world()
		const own = await signedFor(w)
		const foreign = await issued(w, { leadDepartmentId: await departmentId(w, 'SC') })
		const ctx = await w.as('department')
		const board = await ordersBoard(ctx, query())
		expect(board.rows.map((row) => row.id)).toEqual([own])
		expect(board.views.find(({ view }) => view === 'open')?.count).toBe(1)
		expect(ruleOf(await orderPage(ctx, foreign))).toBe('not-found')
		expect(done(await orderPage(ctx, own)).acts.map(({ act }) => act)).toEqual([
			'feedback',
			'progress',
			'extension',
			'transfer',
		])
		expect(ruleOf(await orderPage(await w.as('handler-xx'), own))).toBe('not-found')
	})

	test('a confidential order is not on the board of a compliance officer', async () => {
		const w = await world()
		const secret = await issued(w, { confidential: 'on' })
		const plain = await issued(w)
		const board = await ordersBoard(await w.as('compliance'), query())
		expect(board.rows.map((row) => row.id)).toEqual([plain])
		expect(board.views.find(({ view }) => view === 'open')?.count).toBe(1)
		const hits = async (login: string) => (await search(await w.as(login), 'DB-2026')).flatMap((group) => group.hits)
		expect((await hits('compliance')).map((hit) => hit.id)).toEqual([plain])
		expect(await hits('auditor')).toHaveLength(2)
		const full = await ordersBoard(await w.as('auditor'), query())
		expect(full.rows.map((row) => row.id).toSorted()).toEqual([secret, plain].toSorted())
	})

	test('what waits is with whom it waits, and the number beside the place is the sum of the lists', async () => {
		const w = await world()
		await layBoard(w)
		const help = { departmentId: await departmentId(w, 'XX'), task: '提供短信记录', dueOn: '2026-11-10' }
		const helped = await issued(w, { assists: [help] })
		done(await acknowledgeOrder(await w.as('department'), helped, 3))
		const ask = { limit: { amount: 3, unit: 'wd' }, reason: '等待省公司答复' } as const
		done(await askExtension(await w.as('department'), helped, 4, ask))
		expect(await queues(w, 'department')).toEqual({ 'order.sign': 1, 'order.work': 6 })
		expect(await queues(w, 'handler-xx')).toEqual({ 'order.assist': 1 })
		expect(await queues(w, 'handler-sc')).toEqual({})
		expect(await queues(w, 'issuer')).toEqual({ 'order.approve': 1, 'order.extension': 1, 'order.judge': 1 })
		expect(await queues(w, 'orders')).toEqual({ 'order.draft': 1, 'order.judge': 1 })
		expect(await queues(w, 'orders2')).toEqual({})
		w.at('2026-12-03')
		expect(await queues(w, 'orders2')).toEqual({ 'order.strike': 1 })
		// Who completed it does not strike it off.
		expect((await queues(w, 'issuer'))['order.strike']).toBeUndefined()
		for (const login of [
			'department',
			'issuer',
			'orders',
			'orders2',
			'manager',
			'compliance',
			'approver',
			'panel1',
			'reviewer',
			'supervisor',
			'auditor',
		]) {
			const ctx = await w.as(login)
			const page = await myWork(ctx)
			const shown = page.groups.reduce((total, { items }) => total + items.length, 0)
			expect([(await navCounts(ctx))['/'], page.waits], login).toEqual([shown, shown])
		}
	})

	test('by deadline: late, today, this week, later', async () => {
		const w = await world()
		await signedFor(w, { urgency: 'URGENT' })
		await signedFor(w, { urgency: 'IMPORTANT' })
		await signedFor(w)
		const groups = async () => {
			const page = await myWork(await w.as('department'))
			return page.groups.map(({ name, items }) => [name, items.length])
		}
		expect(await groups()).toEqual([
			['overdue', 0],
			['today', 0],
			['week', 1],
			['later', 2],
		])
		w.at('2026-11-05')
		expect((await groups())[1]).toEqual(['today', 1])
		w.at(addMs(instantAt('2026-11-05', 1080), MINUTE_MS))
		expect((await groups())[0]).toEqual(['overdue', 1])
	})

	test('the page of an act is shut with the reason for which it cannot be done', async () => {
		const w = await world()
		const id = await signedFor(w)
		w.at('2026-11-23')
		const page = done(await orderActPage(await w.as('department'), id, 'extension'))
		expect(page.shut?.rule).toBe('order.extension-too-late')
		const wrong = done(await orderActPage(await w.as('department'), id, 'acknowledge'))
		expect(wrong.shut?.rule).toBe('wrong-state')
	})

	test('messages arrive with the sweep, unread first, and are marked', async () => {
		const w = await world()
		const id = await issued(w)
		await sweepOnce(w.deps)
		const ctx = await w.as('department')
		expect(await unreadCount(ctx)).toBe(1)
		const page = await inbox(ctx, 'unread', null)
		expect(page.items).toMatchObject([{ kind: 'order.issued', subjectId: id, params: { due: '2026-11-23' } }])
		const stranger = await w.as('handler-sc')
		done(await readMessages(stranger, page.items[0]?.id ?? ''))
		expect(await unreadCount(ctx)).toBe(1)
		done(await readMessages(ctx, null))
		expect(await unreadCount(ctx)).toBe(0)
		expect((await inbox(ctx, 'read', null)).items).toHaveLength(1)
	})

	test('the row of an order keeps the moment from which its light is yellow', async () => {
		const w = await world()
		const id = await signedFor(w)
		// 15 working days, 30% are 4: the 4th working day before 2026-11-23
		expect((await orderRow(w, id)).near_at).toBe(instantAt('2026-11-17', 0))
	})
})

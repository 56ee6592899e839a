import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { layoutSchema } from '#app/domain/order/board-views.schema.ts'
import { overviewQuerySchema } from '#app/domain/overview/overview.schema.ts'
import { instantAt } from '#app/domain/time.ts'
import { openExport } from '#app/usecases/export/open-export.server.ts'
import { ordersBoard } from '#app/usecases/orders/board.server.ts'
import { changeView, keepLayout, removeView, savedFilters, saveView } from '#app/usecases/orders/board-views.server.ts'
import { chaseMany } from '#app/usecases/orders/chase.server.ts'
import { chosenOrders } from '#app/usecases/orders/chosen.server.ts'
import { departmentPage } from '#app/usecases/orders/department.server.ts'
import { overview } from '#app/usecases/overview/overview.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { answered, departmentId, done, issued, ruleOf, signedFor } from '#tests/support/orders.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

const query = (change: Partial<BoardQuery> = {}): BoardQuery => ({ ...boardQuerySchema.parse({}), ...change })
const places = (change: Readonly<Record<string, string>>) =>
	layoutSchema.parse({ density: 'tight', back: '', place: { matter: '1', ...change } })

describeOnBoth('the board of a person', (open, dialect) => {
	const world = async () => worldOf(await open(layWorld))

	test('a filter is kept with its count, for its maker only, and shared with a department', async () => {
		const w = await world()
		await signedFor(w, { urgency: 'URGENT' })
		await signedFor(w)
		const issuer = await w.as('issuer')
		const qd = await departmentId(w, 'QD')
		const kept = done(
			await saveView(issuer, { name: '紧急的', department: '', query: 'urgency=URGENT&sort=issued&cursor=x' }),
		)
		expect(kept.filter).toMatchObject({ urgency: 'URGENT', sort: 'issued', view: 'open' })
		const board = await ordersBoard(await w.as('issuer'), query({ ...kept.filter, saved: kept.id }))
		expect(board.saved.map(({ name, count, own }) => [name, count, own])).toEqual([['紧急的', 1, true]])
		expect(board.rows).toHaveLength(1)
		expect(await savedFilters(await w.as('orders'))).toEqual([])
		expect(await savedFilters(await w.as('department'))).toEqual([])
		expect(ruleOf(await saveView(issuer, { name: '紧急的', department: '', query: '' }))).toBe('board.view-name-taken')
		done(await changeView(await w.as('issuer'), { id: kept.id, version: 1, name: '紧急督办', department: qd }))
		expect((await savedFilters(await w.as('department'))).map(({ name, by }) => [name, by])).toEqual([
			['紧急督办', (await w.as('issuer')).actor.name],
		])
		expect(await savedFilters(await w.as('handler-sc'))).toEqual([])
		const foreign = await w.as('department')
		expect(ruleOf(await removeView(foreign, { id: kept.id, version: 2 }))).toBe('not-found')
		expect(ruleOf(await changeView(foreign, { id: kept.id, version: 2, name: 'x', department: '' }))).toBe('not-found')
		expect(ruleOf(await removeView(await w.as('issuer'), { id: kept.id, version: 1 }))).toBe('stale')
		done(await removeView(await w.as('issuer'), { id: kept.id, version: 2 }))
		expect(await savedFilters(await w.as('department'))).toEqual([])
	})

	test('a handler shares with the own department only; twelve filters are enough', async () => {
		const w = await world()
		const handler = await w.as('department')
		const [qd, sc] = [await departmentId(w, 'QD'), await departmentId(w, 'SC')]
		expect(ruleOf(await saveView(handler, { name: 'x', department: sc, query: '' }))).toBe('board.department-foreign')
		for (let n = 0; n < 12; n++)
			done(await saveView(handler, { name: `${n}`, department: n === 0 ? qd : '', query: '' }))
		expect(ruleOf(await saveView(handler, { name: '12', department: '', query: '' }))).toBe('board.too-many-views')
	})

	test('columns and their order are kept per person; the matter is never left out', async () => {
		const w = await world()
		await signedFor(w)
		done(await keepLayout(await w.as('issuer'), places({ handler: '1', due: '3', matter: '2' })))
		const own = await ordersBoard(await w.as('issuer'), query())
		expect(own.look.columns).toEqual(['handler', 'matter', 'due'])
		const other = await ordersBoard(await w.as('orders'), query())
		expect(other.look.density).toBe('normal')
		expect(other.look.columns).toContain('urgency')
		expect((await ordersBoard(await w.as('issuer'), query({ cols: 'source,nonsense' }))).look.columns).toEqual([
			'matter',
			'source',
		])
	})

	test('the file has the columns of the board and the orders of its filter', async () => {
		const w = await world()
		await signedFor(w, { urgency: 'URGENT' })
		await signedFor(w)
		const words = { text: (key: string) => key, first: (_: readonly string[], otherwise: string) => otherwise }
		const file = done(
			openExport(await w.as('issuer'), 'orders', 'csv', { urgency: 'URGENT', cols: 'matter,handler' }, words),
		)
		const parts: Buffer[] = []
		for await (const part of file.body) parts.push(Buffer.from(part))
		const rows: string[][] = parse(Buffer.concat(parts).toString('utf8'), { bom: true })
		// What the person has chosen comes first, in the person's order; then every other field of the order.
		const head = rows[0] ?? []
		expect(head.join()).toMatch(/^export.number,export.title,export.light,export.handler,export.state,.*,export.id$/)
		expect(head.filter((name) => name === 'export.handler')).toHaveLength(1)
		expect(rows).toHaveLength(2)
	})

	test('a page further on neither repeats nor skips when orders come in between', async () => {
		const w = await world()
		const ids: string[] = []
		for (let n = 0; n < 42; n++) ids.push(await issued(w))
		for (const sort of ['due', '-due', 'issued', '-issued', 'urgency'] as const) {
			const ctx = await w.as('auditor')
			const first = await ordersBoard(ctx, query({ sort }))
			const late = await issued(w, { urgency: 'CRITICAL' })
			const second = await ordersBoard(ctx, query({ sort, cursor: first.next ?? undefined }))
			const seen = [...first.rows, ...second.rows].map(({ id }) => id)
			expect(new Set(seen).size, sort).toBe(seen.length)
			expect(
				ids.filter((id) => !seen.includes(id)),
				sort,
			).toEqual([])
			ids.push(late)
		}
	})

	test('text is found in any language, by part of a number, and never as a pattern', async () => {
		const w = await world()
		const id = await signedFor(w, { title: '宽带解约凭证不全', users: '13812342706' })
		await signedFor(w, { title: 'Broadband 100% refund' })
		const count = async (q: string) =>
			(await ordersBoard(await w.as('auditor'), query({ q, view: 'all' }))).rows.map((r) => r.id)
		expect(await count('宽带')).toEqual([id])
		expect(await count('带')).toEqual([id])
		expect(await count('带宽')).toEqual([])
		expect(await count('2706')).toEqual([id])
		expect(await count('BROADBAND')).toHaveLength(1)
		expect(await count('0% re')).toHaveLength(1)
		expect(await count('0_ re')).toHaveLength(0)
		expect(await count(`'") AND *`)).toHaveLength(0)
		await w.db.write.updateTable('supervision_order').set({ search_text: '改过的标题' }).where('id', '=', id).execute()
		expect(await count('宽带')).toEqual([])
		expect(await count('改过')).toEqual([id])
	})

	test('several are chased with one text, each with its own result', async () => {
		const w = await world()
		const running = await signedFor(w)
		const waiting = await answered(w)
		const results = await chaseMany(await w.as('orders'), [running, waiting], '明天到期，请今天反馈')
		expect(results.map(({ id, refusal }) => [id === running, refusal === null])).toEqual([
			[true, true],
			[false, false],
		])
		expect((await chosenOrders(await w.as('orders'), [running, waiting])).map(({ id }) => id).sort()).toEqual(
			[running, waiting].sort(),
		)
		expect(await chosenOrders(await w.as('handler-sc'), [running])).toEqual([])
	})

	test('a confidential order is told to nobody whom it does not name: not in figures, not in departments', async () => {
		const w = await world()
		await signedFor(w, { confidential: 'on' })
		const of = async (login: string) => {
			const { calm, yellow, red } = (await overview(await w.as(login), overviewQuerySchema.parse({}))).running
			return calm + yellow + red
		}
		expect([
			await of('auditor'),
			await of('compliance'),
			await of('approver'),
			await of('head-qd'),
			await of('head-sc'),
		]).toEqual([1, 0, 0, 1, 0])
		expect(ruleOf(await departmentPage(await w.as('head-qd'), await departmentId(w, 'SC')))).toBe('not-found')
	})

	test.runIf(dialect === 'sqlite')('the lists and counts are read from the indexes that name them', async () => {
		const w = await world()
		await signedFor(w)
		const plans: string[] = []
		const plan = async (text: string) => {
			const { rows } = await sql.raw<{ detail: string }>(`explain query plan ${text}`).execute(w.db.read)
			plans.push(rows.map(({ detail }) => detail).join(' | '))
			return plans.at(-1)
		}
		const open = `state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`
		const rank = `(case when state in ('SUBMITTED', 'COMPLETED') or suspended_at is not null then 1 else 0 end)`
		expect(
			await plan(
				`select id from supervision_order where ${open} and branch_id = 'b' and coalesce(urgency, '') = 'x' order by ${rank}, due_at, id limit 41`,
			),
		).toContain('COVERING INDEX supervision_order_open')
		expect(
			await plan(
				`select id from supervision_order where due_at is not null and branch_id = 'b' and outcome = 'late' and due_at >= '2026' order by due_at desc, id desc limit 41`,
			),
		).toContain('COVERING INDEX supervision_order_due')
		expect(
			await plan(
				`select due_on, lead_department_id, outcome, count(*) from supervision_order where due_on is not null and branch_id = 'b' and due_on >= '2026' group by 1, 2, 3`,
			),
		).toMatch(/COVERING INDEX supervision_order_outcome[^|]*$/)
		expect(
			await plan(
				`select source, count(*) from supervision_order where branch_id = 'b' and issued_at >= '2026' and due_at is not null group by 1`,
			),
		).toContain('COVERING INDEX supervision_order_issued')
	})

	test('the light of today is that of the present moment, of another day that of its close', async () => {
		const w = await world()
		const id = await signedFor(w, { urgency: 'URGENT' })
		w.at(instantAt('2026-11-03', 600))
		const board = await ordersBoard(await w.as('auditor'), query({ on: '2026-11-06' }))
		expect(board.rows.find((row) => row.id === id)).toMatchObject({
			now: { colour: 'yellow' },
			later: { colour: 'red' },
		})
		expect(board.lightsThen).toEqual({ red: 1, yellow: 0, green: 0 })
	})
})

import { expect, test } from 'vitest'
import { isWorkingDay } from '#app/domain/calendar.ts'
import { dropChange, proposeChange, returnChange } from '#app/usecases/calendars/decide.server.ts'
import { draftChange, rewriteChange } from '#app/usecases/calendars/drafts.server.ts'
import { movesFile } from '#app/usecases/calendars/export.server.ts'
import { previewOf, previewPage } from '#app/usecases/calendars/preview.server.ts'
import { publishChange } from '#app/usecases/calendars/publish.server.ts'
import { changeOf, changePage } from '#app/usecases/calendars/views.server.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { currentCalendar } from '#app/usecases/reference/load.server.ts'
import { baseNow, daysDraft, proposed, published, wrongClocks, yearDraft } from '#tests/support/calendars.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { INVENTED_2027 } from '#tests/support/notices.ts'
import { answered, departmentId, done, issued, orderRow, ruleOf, signedFor } from '#tests/support/orders.ts'
import { inDefence } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const clockOf = (w: World, subjectId: string, kind: string) =>
	w.db.read
		.selectFrom('clock')
		.selectAll()
		.where('subject_id', '=', subjectId)
		.where('kind', '=', kind)
		.orderBy('round', 'desc')
		.executeTakeFirstOrThrow()

const eventsOf = async (w: World, kind: string) =>
	(await w.db.read.selectFrom('case_event').selectAll().where('kind', '=', kind).orderBy('seq').execute()).map(
		(row) => ({
			subject: row.subject_id,
			before: JSON.parse(row.before_json),
			after: JSON.parse(row.after_json),
		}),
	)

describeOnBoth('a published year', (open) => {
	test('settles 2026-12-11 + 15 working days = 2027-01-04 and moves what it changes, with both dates on record', async () => {
		const w = worldOf(await open(layWorld), '2026-12-11')
		const settled = await signedFor(w)
		const closed = await answered(w)
		expect(await orderRow(w, settled)).toMatchObject({ due_on: '2027-01-04', due_provisional: 1 })
		w.at('2027-01-22')
		const moved = await signedFor(w)
		await inDefence(w, { severity: 'L3', occurredOn: '2027-01-20' })
		const before = await orderRow(w, moved)
		expect(before.due_on).toBe('2027-02-16')
		const closedBefore = await clockOf(w, closed, 'order.handle')

		w.at('2027-02-01')
		const id = await published(w, yearDraft(INVENTED_2027))
		// Off 02-05 to 02-12 but for three days that were off already; 01-31 and 02-14 are worked.
		expect(await orderRow(w, moved)).toMatchObject({ due_on: '2027-02-18', due_provisional: 0 })
		expect(await orderRow(w, settled)).toMatchObject({ due_on: '2027-01-04', due_provisional: 0 })
		expect(await clockOf(w, closed, 'order.handle')).toEqual(closedBefore)
		expect(await wrongClocks(w)).toEqual([])

		const log = (await eventsOf(w, 'order.recounted')).map(({ subject, before: old, after }) => [
			subject,
			old.due_on,
			after.due_on,
			old.provisional,
			after.provisional,
		])
		expect(log).toContainEqual([settled, '2027-01-04', '2027-01-04', true, false])
		expect(log).toContainEqual([moved, '2027-02-16', '2027-02-18', true, false])
		const clock = await clockOf(w, moved, 'order.handle')
		const moves = await w.db.read.selectFrom('clock_move').selectAll().where('clock_id', '=', clock.id).execute()
		expect(moves).toMatchObject([{ cause: 'calendar', old_due_on: '2027-02-16', new_due_on: '2027-02-18' }])
		const told = await w.db.read.selectFrom('outbox').selectAll().where('kind', '=', 'clock.moved').execute()
		const dealers = told.filter(({ subject_kind }) => subject_kind === 'plan').map(({ account_id }) => account_id)
		expect(dealers).toEqual([await w.accountId('dealer')])
		expect(told.filter(({ subject_id }) => subject_id === settled)).toEqual([])
		expect(told.filter(({ subject_id }) => subject_id === moved).map(({ account_id }) => account_id)).toEqual(
			expect.arrayContaining([await w.accountId('department'), await w.accountId('issuer')]),
		)
		expect((await eventsOf(w, 'calendar.published')).map(({ subject }) => subject)).toEqual([id])
	})

	test('shows before what it moves: the preview says what the publication does', async () => {
		const w = worldOf(await open(layWorld), '2027-01-22')
		for (let i = 0; i < 3; i += 1) await signedFor(w, { urgency: i === 0 ? 'URGENT' : 'NORMAL' })
		await inDefence(w, { occurredOn: '2027-01-20' })
		w.at('2027-02-01')
		const fingerprint = await w.fingerprint()
		const ctx = await w.as('compliance')
		const id = await proposed(w, yearDraft(INVENTED_2027))
		const page = await changeOf(ctx, id)
		if (!page.ok) throw new Error('The change cannot be read')
		const preview = await previewOf(ctx, page.value.read.change)
		const rows: string[] = []
		let after = ''
		for (;;) {
			const found = await previewPage(ctx, page.value.read.change, after, 2)
			rows.push(...found.rows.map((row) => `${row.number} ${row.from} ${row.to} ${row.name}`))
			if (found.next === null) break
			after = found.next
		}
		expect(rows).toHaveLength(new Set(rows).size)
		const { later, earlier, settled, unsettled } = preview.summary
		expect(rows).toHaveLength(later + earlier + settled + unsettled)
		expect(rows.some((row) => row.endsWith('渠道管理部'))).toBe(true)
		expect(preview.provisional).toBe(0)
		expect(fingerprint).not.toBe(await w.fingerprint())
		done(await publishChange(ctx, { id, version: 2, base: page.value.base }))
		const row = await w.db.read.selectFrom('calendar_draft').selectAll().executeTakeFirstOrThrow()
		expect(JSON.parse(row.summary_json ?? '')).toEqual(preview.summary)
		expect(later).toBeGreaterThan(2)
	})

	test('tells the administrator how many deadlines it moves, and of none which one', async () => {
		const w = worldOf(await open(layWorld), '2027-01-22')
		await signedFor(w)
		w.at('2027-02-01')
		const id = await proposed(w, yearDraft(INVENTED_2027))
		const words = { text: (key: string) => key, first: (keys: readonly string[]) => keys[0] ?? '' }
		for (const [login, told] of [
			['admin', false],
			['compliance', true],
		] as const) {
			const ctx = await w.as(login)
			const page = done(await changePage(ctx, id, ''))
			expect(page.preview?.summary.later).toBe(1)
			expect(page.moves?.rows.length).toBe(told ? 1 : undefined)
			expect((await movesFile(ctx, id, words)).ok).toBe(told)
		}
	})

	test('tells a person of many deadlines once, with their number; each has both dates on record', async () => {
		const w = worldOf(await open(layWorld), '2027-01-22')
		const orders: string[] = []
		for (let i = 0; i < 11; i += 1) orders.push(await signedFor(w))
		w.at('2027-02-01')
		await published(w, yearDraft(INVENTED_2027))
		const told = await w.db.read.selectFrom('outbox').selectAll().where('kind', '=', 'clock.moved').execute()
		const issuer = await w.accountId('issuer')
		const own = told.filter(({ account_id }) => account_id === issuer)
		expect(own.map(({ subject_kind, params_json }) => [subject_kind, JSON.parse(params_json)])).toEqual([
			['account', { variant: 'many', count: 11 }],
		])
		const moves = await w.db.read.selectFrom('clock_move').selectAll().where('cause', '=', 'calendar').execute()
		expect(moves.map(({ old_due_on, new_due_on }) => [old_due_on, new_due_on])).toEqual(
			orders.map(() => ['2027-02-16', '2027-02-18']),
		)
		const log = (await eventsOf(w, 'order.recounted')).map(({ subject, after }) => [subject, after.due_on])
		expect(log.sort()).toEqual(orders.map((id) => [id, '2027-02-18']).sort())
		for (const id of orders) expect(await orderRow(w, id)).toMatchObject({ due_on: '2027-02-18', due_provisional: 0 })
	})

	test('is all or nothing: a failure in the middle leaves everything as it was', async () => {
		const w = worldOf(await open(layWorld), '2027-01-22')
		for (let i = 0; i < 4; i += 1) await signedFor(w)
		w.at('2027-02-01')
		const id = await proposed(w, yearDraft(INVENTED_2027))
		const base = await baseNow(w)
		const before = await w.fingerprint()
		for (const failAt of [1, 3, 6, 9]) {
			const ctx = await w.as('compliance')
			let made = 0
			const newId = () => {
				made += 1
				if (made > failAt) throw new Error('the power is gone')
				return ctx.newId()
			}
			await expect(publishChange({ ...ctx, newId }, { id, version: 2, base })).rejects.toThrow('the power is gone')
			expect(await w.fingerprint()).toBe(before)
		}
		done(await publishChange(await w.as('compliance'), { id, version: 2, base }))
		expect(await wrongClocks(w)).toEqual([])
	})

	test('takes acts that come at the same time before or after it, never in between', async () => {
		const w = worldOf(await open(layWorld), '2027-01-22')
		const open1 = await issued(w)
		for (let i = 0; i < 3; i += 1) await signedFor(w)
		w.at('2027-02-01')
		const id = await proposed(w, yearDraft(INVENTED_2027))
		const base = await baseNow(w)
		const [publication, act] = await Promise.all([
			publishChange(await w.as('compliance'), { id, version: 2, base }),
			acknowledgeOrder(await w.as('department'), open1, (await orderRow(w, open1)).version),
			signedFor(w),
		])
		done(publication)
		// The act saw the order before the publication, or is told that the page is old.
		expect(['done', 'stale']).toContain(ruleOf(act))
		expect(await wrongClocks(w)).toEqual([])
	})
})

describeOnBoth('a change of the calendar', (open) => {
	test('is published by a second person, on the calendar of its preview, and never as an example', async () => {
		const w = worldOf(await open(layWorld), '2026-12-01')
		const id = await proposed(w, yearDraft(INVENTED_2027))
		const base = await baseNow(w)
		const publish = async (login: string, of = base) =>
			ruleOf(await publishChange(await w.as(login), { id, version: 2, base: of }))
		expect(await publish('admin')).toBe('calendar.second-person')
		expect(await publish('orders')).toBe('not-allowed')
		expect(await publish('dealer')).toBe('not-found')
		expect(await publish('compliance', 'another')).toBe('calendar.base-moved')
		done(await returnChange(await w.as('compliance'), { id, version: 2, reason: '请核对中秋' }))
		expect(await publish('compliance')).toBe('stale')

		const example = done(await draftChange(await w.as('admin'), yearDraft(INVENTED_2027, { example: 'on' })))
		expect(ruleOf(await proposeChange(await w.as('admin'), { id: example.id, version: 1 }))).toBe('calendar.example')
		done(await dropChange(await w.as('admin'), { id: example.id, version: 1, reason: '演示结束' }))
	})

	test('keeps what was typed, faults and all, and is not handed in with them', async () => {
		const w = worldOf(await open(layWorld), '2026-12-01')
		const wrong = INVENTED_2027.replace('（周五）至3日', '（周四）至3日')
		const { id } = done(await draftChange(await w.as('admin'), yearDraft(wrong)))
		expect(ruleOf(await proposeChange(await w.as('admin'), { id, version: 1 }))).toBe('calendar.not-sound')
		const row = () => w.db.read.selectFrom('calendar_draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
		expect((await row()).typed).toBe(wrong)
		const written = yearDraft(INVENTED_2027)
		done(await rewriteChange(await w.as('compliance'), { id, version: 1, written }))
		expect(JSON.parse((await row()).editors_json)).toHaveLength(2)
		done(await proposeChange(await w.as('admin'), { id, version: 2 }))
		// Both have written in it.
		const act = { id, version: 3, base: await baseNow(w) }
		expect(ruleOf(await publishChange(await w.as('compliance'), act))).toBe('calendar.second-person')
		expect(ruleOf(await publishChange(await w.as('compliance2'), act))).toBe('done')
	})

	test('days of the branch take the same path; a day that was named stays', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const order = await signedFor(w)
		expect((await orderRow(w, order)).due_on).toBe('2026-11-23')
		const assisting = { departmentId: await departmentId(w, 'KF'), task: '核对用户投诉记录', dueOn: '2026-11-10' }
		const helped = await issued(w, { assists: [assisting] })
		const past = done(await draftChange(await w.as('admin'), daysDraft('2026-10-31 班 补班')))
		expect(ruleOf(await proposeChange(await w.as('admin'), { id: past.id, version: 1 }))).toBe('calendar.not-sound')
		await published(w, daysDraft('2026-11-06 休 台风停业\n2026-11-14 班 年终服务周'))
		expect((await orderRow(w, order)).due_on).toBe('2026-11-23')
		const ctx = await w.as('compliance')
		const calendar = await currentCalendar(ctx, ctx.read)
		expect([isWorkingDay(calendar, '2026-11-06'), isWorkingDay(calendar, '2026-11-14')]).toEqual([false, true])
		// The date stays though the days on the way to it are others: its explanation says so.
		const clock = await clockOf(w, order, 'order.handle')
		expect(clock.steps_json).toContain('台风停业')
		expect(await w.db.read.selectFrom('clock_move').selectAll().execute()).toEqual([])
		await published(w, daysDraft('2026-11-14 按通知'))
		expect((await orderRow(w, order)).due_on).toBe('2026-11-24')
		const tasks = await w.db.read.selectFrom('order_assist').selectAll().where('order_id', '=', helped).execute()
		expect(tasks.map(({ due_on }) => due_on)).toEqual(['2026-11-10'])
		expect(await wrongClocks(w)).toEqual([])
	})

	test('a unit that works Saturdays counts them for the orders that it leads', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const [calls, channel] = [await departmentId(w, 'KF'), await departmentId(w, 'QD')]
		const before = await issued(w, { leadDepartmentId: calls, urgency: 'URGENT' })
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
				typed: '2026-11-21 休 系统割接',
			},
		})
		w.at('2026-11-05')
		const own = await issued(w, { leadDepartmentId: calls, urgency: 'URGENT' })
		const other = await issued(w, { leadDepartmentId: channel, urgency: 'URGENT' })
		// Thursday and three working days: Saturday counts for the call centre only.
		expect([(await orderRow(w, own)).due_on, (await orderRow(w, other)).due_on]).toEqual(['2026-11-09', '2026-11-10'])
		expect((await clockOf(w, own, 'order.handle')).calendar_code).toBe('CALLS')
		// What was counted before keeps its calendar.
		expect((await clockOf(w, before, 'order.handle')).calendar_code).toBe('branch')
		await published(w, daysDraft('2026-11-09 休 台风停业'))
		expect([(await orderRow(w, own)).due_on, (await orderRow(w, other)).due_on]).toEqual(['2026-11-10', '2026-11-11'])
		expect(await wrongClocks(w)).toEqual([])
	})
})

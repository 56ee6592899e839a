import { expect, test } from 'vitest'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { published } from '#tests/support/calendars.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, issued, orderRow, versionNow } from '#tests/support/orders.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

describeOnBoth('an extension of an order whose unit has a calendar of its own', (open) => {
	test('is asked, shown, told and granted by the calendar of its clock', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
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
		w.at('2026-11-03')
		const id = await issued(w, { leadDepartmentId: calls, urgency: 'URGENT' })
		const worker = await w.as('handler-kf')
		done(await acknowledgeOrder(worker, id, await versionNow(w, id)))
		expect((await orderRow(w, id)).due_on).toBe('2026-11-06')
		const ask = { limit: { amount: 1, unit: 'wd' }, reason: '用户周六才能到场核实' } as const
		done(await askExtension(worker, id, await versionNow(w, id), ask))
		const issuer = await w.as('issuer')
		// Friday and one working day: Saturday, at which the call centre works.
		expect(done(await orderPage(issuer, id)).extensions).toMatchObject([{ proposedOn: '2026-11-07' }])
		const yes = { approve: true, reason: '用户周六到场，同意延到周六下班以前' }
		done(await decideOnExtension(issuer, id, await versionNow(w, id), yes))
		const row = await orderRow(w, id)
		const clock = await w.db.read
			.selectFrom('clock')
			.selectAll()
			.where('subject_id', '=', id)
			.where('kind', '=', 'order.handle')
			.executeTakeFirstOrThrow()
		const granted = await w.db.read.selectFrom('order_extension').selectAll().executeTakeFirstOrThrow()
		expect(row).toMatchObject({ due_on: '2026-11-07', due_at: clock.due_at })
		expect(granted.new_due_at).toBe(clock.due_at)
	})
})

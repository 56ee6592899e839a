import { expect, test } from 'vitest'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { assessOrder } from '#app/usecases/orders/assess.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, FEEDBACK, issued, orderRow, ruleOf, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** The sweep comes by every morning and every evening until the day given. */
async function sweepUntil(world: World, days: readonly LocalDate[]): Promise<void> {
	for (const day of days) {
		for (const minutes of [511, 1110]) {
			world.at(instantAt(day, minutes))
			await sweepOnce(world.deps)
		}
	}
}

describeOnBoth('the life of an order', (open) => {
	test('extended, returned, overdue, completed late, struck off by another person', async () => {
		const w = worldOf(await open(layWorld), '2026-09-28')
		const id = await issued(w)
		const version = () => versionNow(w, id)
		// domain 5.4: 一般 15 working days over the National Day week, with the working Saturday 10-10
		expect(await orderRow(w, id)).toMatchObject({ due_on: '2026-10-23', urgency: 'NORMAL', round: 1 })
		done(await acknowledgeOrder(await w.as('department'), id, await version()))
		done(await noteProgress(await w.as('department'), id, await version(), '已向省公司调取凭证'))

		w.at('2026-10-20')
		const ask = { limit: { amount: 15, unit: 'wd' }, reason: '凭证在省公司系统，调取需 10 天' } as const
		done(await askExtension(await w.as('department'), id, await version(), ask))
		w.at('2026-10-21')
		const grant = { approve: true, reason: '省公司确认调取需要时间，同意延期，请按新期限完成' }
		expect(ruleOf(await decideOnExtension(await w.as('orders'), id, await version(), grant))).toBe('not-allowed')
		done(await decideOnExtension(await w.as('issuer'), id, await version(), grant))
		expect(await orderRow(w, id)).toMatchObject({ due_on: '2026-11-13', extension_count: 1 })
		const again = { limit: { amount: 1, unit: 'wd' }, reason: '还要一天' } as const
		expect(ruleOf(await askExtension(await w.as('department'), id, await version(), again))).toBe(
			'order.extension-too-long',
		)

		w.at('2026-11-11')
		done(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))
		w.at('2026-11-12')
		const back = '机制改进一栏请写清：由谁负责，哪天上线，怎么验证'
		expect(ruleOf(await returnOrder(await w.as('orders2'), id, await version(), back))).toBe('order.not-issuing-side')
		done(await returnOrder(await w.as('issuer'), id, await version(), back))
		expect(await orderRow(w, id)).toMatchObject({ state: 'RETURNED', due_on: '2026-11-13', overdue_at: null })

		await sweepUntil(w, ['2026-11-13', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'])
		const due = instantAt('2026-11-13', 1080)
		expect(await orderRow(w, id)).toMatchObject({ overdue_at: due, chase_count: 3 })
		const chases = await w.db.read.selectFrom('order_chase').select(['rung', 'at']).orderBy('at').execute()
		expect(chases.map((c) => c.rung)).toEqual(['T', 'T+1', 'T+3', 'T+5'])
		const overdue = await w.db.read.selectFrom('case_event').select('id').where('kind', '=', 'order.overdue').execute()
		expect(overdue).toHaveLength(1)
		const clock = await w.db.read
			.selectFrom('clock')
			.select('state')
			.where('kind', '=', 'order.handle')
			.where('round', '=', 2)
			.executeTakeFirst()
		expect(clock?.state).toBe('BREACHED')

		w.at('2026-11-23')
		done(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))
		w.at('2026-11-24')
		done(await completeOrder(await w.as('issuer'), id, await version(), { callback: null, reason: '' }))
		expect(await orderRow(w, id)).toMatchObject({ state: 'COMPLETED', overdue_at: due, observe_until: '2026-12-24' })

		w.at('2026-12-25')
		expect(ruleOf(await strikeOffOrder(await w.as('issuer'), id, await version(), ''))).toBe(
			'order.completer-strikes-off',
		)
		done(await strikeOffOrder(await w.as('orders2'), id, await version(), ''))
		done(await assessOrder(await w.as('orders'), id, await version(), false))
		// overdue −2, returned −1; late stays late
		expect(await orderRow(w, id)).toMatchObject({ state: 'ASSESSED', assessment_tenths: -30, overdue_at: due })
		expect(await w.db.read.selectFrom('clock').select('id').where('state', '=', 'RUNNING').execute()).toEqual([])

		const events = await w.db.read
			.selectFrom('case_event')
			.select('kind')
			.where('subject_id', '=', id)
			.orderBy('id')
			.execute()
		expect(events.map((e) => e.kind)).toEqual([
			'order.drafted',
			'order.submitted-for-approval',
			'order.issued',
			'order.acknowledged',
			'order.progress-noted',
			'order.extension-asked',
			'order.extension-granted',
			'order.feedback-submitted',
			'order.returned',
			'order.overdue',
			'order.chase-notice',
			'order.chased',
			'order.chased',
			'order.chased',
			'order.feedback-submitted',
			'order.completed',
			'order.struck-off',
			'order.assessed',
		])
	})

	test('an extension asked in time and granted late takes the overdue mark back', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const id = await issued(w)
		const version = () => versionNow(w, id)
		done(await acknowledgeOrder(await w.as('department'), id, await version()))
		w.at('2026-11-20')
		const ask = { limit: { amount: 3, unit: 'wd' }, reason: '等待省公司答复' } as const
		done(await askExtension(await w.as('department'), id, await version(), ask))
		await sweepUntil(w, ['2026-11-23'])
		expect((await orderRow(w, id)).overdue_at).toBe(instantAt('2026-11-23', 1080))
		w.at('2026-11-24')
		const grant = { approve: true, reason: '申请在到期前一个工作日提出，予以同意延期' }
		done(await decideOnExtension(await w.as('issuer'), id, await version(), grant))
		expect(await orderRow(w, id)).toMatchObject({ overdue_at: null, due_on: '2026-11-26' })
		const clock = await w.db.read.selectFrom('clock').selectAll().where('kind', '=', 'order.handle').executeTakeFirst()
		expect(clock).toMatchObject({ state: 'RUNNING', due_on: '2026-11-26', ended_at: null })
		await sweepUntil(w, ['2026-11-26'])
		expect((await orderRow(w, id)).overdue_at).toBe(instantAt('2026-11-26', 1080))
	})
})

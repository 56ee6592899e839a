import { expect, test } from 'vitest'
import { instantAt } from '#app/domain/time.ts'
import { answerItem, declineItem, mergeItem } from '#app/usecases/intake/answer.server.ts'
import { acceptDuty, nameSuccessor, refuseDuty } from '#app/usecases/intake/hand-over.server.ts'
import { intakeList } from '#app/usecases/intake/list.server.ts'
import { orderFromItem, orderFromItemPage } from '#app/usecases/intake/make-order.server.ts'
import { violationFromItem } from '#app/usecases/intake/make-violation.server.ts'
import { intakeItemPage } from '#app/usecases/intake/page.server.ts'
import { recordComplaint } from '#app/usecases/intake/record.server.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { search } from '#app/usecases/registers/search.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { complained, complaint, eventsOfItem, itemRow, makeForm } from '#tests/support/intake.ts'
import { done, FEEDBACK, orderRow, ruleOf, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const QUERY = { view: 'open' } as const

describeOnBoth('complaints', (open) => {
	const world = async (today: `${number}-${number}-${number}` = '2026-11-16') => worldOf(await open(layWorld), today)
	const _proposals = (w: World) => w.db.read.selectFrom('order_proposal').selectAll().orderBy('number').execute()
	const told = async (w: World, kind: string) =>
		(await w.db.read.selectFrom('outbox').selectAll().where('kind', '=', kind).execute()).length

	test('numbered without a gap, dated by the complaint, owned by who received it; sent twice it is one', async () => {
		const w = await world()
		const form = await complaint(w, {
			complainedOn: '2026-11-13',
			complainant: '138 1234 1234',
			externalNumber: 'KF-01',
		})
		const first = done(await recordComplaint(await w.as('orders'), form))
		const again = done(await recordComplaint(await w.as('orders'), form))
		expect(again).toEqual(first)
		expect(first.number).toBe('TS-2026-0001')
		const taken = await complaint(w, { externalNumber: 'KF-01' })
		const before = await w.fingerprint()
		expect(ruleOf(await recordComplaint(await w.as('compliance'), taken))).toBe('intake.external-taken')
		expect(
			ruleOf(await recordComplaint(await w.as('orders'), await complaint(w, { complainedOn: '2026-11-17' }))),
		).toBe('intake.in-future')
		expect(
			ruleOf(await recordComplaint(await w.as('orders'), await complaint(w, { complainedOn: '2024-11-15' }))),
		).toBe('intake.too-old')
		expect(await w.fingerprint()).toBe(before)
		// The same number of another source is another complaint.
		expect((await itemRow(w, await complained(w, { externalNumber: 'KF-01', channel: 'H12345' }))).number).toBe(
			'TS-2026-0002',
		)
		const row = await itemRow(w, first.id)
		// Saturday 11-28 moves to Monday; the raw date is warned of.
		expect(row).toMatchObject({
			due_on: '2026-11-30',
			raw_due_on: '2026-11-28',
			due_at: instantAt('2026-11-30', 1080),
			owner_id: await w.accountId('orders'),
			complainant: '138****1234',
			urgency: 'NORMAL',
		})
		expect(JSON.stringify(row)).not.toContain('13812341234')
		const twin = await complained(w, { complainant: '+8613812341234' })
		expect((await itemRow(w, twin)).complainant_hmac).toBe(row.complainant_hmac)
		const page = done(await intakeItemPage(await w.as('orders'), twin))
		expect(page.twins.map(({ number }) => number)).toEqual(['TS-2026-0001'])
		expect(page.item).not.toHaveProperty('complainant_hmac')
	})

	test('found by its own number and that of the source, by whom the register shows it to', async () => {
		const w = await world()
		await complained(w, { externalNumber: 'KF-77' })
		const found = async (login: string, q: string) =>
			(await search(await w.as(login), q)).map(({ group, hits }) => [group, hits[0]?.number])
		expect(await found('orders', 'TS-2026-0001')).toEqual([['intake', 'TS-2026-0001']])
		expect(await found('orders', 'kf-77')).toEqual([['intake', 'TS-2026-0001']])
		expect(await found('department', 'TS-2026-0001')).toEqual([])
	})

	test('who may record and read: the own grid, the branch, and nobody of the dealer', async () => {
		const w = await world()
		const other = await w.outletId('JZ-ND-0101')
		expect(ruleOf(await recordComplaint(await w.as('manager'), await complaint(w, { outletId: other })))).toBe(
			'not-found',
		)
		expect(ruleOf(await recordComplaint(await w.as('manager'), await complaint(w, { outletId: '' })))).toBe(
			'intake.outlet-needed',
		)
		for (const login of ['auditor', 'dealer', 'issuer'])
			expect(ruleOf(await recordComplaint(await w.as(login), await complaint(w, { outletId: '' }))), login).toBe(
				'not-allowed',
			)
		const own = await complained(w, {}, 'manager')
		const far = await complained(w, { outletId: other })
		const none = await complained(w, { outletId: '', category: 'Z' })
		const seen = async (login: string) => (await intakeList(await w.as(login), QUERY)).rows.map(({ id }) => id).sort()
		expect(await seen('auditor')).toEqual([own, far, none].sort())
		expect(await seen('manager')).toEqual([own])
		expect(await seen('department')).toEqual([])
		expect(ruleOf(await intakeItemPage(await w.as('manager'), far))).toBe('not-found')
		expect(ruleOf(await intakeItemPage(await w.as('dealer'), own))).toBe('not-found')
	})

	test('the receiver owns it until the named successor accepts', async () => {
		const w = await world()
		const id = await complained(w, {}, 'manager')
		const to = await w.accountId('compliance')
		const answer = { id, version: 1, answer: '已退费并取消。', via: 'PHONE' } as const
		expect(ruleOf(await answerItem(await w.as('compliance'), answer))).toBe('intake.not-owner')
		const name = { id, version: 1, to, reason: '' }
		expect(ruleOf(await nameSuccessor(await w.as('compliance'), name))).toBe('intake.not-owner')
		expect(ruleOf(await nameSuccessor(await w.as('manager'), { ...name, to: await w.accountId('manager4') }))).toBe(
			'intake.cannot-own',
		)
		done(await nameSuccessor(await w.as('manager'), name))
		expect(await itemRow(w, id)).toMatchObject({ owner_id: await w.accountId('manager'), successor_id: to })
		expect(ruleOf(await acceptDuty(await w.as('orders'), { id, version: 2 }))).toBe('intake.not-successor')
		done(await refuseDuty(await w.as('compliance'), { id, version: 2, reason: '不熟悉情况' }))
		expect(await itemRow(w, id)).toMatchObject({ owner_id: await w.accountId('manager'), successor_id: null })
		// The owner is away: who leads the service names a successor, who must accept all the same.
		done(await nameSuccessor(await w.as('issuer'), { ...name, version: 3 }))
		done(await acceptDuty(await w.as('compliance'), { id, version: 4 }))
		expect(await itemRow(w, id)).toMatchObject({ owner_id: to, successor_id: null })
		done(await answerItem(await w.as('compliance'), { ...answer, version: 5 }))
		expect(await eventsOfItem(w, id)).toEqual([
			'intake.received',
			'intake.successor-named',
			'intake.successor-declined',
			'intake.successor-named',
			'intake.successor-accepted',
			'intake.answered',
		])
		expect(await told(w, 'intake.successor-named')).toBe(2)
	})

	test('an order in one step, cut by the statutory date; completed it proposes the answer, a person sends it', async () => {
		const w = await world()
		const id = await complained(w, {
			complainedOn: '2026-11-13',
			externalNumber: 'KF20261113-0001',
			complainant: '13812341234',
		})
		const page = done(await orderFromItemPage(await w.as('orders'), id))
		expect(page.values.title).toContain('望江路')
		const { orderId } = done(await orderFromItem(await w.as('orders'), id, await makeForm(w, 1)))
		expect(await orderRow(w, orderId)).toMatchObject({
			source: 'HOTLINE',
			source_ref: 'KF20261113-0001',
			complaint_on: '2026-11-13',
			outlet_id: await w.outletId('JZ-WJ-0312'),
			category: 'B',
			affected_users_json: '["138****1234"]',
		})
		expect(ruleOf(await orderFromItem(await w.as('orders'), id, await makeForm(w, 2)))).toBe('wrong-state')
		const answer = { id, answer: '已退费 30 元并取消业务。', via: 'PHONE' } as const
		expect(ruleOf(await answerItem(await w.as('orders'), { ...answer, version: 2 }))).toBe('intake.order-open')
		done(await submitForApproval(await w.as('orders'), orderId, await versionNow(w, orderId)))
		done(await issueOrder(await w.as('issuer'), orderId, await versionNow(w, orderId)))
		expect((await orderRow(w, orderId)).due_on).toBe('2026-11-25')
		done(await acknowledgeOrder(await w.as('department'), orderId, await versionNow(w, orderId)))
		done(await giveFeedback(await w.as('department'), orderId, await versionNow(w, orderId), FEEDBACK))
		done(
			await completeOrder(await w.as('orders'), orderId, await versionNow(w, orderId), {
				callback: 'SATISFIED',
				reason: '',
			}),
		)
		const row = await itemRow(w, id)
		expect(row).toMatchObject({ state: 'ORDERED', proposed_answer: FEEDBACK.result, answer: '' })
		expect(await told(w, 'intake.answer-proposed')).toBe(1)
		done(await answerItem(await w.as('orders'), { ...answer, version: row.version }))
		expect(await itemRow(w, id)).toMatchObject({ state: 'ANSWERED', order_id: orderId, overdue_at: null })
		const clock = await w.db.read.selectFrom('clock').selectAll().where('subject_id', '=', id).executeTakeFirstOrThrow()
		expect(clock).toMatchObject({ kind: 'complaint.answer', state: 'MET' })
	})

	test('a withdrawn order brings the item back to open', async () => {
		const w = await world()
		const id = await complained(w)
		const { orderId } = done(await orderFromItem(await w.as('orders'), id, await makeForm(w, 1)))
		done(await withdrawOrder(await w.as('orders'), orderId, await versionNow(w, orderId), '重复立单，撤销。'))
		expect(await itemRow(w, id)).toMatchObject({ state: 'OPEN', order_id: null })
		expect((await eventsOfItem(w, id)).at(-1)).toBe('intake.reopened')
		expect(ruleOf(await orderFromItem(await w.as('orders'), id, await makeForm(w, 3)))).toBe('done')
	})

	test('a violation in one step keeps source and number; the user still gets an answer', async () => {
		const w = await world()
		const id = await complained(w, { channel: 'H12315', externalNumber: 'SC-77' }, 'compliance')
		const form = {
			version: 1,
			typeCode: 'B01',
			occurredOn: '2026-11-10' as const,
			units: 1,
			facts: '未经同意开通增值业务一笔。',
			twinReason: '',
			declared: 'none' as const,
			relation: '',
		}
		const { violationId } = done(await violationFromItem(await w.as('compliance'), id, form))
		const row = await w.db.read
			.selectFrom('violation')
			.selectAll()
			.where('id', '=', violationId)
			.executeTakeFirstOrThrow()
		expect(row).toMatchObject({ source: 'REGULATOR', source_ref: 'SC-77', outlet_id: await w.outletId('JZ-WJ-0312') })
		expect(await itemRow(w, id)).toMatchObject({ state: 'VIOLATION', violation_id: violationId })
		const answer = { id, version: 2, answer: '已立案，结果另行告知。', via: 'AUTHORITY' } as const
		done(await answerItem(await w.as('compliance'), answer))
		// Without a declaration, with a type that there is not, or without an outlet nothing is written.
		const other = await complained(w, { outletId: '' }, 'compliance')
		const before = await w.fingerprint()
		const ask = async (item: string, change: object) =>
			ruleOf(await violationFromItem(await w.as('compliance'), item, { ...form, ...change }))
		expect(await ask(other, {})).toBe('intake.outlet-needed')
		expect(await ask(id, { version: 3 })).toBe('wrong-state')
		expect(await w.fingerprint()).toBe(before)
	})

	test('late stays late; a decline and a merge do not flatter the rate', async () => {
		const w = await world('2026-11-02')
		const [late, declined, twin] = [
			await complained(w, { complainant: '13900001111' }),
			await complained(w),
			await complained(w, { complainant: '13900001111' }),
		]
		const other = await complained(w, { complainant: '13900002222' })
		const version = 1
		const reason = '不是本公司的业务，已告知。'
		done(await declineItem(await w.as('orders'), { id: declined, version, code: 'NOT_OURS', reason }))
		const merge = { id: other, version, into: 'ts-2026-0001', reason: '' }
		expect(ruleOf(await mergeItem(await w.as('orders'), merge))).toBe('intake.other-person')
		done(await mergeItem(await w.as('orders'), { ...merge, id: twin }))
		w.at('2026-11-18')
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		expect((await itemRow(w, late)).overdue_at).not.toBeNull()
		expect((await eventsOfItem(w, late)).filter((kind) => kind === 'intake.overdue')).toHaveLength(1)
		expect((await itemRow(w, declined)).overdue_at).toBeNull()
		done(
			await answerItem(await w.as('orders'), {
				id: late,
				version: (await itemRow(w, late)).version,
				answer: '迟复致歉，已处理。',
				via: 'PHONE',
			}),
		)
		const list = await intakeList(await w.as('orders'), QUERY)
		expect(list.rate).toEqual({ met: 0, missed: 3, open: 0, apart: 1, points: 0 })
	})
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { contactSchema } from '#app/domain/intake/intake.schema.ts'
import { answerItem, declineItem } from '#app/usecases/intake/answer.server.ts'
import { recordItemContact } from '#app/usecases/intake/contacts.server.ts'
import { orderFromItem } from '#app/usecases/intake/make-order.server.ts'
import { intakeItemPage } from '#app/usecases/intake/page.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { complained, eventsOfItem, itemRow, makeForm } from '#tests/support/intake.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const contact = (change: Readonly<Record<string, string>> = {}) =>
	contactSchema.parse({
		channel: 'PHONE',
		reached: 'yes',
		text: '已说明处理办法，回电 13812341234',
		on: '2026-11-10',
		time: '09:30',
		...change,
	})

describeOnBoth('words with the person', (open) => {
	const world = async () => worldOf(await open(layWorld), '2026-11-10')
	const say = async (w: World, id: string, change: Readonly<Record<string, string>> = {}, login = 'orders') =>
		recordItemContact(await w.as(login), id, (await itemRow(w, id)).version, contact(change))
	const orderLog = async (w: World, id: string) =>
		(await w.db.read.selectFrom('order_contact').selectAll().where('order_id', '=', id).orderBy('at').execute()).map(
			(row) => `${row.at} ${row.channel} ${row.user_masked} ${row.reached} ${row.text}`,
		)

	test('kept with when, how and what; never changed; a second sending is refused', async () => {
		const w = await world()
		const id = await complained(w, { complainant: '13900001234' })
		const ctx = await w.as('orders')
		const form = contact()
		done(await recordItemContact(ctx, id, 1, form))
		expect((await recordItemContact(ctx, id, 1, form)).ok).toBe(false)
		expect(ruleOf(await say(w, id, { on: '2026-11-09' }))).toBe('intake.contact-day')
		expect(ruleOf(await say(w, id, { on: '2026-11-10', time: '23:59' }))).toBe('intake.contact-day')
		expect(ruleOf(await say(w, id, {}, 'auditor'))).toBe('not-allowed')
		const page = done(await intakeItemPage(ctx, id))
		expect(page.contacts).toMatchObject([
			{ channel: 'PHONE', reached: true, user_masked: '139****1234', text: '已说明处理办法，回电 138****1234' },
		])
		expect(await eventsOfItem(w, id)).toContain('intake.contacted')
		await expect(sql`update intake_contact set text = 'x'`.execute(w.db.write)).rejects.toThrow(/append-only/)
	})

	test('the log goes along into the order, and what is said later is in both', async () => {
		const w = await world()
		const id = await complained(w, { complainant: '13900001234' })
		done(await say(w, id, { reached: 'no', time: '08:40' }))
		done(await say(w, id, { channel: 'SMS', time: '09:00' }))
		const { orderId } = done(
			await orderFromItem(await w.as('orders'), id, await makeForm(w, (await itemRow(w, id)).version)),
		)
		const before = await orderLog(w, orderId)
		expect(before).toEqual([
			'2026-11-10T00:40:00.000Z PHONE 139****1234 0 已说明处理办法，回电 138****1234',
			'2026-11-10T01:00:00.000Z SMS 139****1234 1 已说明处理办法，回电 138****1234',
		])
		done(await say(w, id, { channel: 'VISIT', time: '09:05', text: '当面再说明一次。' }))
		expect((await orderLog(w, orderId)).slice(2)).toEqual([
			'2026-11-10T01:05:00.000Z VISIT 139****1234 1 当面再说明一次。',
		])
		expect(done(await intakeItemPage(await w.as('orders'), id)).contacts).toHaveLength(3)
	})

	test('silence over three working days is said while somebody waits', async () => {
		const w = await world()
		const id = await complained(w)
		done(await say(w, id, { time: '09:00' }))
		const silent = async (day: `${number}-${number}-${number}`) => {
			w.at(day)
			return done(await intakeItemPage(await w.as('orders'), id)).silentDays
		}
		expect(await silent('2026-11-13')).toBeNull()
		expect(await silent('2026-11-16')).toBe(4)
		done(await say(w, id, { on: '2026-11-16', time: '', reached: 'no' }))
		expect(await silent('2026-11-16')).toBe(4)
		done(await say(w, id, { on: '2026-11-16', time: '' }))
		expect(await silent('2026-11-16')).toBeNull()
		const { version } = await itemRow(w, id)
		done(await answerItem(await w.as('orders'), { id, version, answer: '已退费，用户认可。', via: 'PHONE' }))
		expect(await silent('2026-11-30')).toBeNull()
		// The call-back after the answer; nothing more of what was declined.
		done(await say(w, id, { on: '2026-11-30', time: '' }))
		const other = await complained(w)
		const reason = '不是本公司的业务，已告知。'
		done(await declineItem(await w.as('orders'), { id: other, version: 1, code: 'NOT_OURS', reason }))
		expect(ruleOf(await say(w, other, { on: '2026-11-30', time: '' }))).toBe('wrong-state')
	})
})

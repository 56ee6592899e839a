import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { makeFeed } from '#app/usecases/delivery/choices.server.ts'
import { calendarFeed } from '#app/usecases/delivery/feed.server.ts'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { takeBackOrderTransfer, transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { layClaims } from '#tests/support/claims.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, orderRow, signedFor, versionNow } from '#tests/support/orders.ts'
import { inDefence, servedCase } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** The deadlines of a person: what and when, and whether it is called off. */
async function deadlines(world: World, login: string, secret: string) {
	const feed = await calendarFeed(world.deps, secret)
	const root = new ICAL.Component(ICAL.parse(feed?.text ?? ''))
	return root.getAllSubcomponents('vevent').map((part) => {
		const event = new ICAL.Event(part)
		const url = String(part.getFirstPropertyValue('url')).replace('https://fangxin.example', '')
		return `${login} ${event.summary} ${event.endDate} ${part.getFirstPropertyValue('status')} ${url}`
	})
}

async function linkOf(world: World, login: string): Promise<string> {
	return done(await makeFeed(await world.as(login), 'zh-Hans')).link.replace(/^.*\/calendar\/|\.ics$/g, '')
}

async function told(world: World, login: string) {
	return deadlines(world, login, await linkOf(world, login))
}

describeOnBoth('the calendar feed has', (open) => {
	test('the refunds of a dealer: the limit and the day from which a delay is deliberate', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await inDefence(world)
		const { refund } = await layClaims(world)
		const row = await world.db.read.selectFrom('redress').selectAll().where('id', '=', refund).executeTakeFirstOrThrow()
		const own = (await told(world, 'dealer')).filter((text) => text.includes(row.number))
		expect(own).toEqual([
			`dealer ${row.number} 用户退费到期 2026-11-10T00:00:00 CONFIRMED /desk/redress/${refund}`,
			expect.stringContaining('CONFIRMED'),
		])
		expect((await told(world, 'dealer2')).join()).not.toContain(row.number)
	})

	test('the last day of a measure, for the dealer and for whoever lifts it; called off when lifted', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await servedCase(world, { severity: 'L3', occurredOn: '2026-10-30' })
		world.at('2026-12-02')
		await sweepOnce(world.deps)
		const measure = await world.db.read.selectFrom('measure').selectAll().executeTakeFirstOrThrow()
		await world.db.write.updateTable('measure').set({ kind: 'SUSPEND_BUSINESS' }).execute()
		expect((await told(world, 'dealer')).join()).not.toContain('措施')
		const impose = { id: measure.id, version: 1, verdict: 'impose', reason: '约谈负责人' } as const
		done(await decideMeasure(await world.as('approver'), impose))
		const until = await world.db.read.selectFrom('measure').select('ends_on').executeTakeFirstOrThrow()
		expect(until.ends_on).not.toBeNull()
		for (const login of ['dealer', 'approver'])
			expect((await told(world, login)).filter((text) => text.includes('措施到期 202'))).toHaveLength(1)
		for (const login of ['dealer2', 'supervisor2', 'panel1', 'auditor'])
			expect((await told(world, login)).join()).not.toContain('措施')
		await world.db.write
			.updateTable('measure')
			.set({ state: 'LIFTED', ends_on: '2026-12-02', decided_at: world.deps.now() })
			.execute()
		expect((await told(world, 'dealer')).filter((text) => text.includes('措施'))).toEqual([
			expect.stringContaining('2026-12-03T00:00:00 CANCELLED'),
		])
	})

	test('a transfer that the person is asked to accept, until it is taken back', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await signedFor(world)
		const number = (await orderRow(world, id)).number
		const link = await linkOf(world, 'handler-xx')
		const seen = () => deadlines(world, 'handler-xx', link)
		expect(await seen()).toEqual([])
		const to = { departmentId: await departmentId(world, 'XX'), accountId: null }
		const asked = { to, reason: '短信平台归口信息化部' }
		done(await transferOrder(await world.as('department'), id, await versionNow(world, id), asked))
		expect(await seen()).toEqual([`handler-xx ${number} 转派答复到期 2026-11-03T18:00:00 CONFIRMED /orders/${id}`])
		expect((await told(world, 'department')).join()).not.toContain('转派')
		done(await takeBackOrderTransfer(await world.as('department'), id, await versionNow(world, id)))
		expect(await seen()).toEqual([])
	})
})

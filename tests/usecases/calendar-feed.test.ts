import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { Deps } from '#app/usecases/context.server.ts'
import { endFeed, makeFeed } from '#app/usecases/delivery/choices.server.ts'
import { calendarFeed } from '#app/usecases/delivery/feed.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { answered, done, issued, orderRow, signedFor } from '#tests/support/orders.ts'
import { inDefence } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

type Event = {
	uid: string
	summary: string
	status: string
	sequence: number
	start: ICAL.Time
	end: ICAL.Time
	url: string
	text: string
}

const secretOf = (link: string) => /^https:\/\/fangxin\.example\/calendar\/([\w-]+)\.ics$/.exec(link)?.[1] ?? ''

async function feedFor(world: World, login: string, language = 'zh-Hans'): Promise<string> {
	return secretOf(done(await makeFeed(await world.as(login), language)).link)
}

async function eventsOf(deps: Deps, secret: string): Promise<Event[]> {
	const feed = await calendarFeed(deps, secret)
	if (!feed) throw new Error('no feed')
	const root = new ICAL.Component(ICAL.parse(feed.text))
	return root.getAllSubcomponents('vevent').map((part) => {
		const event = new ICAL.Event(part)
		return {
			uid: event.uid,
			summary: event.summary,
			status: String(part.getFirstPropertyValue('status')),
			sequence: Number(event.sequence),
			start: event.startDate,
			end: event.endDate,
			url: String(part.getFirstPropertyValue('url')),
			text: part.toString(),
		}
	})
}

describeOnBoth('the calendar feed', (open) => {
	test('shows the own deadlines at the wall clock of Shanghai, called off when met, under the same name', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await issued(world)
		const secret = await feedFor(world, 'department')
		const before = await eventsOf(world.deps, secret)
		const row = await orderRow(world, id)
		const handle = before.find(({ summary }) => summary === `${row.number} 办理到期`)
		expect(handle?.status).toBe('CONFIRMED')
		expect(handle?.end.toString()).toBe(`${row.due_on}T18:00:00`)
		expect(handle?.end.zone?.tzid ?? handle?.text).toContain('Asia/Shanghai')
		expect(handle?.url).toBe(`https://fangxin.example/orders/${id}`)
		// Every moment of the library's own is in UTC.
		expect(handle?.text).toMatch(/DTSTAMP:\d{8}T\d{6}Z/)
		world.at('2026-11-03')
		await answered(world)
		const after = await eventsOf(world.deps, secret)
		expect(after.filter(({ uid }) => uid === handle?.uid).length).toBe(1)
	})

	test('a deadline that was kept is cancelled, with a higher sequence; nothing else changes', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await issued(world)
		const secret = await feedFor(world, 'department')
		const first = await calendarFeed(world.deps, secret)
		expect((await calendarFeed(world.deps, secret))?.etag).toBe(first?.etag)
		const before = await eventsOf(world.deps, secret)
		const sign = before.find(({ summary }) => summary.endsWith('签收到期'))
		expect(sign?.status).toBe('CONFIRMED')
		world.at('2026-11-02T03:00:00.000Z')
		const ctx = await world.as('department')
		const { acknowledgeOrder } = await import('#app/usecases/orders/acknowledge.server.ts')
		done(await acknowledgeOrder(ctx, id, (await orderRow(world, id)).version))
		const after = await eventsOf(world.deps, secret)
		const signed = after.find(({ uid }) => uid === sign?.uid)
		expect(signed?.status).toBe('CANCELLED')
		expect(signed?.sequence).toBeGreaterThan(sign?.sequence ?? 0)
		expect((await calendarFeed(world.deps, secret))?.etag).not.toBe(first?.etag)
	})

	test('only what the person may read: not another department, a confidential order by number, no number of a user', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await issued(world, { title: '用户 13812341234 投诉' })
		const secret = await issued(world, { title: '机密事项', confidential: 'on' })
		const mine = await calendarFeed(world.deps, await feedFor(world, 'head-qd'))
		expect(mine?.text).not.toContain('13812341234')
		expect(mine?.text).not.toContain('机密事项')
		expect(mine?.text).toContain((await orderRow(world, secret)).number ?? '?')
		expect(await eventsOf(world.deps, await feedFor(world, 'handler-kf'))).toEqual([])
		expect(await eventsOf(world.deps, await feedFor(world, 'auditor'))).toEqual([])
		// A role that ends takes its deadlines away with it.
		const link = await feedFor(world, 'department')
		expect((await eventsOf(world.deps, link)).length).toBeGreaterThan(0)
		const accountId = await world.accountId('department')
		await world.db.write
			.updateTable('role_grant')
			.set({ revoked_at: world.deps.now() })
			.where('account_id', '=', accountId)
			.execute()
		expect(await eventsOf(world.deps, link)).toEqual([])
		await world.db.write
			.updateTable('account')
			.set({ disabled_at: world.deps.now() })
			.where('id', '=', accountId)
			.execute()
		expect(await calendarFeed(world.deps, link)).toBeUndefined()
	})

	test('a dealer has the own reply period, to the end of its day; another dealer has not', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await inDefence(world)
		const events = await eventsOf(world.deps, await feedFor(world, 'dealer', 'en'))
		const reply = events.find(({ url }) => url.endsWith(`/desk/cases/${id}`))
		expect(reply?.start.toString().slice(11)).toBe('23:30:00')
		expect(reply?.summary).toMatch(/due$/)
		expect(await eventsOf(world.deps, await feedFor(world, 'dealer2'))).toEqual([])
	})

	test('the link is stored as its hash, shown once, replaced and switched off', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await signedFor(world)
		const first = await feedFor(world, 'department')
		expect(first.length).toBeGreaterThanOrEqual(40)
		const stored = JSON.stringify(await world.db.read.selectFrom('calendar_feed').selectAll().execute())
		expect(stored).not.toContain(first)
		const second = await feedFor(world, 'department')
		expect(await calendarFeed(world.deps, first)).toBeUndefined()
		expect(await calendarFeed(world.deps, second)).toBeDefined()
		expect((await endFeed(await world.as('department'))).ok).toBe(true)
		expect(await calendarFeed(world.deps, second)).toBeUndefined()
		expect((await endFeed(await world.as('department'))).ok).toBe(false)
		for (const odd of ['', 'x', '../../etc/passwd', `${second} or 1=1`])
			expect(await calendarFeed(world.deps, odd)).toBeUndefined()
	})
})

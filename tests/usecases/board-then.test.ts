import { expect, test } from 'vitest'
import { type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { addDays, addMs, HOUR_MS, type Instant, instantAt, type LocalDate } from '#app/domain/time.ts'
import { type Board, ordersBoard } from '#app/usecases/orders/board.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { returnOrder } from '#app/usecases/orders/judge.server.ts'
import { suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { seeded } from '#seeds/random.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { answered, done, FEEDBACK, issued, orderRow, signedFor, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const START: LocalDate = '2026-09-21'
type Random = ReturnType<typeof seeded>

const query = (change: Partial<BoardQuery> = {}): BoardQuery => ({ ...boardQuerySchema.parse({}), ...change })
const board = async (w: World, change: Partial<BoardQuery> = {}) => ordersBoard(await w.as('auditor'), query(change))

/** One order in one of the ways in which an order can stand, begun at some hour of the week before the holiday. */
async function randomOrder(w: World, random: Random): Promise<void> {
	const urgency = random.pick(['CRITICAL', 'URGENT', 'IMPORTANT', 'NORMAL', 'NORMAL'] as const)
	const complaintOn = random.chance(0.3) ? ('2026-09-20' as const) : ''
	const wish = { urgency, complaintOn, confidential: random.chance(0.2) ? ('on' as const) : undefined }
	const version = (id: string) => versionNow(w, id)
	switch (random.pick(['new', 'signed', 'suspended', 'suspended', 'returned', 'answered'])) {
		case 'new':
			await issued(w, wish)
			return
		case 'answered':
			await answered(w, wish)
			return
		case 'returned': {
			const id = await signedFor(w, wish)
			done(await giveFeedback(await w.as('department'), id, await version(id), FEEDBACK))
			done(await returnOrder(await w.as('issuer'), id, await version(id), '机制改进一栏写清由谁负责'))
			return
		}
		case 'suspended': {
			const id = await signedFor(w, { ...wish, complaintOn: '' })
			const until = addDays(START, random.int(6, 18))
			const pause = { body: '省公司计费中心', reason: '等待计费数据', until }
			done(await suspendOrder(await w.as('issuer'), id, await version(id), pause))
			return
		}
		default:
			await signedFor(w, wish)
	}
}

async function sweepAt(w: World, at: Instant): Promise<void> {
	w.at(at)
	for (let n = 0; n < 20; n++) if (!(await sweepOnce(w.deps)).more) return
	throw new Error('The sweep does not come to an end')
}

/** What the board said of a day before is what it shows on that day, when nobody acted and the sweep came by. */
async function compare(w: World, seen: string, on: LocalDate, then: Board, start: Board) {
	const now = await board(w)
	expect(now.lightsNow, `${seen} on ${on}`).toEqual(then.lightsThen)
	for (const row of now.rows) {
		const foretold = then.rows.find(({ id }) => id === row.id)
		const before = start.rows.find(({ id }) => id === row.id)
		const place = `${seen} ${row.number} on ${on}`
		if (foretold?.later === null) expect(row.now, place).toEqual(expect.objectContaining({ colour: 'stopped' }))
		else expect(foretold?.later, place).toEqual(row.now)
		expect(foretold?.foretold.includes('resumed'), place).toBe(before?.suspended_at !== row.suspended_at)
		expect(foretold?.foretold.includes('signed-by-default'), place).toBe(before?.ack_default_at !== row.ack_default_at)
	}
}

async function world(w: World, seed: number) {
	const random = seeded(seed)
	for (let n = 0; n < 7; n++) {
		w.at(addMs(instantAt(START, 480), random.int(0, 4) * 24 * HOUR_MS + random.int(0, 10) * HOUR_MS))
		await randomOrder(w, random)
	}
	await sweepAt(w, instantAt(addDays(START, 5), 700))
	const start = await board(w)
	const days = Array.from({ length: 6 }, () => addDays(START, random.int(6, 30)))
	const told = await Promise.all(days.map(async (on) => [on, await board(w, { on })] as const))
	for (const [on, then] of told.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
		await sweepAt(w, instantAt(on, 1080))
		await compare(w, `seed ${seed}`, on, then, start)
	}
}

describeOnBoth('the board of a day ahead', (open, dialect) => {
	const seeds = dialect === 'sqlite' ? [1, 2, 3, 4] : [5]
	test.each(seeds)('is the board of that day when nobody acts (%i)', async (seed) => {
		await world(worldOf(await open(layWorld), START), seed)
	})

	test('says what happens by itself: who does not sign counts as signed for, a suspension ends on its day', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const unsigned = await issued(w)
		const paused = await signedFor(w)
		const pause = { body: '省公司计费中心', reason: '等待计费数据', until: '2026-11-09' as const }
		done(await suspendOrder(await w.as('issuer'), paused, await versionNow(w, paused), pause))
		const told = async (on: LocalDate) => {
			const { rows, lightsThen } = await board(w, { on })
			const of = (id: string) => rows.find((row) => row.id === id)
			return { lightsThen, unsigned: of(unsigned), paused: of(paused) }
		}
		// At the close of the day itself both limits are reached and not passed.
		const day = await told('2026-11-09')
		expect(day.unsigned).toMatchObject({ foretold: ['signed-by-default'], later: { colour: 'red' } })
		expect(day.paused).toMatchObject({ foretold: [], later: null })
		const next = await told('2026-11-10')
		expect(next.paused).toMatchObject({ foretold: ['resumed'], later: { colour: 'green' } })
		expect(next.lightsThen).toEqual({ red: 1, yellow: 0, green: 1 })
		expect((await orderRow(w, paused)).suspended_at).not.toBeNull()
		expect((await board(w)).lightsNow).toEqual({ red: 0, yellow: 0, green: 0 })
	})
})

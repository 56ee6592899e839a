import { expect, test } from 'vitest'
import { caseList, happenedList, issuedList, outcomeList, runningList } from '#app/components/overview/links.ts'
import type { LightColour } from '#app/domain/light.ts'
import { BOARD_VIEWS, type BoardFilter, type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { ORDER_OUTCOMES } from '#app/domain/order/figures.ts'
import { overviewQuerySchema, overviewRowsSchema } from '#app/domain/overview/overview.schema.ts'
import { addDays, addMs, HOUR_MS, instantAt, type LocalDate } from '#app/domain/time.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { type BoardLine, exportOrders, lightOf, ordersBoard } from '#app/usecases/orders/board.server.ts'
import { departmentPage } from '#app/usecases/orders/department.server.ts'
import { overview } from '#app/usecases/overview/overview.server.ts'
import { overviewRows } from '#app/usecases/overview/rows.server.ts'
import { navCounts } from '#app/usecases/work/counts.server.ts'
import { seeded } from '#seeds/random.ts'
import { castOf, layRandomOrders } from '#tests/support/board-world.ts'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { describeOnBoth } from '#tests/support/database.ts'

import { layWorld, type World, worldOf } from '#tests/support/world.ts'

// Random branches: what is counted, what is listed and what is told to leaders must be the same everywhere.
const LONG = process.env.FANGXIN_LONG === '1'
const TODAY: LocalDate = '2026-11-17'
const LOGINS = ['auditor', 'issuer', 'orders', 'compliance', 'supervisor', 'head-qd', 'head-sc'] as const

const query = (change: Partial<BoardQuery> = {}): BoardQuery => ({ ...boardQuerySchema.parse({}), ...change })

async function listed(ctx: Ctx, filter: BoardFilter): Promise<BoardLine[]> {
	const rows: BoardLine[] = []
	for await (const row of exportOrders(ctx, filter)) rows.push(row)
	return rows
}

/** How many orders the list behind an address holds. */
async function behind(ctx: Ctx, address: string): Promise<number> {
	const { searchParams } = new URL(address, 'https://fangxin.example')
	return (await listed(ctx, boardQuerySchema.parse(Object.fromEntries(searchParams)))).length
}

async function casesBehind(ctx: Ctx, address: string): Promise<number> {
	const { searchParams } = new URL(address, 'https://fangxin.example')
	return (await overviewRows(ctx, overviewRowsSchema.parse(Object.fromEntries(searchParams)))).total
}

/** Views, their lists, the colours of the rows, the number beside the place. */
async function checkBoard(ctx: Ctx, seen: string) {
	const all = await ordersBoard(ctx, query())
	const rows = await listed(ctx, query())
	const colours = (colour: LightColour) => rows.filter((row) => row.now?.colour === colour).length
	expect((await navCounts(ctx))['/orders'], seen).toBe(rows.length)
	expect(all.total, seen).toBe(rows.length)
	expect(all.lightsNow, seen).toEqual({ red: colours('red'), yellow: colours('yellow'), green: colours('green') })
	const counts = new Map(all.views.map(({ view, count }) => [view, count]))
	for (const view of BOARD_VIEWS) {
		const board = await ordersBoard(ctx, query({ view }))
		const list = await listed(ctx, query({ view }))
		expect(board.total, `${seen} ${view}`).toBe(list.length)
		const shown = counts.get(view) ?? board.views.find((one) => one.view === view)?.count
		if (view !== 'closed' && view !== 'all') expect(shown, `${seen} ${view}`).toBe(list.length)
		if (view === 'red' || view === 'yellow') expect(list.every((row) => row.now?.colour === view)).toBe(true)
	}
	for (const light of ['red', 'yellow', 'green', 'grey', 'stopped'] as const)
		expect((await listed(ctx, query({ light }))).length, `${seen} ${light}`).toBe(colours(light))
	return rows
}

/** The preview of a day is the light of the rules at its close, row by row and in the counts. */
async function checkSlider(ctx: Ctx, rows: readonly BoardLine[], on: LocalDate, seen: string) {
	const then = instantAt(on, 1080)
	const calendar = chinaCalendar()
	const board = await ordersBoard(ctx, query({ on }))
	const lit = rows.map((row) => lightOf(calendar, row, then))
	const of = (colour: LightColour) => lit.filter((light) => light?.colour === colour).length
	expect(board.lightsThen, `${seen} on ${on}`).toEqual({ red: of('red'), yellow: of('yellow'), green: of('green') })
	for (const row of board.rows)
		expect(row.later, `${seen} ${row.id} on ${on}`).toEqual(
			row.now?.colour === 'stopped' ? null : lightOf(calendar, row, then),
		)
}

/** Every number of the overview is the length of the list that its link leads to. */
async function checkOverview(ctx: Ctx, change: Readonly<Record<string, string>>, seen: string) {
	const page = await overview(ctx, overviewQuerySchema.parse(change))
	const q = page.query
	const same = async (address: string, n: number) => expect(await behind(ctx, address), `${seen} ${address}`).toBe(n)
	for (const outcome of ORDER_OUTCOMES) {
		await same(outcomeList(q, outcome, page.month.span), page.month.outcomes[outcome])
		const before = page.months.find(({ outcomes }) => outcomes[outcome] > 0)
		if (before) await same(outcomeList(q, outcome, before.span), before.outcomes[outcome])
	}
	const { calm, yellow, red } = page.running
	await same(runningList(q), calm + yellow + red)
	await same(runningList(q, { light: 'red' }), red)
	await same(runningList(q, { light: 'yellow' }), yellow)
	for (const age of page.ages) {
		const days = { issuedFrom: age.from ?? undefined, issuedTo: age.to ?? undefined }
		await same(runningList(q, days), age.calm + age.yellow + age.red)
		await same(runningList(q, { light: 'red', ...days }), age.red)
	}
	for (const { source, issued, red: reds } of page.sources) {
		await same(issuedList(q, source, page.span), issued)
		await same(runningList(q, { source, light: 'red' }), reds)
	}
	for (const line of page.departments) {
		await same(outcomeList(q, 'late', page.span, line.id), line.outcomes.late)
		await same(runningList(q, { department: line.id, light: 'yellow' }), line.yellow)
		await same(happenedList(q, 'extended', page.span, line.id), line.happened.extended)
	}
	if (page.cases) expect(await casesBehind(ctx, caseList(q, 'confirmed'))).toBe(page.cases.confirmed)
}

/** Late stays late, whatever follows; what was dropped in time counts nowhere: by a reading of each row. */
async function checkOutcomes(ctx: Ctx, seen: string) {
	const rows = (await listed(ctx, query({ view: 'all' }))).filter(({ due_on }) => due_on !== null)
	const late = rows.filter(
		({ overdue_at, submitted_at, due_at, state, suspended_at }) =>
			overdue_at !== null ||
			(submitted_at !== null && due_at !== null && submitted_at > due_at) ||
			(['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'].includes(state) &&
				suspended_at === null &&
				due_at !== null &&
				ctx.now > due_at),
	)
	expect((await listed(ctx, query({ view: 'all', outcome: 'late' }))).map(({ id }) => id).sort(), seen).toEqual(
		late.map(({ id }) => id).sort(),
	)
	const parts = await Promise.all(
		ORDER_OUTCOMES.map(async (outcome) => (await listed(ctx, query({ view: 'all', outcome }))).length),
	)
	expect(
		parts.reduce((a, b) => a + b, 0),
		seen,
	).toBe(rows.length)
}

async function checkDepartment(ctx: Ctx, seen: string) {
	const answer = await departmentPage(ctx, undefined)
	if (!answer.ok) return
	const page = answer.value
	const of = { department: page.id }
	expect(await behind(ctx, runningList(of)), seen).toBe(page.running)
	expect(await behind(ctx, runningList(of, { light: 'red' })), seen).toBe(page.red)
	expect(await behind(ctx, outcomeList(of, 'late', page.month.span)), seen).toBe(page.month.outcomes.late)
	expect((await listed(ctx, query({ assisting: page.id }))).length, seen).toBe(page.assists.length)
}

async function walk(w: World, worlds: number, seed: number) {
	const random = seeded(seed)
	const cast = await castOf(w)
	for (let n = 0; n < worlds; n++) {
		w.at(addMs(instantAt(TODAY, 0), random.int(0, 47) * (HOUR_MS / 2)))
		await layRandomOrders(w, cast, random, TODAY, random.int(5, 45))
		const login = random.pick([...LOGINS])
		const ctx = await w.as(login)
		const seen = `seed ${seed}, world ${n}, ${login} at ${ctx.now}`
		const rows = await checkBoard(ctx, seen)
		await checkSlider(ctx, rows, addDays(TODAY, random.int(1, 40)), seen)
		await checkOutcomes(ctx, seen)
		if (login !== 'head-qd' && login !== 'head-sc') await checkDepartment(await w.as('head-qd'), seen)
		const month = random.pick(['2026-10', '2026-11'])
		const period = random.pick(['month', 'quarter', 'year'])
		if (n % 3 === 0) await checkOverview(ctx, { month, period }, seen)
		if (n % 3 === 1 && login === 'auditor')
			await checkOverview(ctx, { month, period, department: cast.departments[1] ?? '' }, seen)
	}
}

describeOnBoth('random branches', (open, dialect) => {
	test('what is counted, listed and told to leaders is the same', async () => {
		const w = worldOf(await open(layWorld), TODAY)
		await walk(w, dialect === 'sqlite' ? 24 : 6, 5)
	})

	test.runIf(LONG)(
		'the same in two thousand branches',
		async () => {
			const w = worldOf(await open(layWorld), TODAY)
			await walk(w, dialect === 'sqlite' ? 2000 : 200, 11)
		},
		1_200_000,
	)
})

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BOARD_VIEWS, type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { overviewQuerySchema } from '#app/domain/overview/overview.schema.ts'
import { addDays } from '#app/domain/time.ts'
import { systemNow } from '#app/infra/clock.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { type Ctx, contextOf } from '#app/usecases/context.server.ts'
import { ordersBoard } from '#app/usecases/orders/board.server.ts'
import { saveView } from '#app/usecases/orders/board-views.server.ts'
import { departmentPage } from '#app/usecases/orders/department.server.ts'
import { overview } from '#app/usecases/overview/overview.server.ts'
import { navCounts } from '#app/usecases/work/counts.server.ts'
import { type Db, openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { multiplyOrders } from '#seeds/bulk/multiply.ts'
import { layBulk, SCALES } from '#seeds/bulk.ts'
import { CommandFault, say } from '../command.server.ts'
import { makeDeps } from '../deps.server.ts'

const USAGE = `Usage: npm run bench -- board [--orders n] [--repeat n] [--database file:<path>|postgres://…]
Orders are laid in lots of 100,000. --database keeps them there and uses them again the next time.`
const LOT = 100_000
const PENALTIES = 2_000

type Options = { readonly lots: number; readonly repeat: number; readonly database: string | undefined }

function optionsOf(args: readonly string[]): Options {
	try {
		const text = { type: 'string' } as const
		const { values } = parseArgs({ args: [...args], options: { orders: text, repeat: text, database: text } })
		const lots = Number(values.orders ?? LOT) / LOT
		const repeat = Number(values.repeat ?? 15)
		if (!Number.isInteger(lots) || lots < 1 || lots > 10)
			throw new Error('Orders: 100000 to 1000000, in lots of 100000')
		if (!Number.isInteger(repeat) || repeat < 3 || repeat > 1000) throw new Error('Repeats: 3 to 1000')
		return { lots, repeat, database: values.database }
	} catch (error) {
		throw new CommandFault(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2)
	}
}

async function layOrders(db: Db, lots: number): Promise<number> {
	await migrateUp(db)
	const known = await db.read.selectFrom('branch').select('id').limit(1).executeTakeFirst()
	if (!known) {
		say(`Laying ${LOT} orders …`)
		const scale = { ...SCALES.city, orders: LOT, penalties: PENALTIES }
		await layBulk(db, scale, { now: systemNow(), passwordHash: 'nobody signs in with a password here' })
		if (lots > 1) say(`Laying them ${lots} times …`)
		if (lots > 1) await multiplyOrders(db, lots)
	}
	const row = await db.read
		.selectFrom('supervision_order')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

type Shot = { readonly name: string; readonly login: string; readonly run: (ctx: Ctx) => Promise<unknown> }

const query = (change: Partial<BoardQuery>): BoardQuery => ({ ...boardQuerySchema.parse({}), ...change })
/** The page as the server makes it: the board and the numbers of the frame around it. */
const page = (name: string, change: Partial<BoardQuery>, login = 'issuer'): Shot => ({
	name,
	login,
	run: async (ctx) => [await ordersBoard(ctx, query(change)), await navCounts(ctx)],
})

function shotsOf(ctx: Ctx, department: string): Shot[] {
	const month = { dueFrom: addDays(ctx.today, -60), dueTo: addDays(ctx.today, -31) }
	return [
		...BOARD_VIEWS.map((view) => page(`view ${view}`, { view })),
		page('saved filter: urgent, red', { view: 'red', urgency: 'URGENT' }),
		page('saved filter: department, late of a month', { view: 'all', outcome: 'late', department, ...month }),
		page('saved filter: struck off, rare', { view: 'closed', urgency: 'CRITICAL', source: 'MEDIA', department }),
		page('sort: latest due', { sort: '-due' }),
		page('sort: newest', { sort: 'issued' }),
		page('sort: urgency', { sort: 'urgency' }),
		page('sort: struck off, newest', { view: 'closed', sort: 'issued' }),
		page('search: common word', { q: '宽带' }),
		page('search: common word, struck off', { q: '宽带', view: 'closed' }),
		page('search: number', { q: 'db-2026-00123', view: 'all' }),
		page('search: nothing found', { q: '查无此事', view: 'all' }),
		page('slider: in a week', { on: addDays(ctx.today, 7) }),
		page('slider: in two months, filtered', { on: addDays(ctx.today, 60), urgency: 'NORMAL', department }),
		page('handler of a department', {}, 'department'),
		{ name: 'department page', login: 'head-qd', run: (one) => departmentPage(one, undefined) },
		{ name: 'overview, 12 months', login: 'auditor', run: (one) => overview(one, overviewQuerySchema.parse({})) },
		{
			name: 'overview, month',
			login: 'auditor',
			run: (one) => overview(one, overviewQuerySchema.parse({ period: 'month' })),
		},
		{ name: 'overview of a department', login: 'head-qd', run: (one) => overview(one, overviewQuerySchema.parse({})) },
	]
}

const SAVED = ['urgency=URGENT', 'view=red&source=MEDIA', 'light=yellow&urgency=NORMAL']

/** `cpuMs`: processor time of one page, which a busy machine does not stretch. */
type Line = { readonly name: string; readonly p50Ms: number; readonly p95Ms: number; readonly cpuMs: number }

async function measured(shot: Shot, ctx: Ctx, repeat: number): Promise<Line> {
	await shot.run(ctx)
	const times: number[] = []
	const before = process.cpuUsage()
	for (let n = 0; n < repeat; n++) {
		const started = performance.now()
		await shot.run(ctx)
		times.push(performance.now() - started)
	}
	const { user, system } = process.cpuUsage(before)
	times.sort((a, b) => a - b)
	const at = (share: number) =>
		Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10
	return { name: shot.name, p50Ms: at(0.5), p95Ms: at(0.95), cpuMs: Math.round((user + system) / 100 / repeat) / 10 }
}

/** Server time of the board, the department page and the overview, one page after another in one process. */
export async function benchBoard(args: readonly string[]): Promise<number> {
	const options = optionsOf(args)
	const dir = mkdtempSync(join(tmpdir(), 'fangxin-bench-board-'))
	const databaseUrl = options.database ?? `file:${join(dir, 'board.sqlite')}`
	const evidenceDir = join(dir, 'evidence')
	mkdirSync(evidenceDir)
	try {
		const laying = openDatabase(databaseUrl)
		const orders = await layOrders(laying, options.lots)
		await laying.close()
		const { db, deps, close } = makeDeps({
			databaseUrl,
			evidenceDir,
			origin: 'http://localhost',
			log: createLog('silent'),
		})
		const as = async (login: string) => {
			const { id } = await db.read
				.selectFrom('account')
				.select('id')
				.where('login', '=', login)
				.executeTakeFirstOrThrow()
			const actor = await actorOf(db.read, id)
			if (!actor) throw new CommandFault(`There is no ${login} here`)
			return contextOf(deps, actor)
		}
		for (const [n, saved] of SAVED.entries())
			await saveView(await as('issuer'), { name: `bench ${n}`, department: '', query: saved })
		const qd = await db.read.selectFrom('department').select('id').where('code', '=', 'QD').executeTakeFirstOrThrow()
		const lines: Line[] = []
		for (const shot of shotsOf(await as('issuer'), qd.id)) {
			const line = await measured(shot, await as(shot.login), options.repeat)
			say(
				`${line.name.padEnd(46)} p50 ${String(line.p50Ms).padStart(8)}  p95 ${String(line.p95Ms).padStart(8)}  cpu ${String(line.cpuMs).padStart(8)} ms`,
			)
			lines.push(line)
		}
		await close()
		const { dialect } = db
		process.stdout.write(`${JSON.stringify({ orders, dialect, cpus: cpus().length, repeat: options.repeat, lines })}\n`)
		return 0
	} finally {
		rmSync(dir, { recursive: true, force: true })
	}
}

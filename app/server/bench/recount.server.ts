import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { isWorkingDay } from '#app/domain/calendar.ts'
import { type Clock, startClock } from '#app/domain/clock.ts'
import { addDays, addMs, type Instant, instantAt } from '#app/domain/time.ts'
import { systemNow } from '#app/infra/clock.server.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { proposeChange } from '#app/usecases/calendars/decide.server.ts'
import { draftChange } from '#app/usecases/calendars/drafts.server.ts'
import { previewOf, previewPage } from '#app/usecases/calendars/preview.server.ts'
import { publishChange } from '#app/usecases/calendars/publish.server.ts'
import { changeOf } from '#app/usecases/calendars/views.server.ts'
import { type Ctx, contextOf, type Deps } from '#app/usecases/context.server.ts'
import { currentCalendar, currentCalendars } from '#app/usecases/reference/load.server.ts'
import { type Db, openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { datesOfClock } from '#db/queries/clock-rows.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { layBulk, SCALES } from '#seeds/bulk.ts'
import { CommandFault, say } from '../command.server.ts'
import { makeDeps } from '../deps.server.ts'

const USAGE = `Usage: npm run bench -- recount [--clocks n] [--database file:<path>|postgres://…]
Lays n open orders with a running clock each and publishes a day off that moves every one of them.`
const ROWS = 200

function optionsOf(args: readonly string[]) {
	const text = { type: 'string' } as const
	const { values } = parseArgs({ args: [...args], options: { clocks: text, database: text } })
	const clocks = Number(values.clocks ?? 100_000)
	if (!Number.isInteger(clocks) || clocks < 1 || clocks > 1_000_000) throw new CommandFault(USAGE, 2)
	return { clocks, database: values.database }
}

/** Orders like the first one that is at work, under other numbers, each with its handling clock. */
async function layClocks(db: Db, ctx: Ctx, count: number): Promise<void> {
	const calendar = await currentCalendar(ctx, ctx.read)
	const model = await db.read
		.selectFrom('supervision_order')
		.selectAll()
		.where('due_at', 'is not', null)
		.limit(1)
		.executeTakeFirstOrThrow()
	const { outcome: _, ...copy } = { outcome: null, ...model }
	const starts: Instant[] = []
	for (let day = addDays(ctx.today, -1); starts.length < 7; day = addDays(day, -1)) {
		if (isWorkingDay(calendar, day)) starts.push(instantAt(day, 600))
	}
	// Each at a moment of its own, as cases come: ids of one moment lie anywhere in the file.
	let laid = 0
	const newId = () => {
		laid += 1
		return uuidv7(addMs(ctx.now, laid - 2 * count))
	}
	for (let done = 0; done < count; done += ROWS) {
		const orders: (typeof copy)[] = []
		const clocks: ({
			id: string
			branch_id: string
			subject_kind: 'order'
			subject_id: string
			kind: string
			party: 'department'
			round: number
		} & ReturnType<typeof datesOfClock>)[] = []
		for (let i = done; i < Math.min(count, done + ROWS); i += 1) {
			const id = newId()
			const clock: Clock = startClock(calendar, {
				subjectKind: 'order',
				subjectId: id,
				kind: 'order.handle',
				party: 'department',
				from: starts[i % starts.length] ?? ctx.now,
				limit: { amount: 15, unit: 'wd' },
			})
			const { dueAt, dueOn, startedAt } = clock
			orders.push({
				...copy,
				id,
				number: `DB-2099-${i}`,
				document_number: null,
				due_at: dueAt,
				due_on: dueOn,
				issued_at: startedAt,
				version: 1,
			})
			const own = { id: newId(), branch_id: model.branch_id, subject_id: id, round: 1 }
			clocks.push({ ...own, subject_kind: 'order', kind: 'order.handle', party: 'department', ...datesOfClock(clock) })
		}
		await db.write.transaction().execute(async (tx) => {
			await tx.insertInto('supervision_order').values(orders).execute()
			await tx.insertInto('clock').values(clocks).execute()
		})
	}
	await sql`analyze`.execute(db.write)
}

const seconds = (since: number) => Math.round((performance.now() - since) / 10) / 100
const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024)

/** The most memory that was in use while something ran. */
async function peak<T>(
	work: () => Promise<T>,
): Promise<{ value: T; seconds: number; cpuSeconds: number; rssMb: number }> {
	let most = megabytes()
	const timer = setInterval(() => {
		most = Math.max(most, megabytes())
	}, 50)
	const begun = performance.now()
	const cpu = process.cpuUsage()
	try {
		const value = await work()
		const { user, system } = process.cpuUsage(cpu)
		const cpuSeconds = Math.round((user + system) / 10_000) / 100
		return { value, seconds: seconds(begun), cpuSeconds, rssMb: Math.max(most, megabytes()) }
	} finally {
		clearInterval(timer)
	}
}

async function asPerson(db: Db, deps: Deps, login: string): Promise<Ctx> {
	const { id } = await db.read.selectFrom('account').select('id').where('login', '=', login).executeTakeFirstOrThrow()
	const actor = await actorOf(db.read, id)
	if (!actor) throw new CommandFault(`No actor ${login}`)
	return contextOf(deps, actor)
}

/** Preview and publication of a change that moves every open clock: seconds and memory. */
export async function benchRecount(args: readonly string[]): Promise<number> {
	const { clocks, database } = optionsOf(args)
	const dir = mkdtempSync(join(tmpdir(), 'fangxin-bench-recount-'))
	const databaseUrl = database ?? `file:${join(dir, 'recount.sqlite')}`
	const evidenceDir = join(dir, 'evidence')
	mkdirSync(evidenceDir)
	try {
		const laying = openDatabase(databaseUrl)
		await migrateUp(laying)
		await layBulk(laying, SCALES.small, { now: systemNow(), passwordHash: 'nobody signs in with a password here' })
		await laying.close()
		const { deps, db, close } = makeDeps({ databaseUrl, evidenceDir, log: createLog('silent') })
		const admin = await asPerson(db, deps, 'admin')
		say(`Laying ${clocks} open clocks …`)
		await layClocks(db, admin, clocks)
		const base = megabytes()
		const result = await publishDayOff(db, deps, admin)
		await close()
		process.stdout.write(
			`${JSON.stringify({ clocks, dialect: db.dialect, ...result, rssBeforeMb: base, node: process.versions.node, cpus: cpus().length })}\n`,
		)
		return result.moved >= clocks ? 0 : 1
	} finally {
		rmSync(dir, { recursive: true, force: true })
	}
}

async function publishDayOff(db: Db, deps: Deps, admin: Ctx) {
	const calendar = await currentCalendar(admin, admin.read)
	let day = addDays(admin.today, 1)
	while (!isWorkingDay(calendar, day)) day = addDays(day, 1)
	const form = { version: 0, reason: '停业一天', typed: `${day} 休 停业一天` }
	const made = await draftChange(admin, { kind: 'OVERRIDE', form })
	if (!made.ok) throw new CommandFault('The change was refused')
	const { id } = made.value
	await proposeChange(admin, { id, version: 1 })
	const ctx = await asPerson(db, deps, 'compliance')
	const found = await changeOf(ctx, id)
	if (!found.ok) throw new CommandFault('The change cannot be read')
	const { change } = found.value.read
	const preview = await peak(() => previewOf(ctx, change))
	const page = await peak(() => previewPage(ctx, change, '', 50))
	const { versionId } = await currentCalendars(ctx, ctx.read)
	const publish = await peak(() => publishChange(ctx, { id, version: 2, base: versionId }))
	if (!publish.value.ok) throw new CommandFault(`The publication was refused: ${publish.value.error.rule}`)
	const { later, earlier } = preview.value.summary
	return {
		moved: later + earlier,
		previewSeconds: preview.seconds,
		previewCpuSeconds: preview.cpuSeconds,
		previewRssMb: preview.rssMb,
		pageSeconds: page.seconds,
		publishSeconds: publish.seconds,
		publishCpuSeconds: publish.cpuSeconds,
		publishRssMb: publish.rssMb,
	}
}

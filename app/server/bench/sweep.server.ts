import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addDays, type Instant, instantAt, localDateOf } from '#app/domain/time.ts'
import { systemNow } from '#app/infra/clock.server.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import { restBetween } from '#app/jobs/sweep-loop.server.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import { type Db, openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { layBulk, SCALES } from '#seeds/bulk.ts'
import { CommandFault, say } from '../command.server.ts'
import { makeDeps } from '../deps.server.ts'

const USAGE = `Usage: npm run bench -- sweep [--due n] [--database file:<path>|postgres://…]
Lays n orders whose date passes at one moment, and measures the sweep that finds them all at once, then the morning
after, when each of them is chased in writing.`
const ROWS = 100

function optionsOf(args: readonly string[]) {
	const text = { type: 'string' } as const
	const { values } = parseArgs({ args: [...args], options: { due: text, database: text } })
	const due = Number(values.due ?? 10_000)
	if (!Number.isInteger(due) || due < 1 || due > 1_000_000) throw new CommandFault(USAGE, 2)
	return { due, database: values.database }
}

/** Orders like the first one that is at work, all of them due at the same moment. */
async function layDue(db: Db, count: number, dueAt: Instant, newId: () => string): Promise<void> {
	const model = await db.read
		.selectFrom('supervision_order')
		.selectAll()
		.where('state', '=', 'IN_PROGRESS')
		.limit(1)
		.executeTakeFirstOrThrow()
	// A generated column is not written.
	const { outcome: _, ...order } = { outcome: null, ...model }
	const clock = await db.read
		.selectFrom('clock')
		.selectAll()
		.where('subject_id', '=', order.id)
		.where('kind', '=', 'order.handle')
		.executeTakeFirstOrThrow()
	// Only what is laid here is due.
	await db.write
		.updateTable('clock')
		.set({ state: 'CANCELLED' })
		.where('state', 'in', ['RUNNING', 'BREACHED'])
		.execute()
	const due = { due_at: dueAt, due_on: localDateOf(dueAt) }
	for (let done = 0; done < count; done += ROWS) {
		const ids = Array.from({ length: Math.min(ROWS, count - done) }, newId)
		const orders = ids.map((id, i) => ({ ...order, ...due, id, number: `DB-2099-${done + i}`, overdue_at: null }))
		const clocks = ids.map((id) => ({
			...clock,
			...due,
			raw_due_on: due.due_on,
			id: newId(),
			subject_id: id,
			state: 'RUNNING' as const,
			ended_at: null,
			breached_at: null,
		}))
		await db.write.transaction().execute(async (tx) => {
			await tx.insertInto('supervision_order').values(orders).execute()
			await tx.insertInto('clock').values(clocks).execute()
		})
	}
}

/** The sweep with many deadlines due at once. */
export async function benchSweep(args: readonly string[]): Promise<number> {
	const options = optionsOf(args)
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-bench-'))
	const databaseUrl = options.database ?? `file:${join(folder, 'sweep.sqlite')}`
	let now = systemNow()
	const laying = openDatabase(databaseUrl)
	try {
		await migrateUp(laying)
		say(`Laying ${options.due} orders …`)
		await layBulk(laying, SCALES.small, { now, passwordHash: 'nobody signs in with a password here' })
		const dueOn = localDateOf(now)
		await layDue(laying, options.due, instantAt(dueOn, 18 * 60), () => uuidv7(now))
		await laying.close()
		const { deps, close } = makeDeps({ databaseUrl, evidenceDir: join(folder, 'evidence'), now: () => now })
		// As in service: with the rests that let others write.
		const resting = { ...deps, failpoint: restBetween }
		const timed = async () => {
			let [clocks, reminders, delivered, runs] = [0, 0, 0, 0]
			const started = performance.now()
			for (let more = true; more; runs += 1) {
				const done = await runSweep(resting, 'bench')
				clocks += done.clocks
				reminders += done.reminders
				delivered += done.delivered
				more = done.more
			}
			const seconds = (performance.now() - started) / 1000
			return {
				seconds: Number(seconds.toFixed(1)),
				perSecond: Math.round((clocks + reminders) / seconds),
				clocks,
				reminders,
				delivered,
				runs,
			}
		}
		now = instantAt(dueOn, 18 * 60 + 1)
		const passed = await timed()
		now = instantAt(addDays(dueOn, 4), 9 * 60)
		const chased = await timed()
		const idle = await timed()
		process.stdout.write(`${JSON.stringify({ due: options.due, cpus: cpus().length, passed, chased, idle })}\n`)
		await close()
		return passed.clocks === options.due && chased.reminders >= options.due ? 0 : 1
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

import { parseArgs } from 'node:util'
import { isLocalDate } from '#app/domain/time.ts'
import { contextOf } from '#app/usecases/context.server.ts'
import { rehearsalResult } from '#app/usecases/rulebooks/rehearse.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { CommandFault, openForCommand, runCommand, say } from './command.server.ts'

const USAGE = 'Usage: npm run rehearse -- --version <code or id> --from <YYYY-MM-DD> --to <YYYY-MM-DD>'

/** `npm run rehearse`: what a draft would have made of the cases decided in a period, as JSON on standard output. */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { version: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
	})
	const { version, from, to } = values
	if (!version || !from || !to || !isLocalDate(from) || !isLocalDate(to) || to < from) throw new CommandFault(USAGE, 2)
	const { db, deps, close } = await openForCommand()
	try {
		const systems = await db.read.selectFrom('account').select('id').where('kind', '=', 'system').execute()
		for (const { id } of systems) {
			const actor = await actorOf(db.read, id)
			if (!actor) continue
			const begun = performance.now()
			const done = await rehearsalResult(contextOf(deps, actor), { version, from, to })
			if (!done.ok) continue
			const seconds = ((performance.now() - begun) / 1000).toFixed(2)
			process.stdout.write(`${JSON.stringify(done.value, null, 2)}\n`)
			say(`${done.value.totals.cases} cases in ${seconds} s; nothing was written`)
			return 0
		}
		throw new CommandFault(`There is no draft or version ${version}`)
	} finally {
		await close()
	}
}

await runCommand(main)

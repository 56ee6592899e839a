import { setTimeout as wait } from 'node:timers/promises'
import { instantMs } from '#app/domain/time.ts'
import { verify } from '#app/usecases/verify/verify.server.ts'
import { withSnapshot } from '#db/queries/verify.server.ts'
import { openForCommand, runCommand, say } from './command.server.ts'

// `npm run verify`: exits 0 when everything that is stored is sound, 1 with the first rows or files that are not.
async function main(): Promise<number> {
	const { db, deps, env, close } = await openForCommand()
	try {
		const sound = await withSnapshot(db, (handle, fresh) =>
			verify(handle, {
				dialect: db.dialect,
				evidence: { dir: env.evidenceDir, nowMs: instantMs(deps.now()), fresh, wait: (ms) => wait(ms) },
				onCheck: (check) => {
					for (const note of check.notes) say(`note: ${check.name}: ${note}`)
					process.stdout.write(`${check.faults.length > 0 ? 'FAULT' : 'ok'}  ${check.name}: ${check.looked}\n`)
					for (const fault of check.faults) process.stdout.write(`      ${fault.where}: ${fault.what}\n`)
				},
			}),
		)
		process.stdout.write(sound ? 'verify: everything is sound\n' : 'verify: something is wrong\n')
		return sound ? 0 : 1
	} finally {
		await close()
	}
}

await runCommand(main)

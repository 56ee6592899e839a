import process from 'node:process'
import { readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { makeDeps } from '#app/server/deps.server.ts'
import { startSweep } from './sweep-loop.server.ts'

/** The sweep as a process of its own, beside a server that was started with SWEEP=off. */
const settings = readEnv(process.env, 'command')
if (settings.ok) {
	const { databaseUrl, evidenceDir, logLevel, origin } = settings.env
	const log = createLog(logLevel)
	const { deps, close } = makeDeps({ databaseUrl, evidenceDir, origin, log })
	const sweep = startSweep(deps)
	const held = setInterval(() => undefined, 60_000)
	const end = async () => {
		clearInterval(held)
		await sweep.stop()
		await close()
	}
	process.once('SIGTERM', end)
	process.once('SIGINT', end)
	log.info({}, 'sweep started')
} else {
	for (const fault of settings.faults) process.stderr.write(`${fault}\n`)
	process.exitCode = 1
}

import process from 'node:process'
import { openChannels } from '#app/infra/channels/open.server.ts'
import { readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { makeDeps } from '#app/server/deps.server.ts'
import { startCourier } from './courier-loop.server.ts'
import { startSweep } from './sweep-loop.server.ts'

/** The sweep and the courier as a process of their own, beside a server that was started with SWEEP=off. */
const settings = readEnv(process.env, 'command')
const sends = settings.ok && (settings.env.smtpUrl !== null || settings.env.robots.size > 0)
if (sends && !process.env.ORIGIN) {
	process.stderr.write('ORIGIN is missing: messages lead to the public address of the site.\n')
	process.exitCode = 1
} else if (settings.ok) {
	const { databaseUrl, evidenceDir, logLevel, origin } = settings.env
	const log = createLog(logLevel)
	const { deps, close } = makeDeps({ databaseUrl, evidenceDir, origin, log, channels: openChannels(settings.env) })
	const sweep = startSweep(deps)
	const courier = startCourier(deps)
	const held = setInterval(() => undefined, 60_000)
	const end = async () => {
		clearInterval(held)
		await sweep.stop()
		await courier.stop()
		await close()
	}
	process.once('SIGTERM', end)
	process.once('SIGINT', end)
	log.info({}, 'sweep started')
} else {
	for (const fault of settings.faults) process.stderr.write(`${fault}\n`)
	process.exitCode = 1
}

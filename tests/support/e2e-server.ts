/** A production-built server over a prepared database, with a clock that the test moves. Runs as a child process. */
import { createServer } from 'node:http'
import { type Instant, instantAt, isLocalDate, parseMoment } from '#app/domain/time.ts'
import { openChannels } from '#app/infra/channels/open.server.ts'
import { readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { passwordHasher } from '#app/infra/password.server.ts'
import { startSweep } from '#app/jobs/sweep-loop.server.ts'
import { createApp } from '#app/server/app.server.ts'
import { makeDeps } from '#app/server/deps.server.ts'
import { builtApp } from '#app/server/serve.server.ts'
import { runCourier } from '#app/usecases/delivery/courier.server.ts'

let now: Instant = '2026-11-02T02:00:00.000Z'
const read = readEnv({ ...process.env, LOG_LEVEL: 'error', PORT: '0' }, 'demo')
if (!read.ok) throw new Error(read.faults.join(' '))
const { deps, db } = makeDeps({
	databaseUrl: read.env.databaseUrl,
	evidenceDir: read.env.evidenceDir,
	demo: process.env.FANGXIN_E2E_DEMO === '1',
	now: () => now,
	log: createLog('error'),
	passwords: passwordHasher({ memoryKib: 64, passes: 1 }),
	// Nothing leaves the house unless the test has opened a mail server.
	...(read.env.smtpUrl === null ? {} : { channels: openChannels(read.env) }),
})
const sweep = startSweep(deps)
const server = createServer()
server.listen(0, '127.0.0.1', async () => {
	const address = server.address()
	const port = typeof address === 'object' && address ? address.port : 0
	const env = { ...read.env, port, origin: `http://127.0.0.1:${port}`, demo: deps.demo }
	server.on(
		'request',
		createApp({
			env,
			deps,
			ready: async () => [],
			publicDir: 'public',
			clientDir: 'build/client',
			build: await builtApp(),
		}),
	)
	process.send?.({ origin: env.origin })
})

function isMoment(text: string): text is Instant {
	return parseMoment(text) !== null
}

/** Messages: { at } moves the clock (a date is 10:00 in Shanghai) sweeps as often as one run leaves something, and sends. */
process.on('message', async (message: { at?: string; stop?: true }) => {
	if (message.stop) {
		await sweep.stop()
		server.closeAllConnections()
		server.close(() => void db.close().then(() => process.exit(0)))
		return
	}
	if (message.at === undefined) return
	if (isLocalDate(message.at)) now = instantAt(message.at, 600)
	else if (isMoment(message.at)) now = message.at
	while ((await sweep.runOnce()).more);
	await runCourier(deps, { holder: 'e2e' })
	process.send?.({ at: now })
})

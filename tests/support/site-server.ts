/** The built application over a prepared database, with a clock that stands still. Runs as a child process. */
import { createServer } from 'node:http'
import { type Instant, parseMoment } from '#app/domain/time.ts'
import { readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { passwordHasher } from '#app/infra/password.server.ts'
import { createApp } from '#app/server/app.server.ts'
import { makeDeps } from '#app/server/deps.server.ts'
import { builtApp } from '#app/server/serve.server.ts'

function isInstant(text: string): text is Instant {
	return parseMoment(text) !== null
}

const read = readEnv({ ...process.env, PORT: '0' }, 'production')
if (!read.ok) throw new Error(read.faults.join(' '))
const now = process.env.SITE_NOW ?? ''
if (!isInstant(now)) throw new Error('SITE_NOW is no moment')
const { deps } = makeDeps({
	databaseUrl: read.env.databaseUrl,
	evidenceDir: read.env.evidenceDir,
	demo: false,
	now: () => now,
	// Refusals are the rule here; a fault shows itself as a status.
	log: createLog('silent'),
	passwords: passwordHasher({ memoryKib: 64, passes: 1 }),
})
const app = createApp({
	env: read.env,
	deps,
	ready: async () => [],
	publicDir: 'public',
	clientDir: 'build/client',
	build: await builtApp(),
})
const server = createServer(app)
server.listen(0, '127.0.0.1', () => {
	const address = server.address()
	process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('disconnect', () => process.exit(0))

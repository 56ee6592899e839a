import { createServer, type Server } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { openChannels } from '#app/infra/channels/open.server.ts'
import type { Env } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { startCourier } from '#app/jobs/courier-loop.server.ts'
import { type SweepLoop, startSweep } from '#app/jobs/sweep-loop.server.ts'
import { createApp } from './app.server.ts'
import { makeDeps, type Process } from './deps.server.ts'
import { readinessOf } from './ready.server.ts'
import { databaseFaults, placeFaults } from './start-checks.server.ts'

const FORCE_MS = 10_000
const root = new URL('../../', import.meta.url).pathname

/** Ends the process with what is wrong, one sentence per fault. */
export function refuseToStart(faults: readonly string[]): never {
	for (const fault of faults) process.stderr.write(`${fault}\n`)
	process.exit(1)
}

/** The Remix build that `npm run build` made. */
export async function builtApp(): Promise<ServerBuild> {
	try {
		return await import(`${root}build/server/index.js`)
	} catch (error) {
		const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
		if (missing) refuseToStart(['There is no build yet: run `npm run build`, then start again.'])
		throw error
	}
}

type Serving = {
	readonly env: Env
	readonly build:
		| ServerBuild
		| ((server: Server) => Promise<{ vite: RequestHandler; build: () => Promise<ServerBuild> }>)
	/** Runs before the port opens: first link, demo seeds. */
	readonly before?: (running: Process) => Promise<void>
}

export type Running = { readonly port: number; readonly stop: () => Promise<void> }

/** Checks, opens, listens; answers when requests are taken. Signals stop it (npm start, npm run demo, npm run dev). */
export async function serve({ env, build, before }: Serving): Promise<Running> {
	const log = createLog(env.logLevel)
	const running = makeDeps({
		databaseUrl: env.databaseUrl,
		evidenceDir: env.evidenceDir,
		demo: env.demo,
		origin: env.origin,
		channels: openChannels(env),
		log,
	})
	const faults = [...placeFaults(env, running.deps.now()), ...(await databaseFaults(env, running.db))]
	if (faults.length > 0) refuseToStart(faults)
	await before?.(running)
	const server = createServer()
	const made = typeof build === 'function' ? await build(server) : { build, vite: undefined }
	const app = createApp({
		env,
		deps: running.deps,
		ready: readinessOf(running.db, running.deps),
		requests: log,
		publicDir: `${root}public`,
		build: made.build,
		...(made.vite ? { vite: made.vite } : { clientDir: `${root}build/client` }),
	})
	server.on('request', app)
	const port = await listen(server, env)
	const sweep = env.sweep === 'inside' ? startSweep(running.deps) : undefined
	const courier = env.sweep === 'inside' ? startCourier(running.deps) : undefined
	const stop = once(() => stopAll(server, running, [sweep, courier]))
	for (const signal of ['SIGTERM', 'SIGINT'] as const)
		process.once(signal, () => {
			log.info({ signal }, 'stopping')
			setTimeout(() => process.exit(1), FORCE_MS).unref()
			void stop().then(() => process.exit(0))
		})
	log.info({ port, origin: env.origin }, 'serving')
	return { port, stop }
}

function once(work: () => Promise<void>): () => Promise<void> {
	let done: Promise<void> | undefined
	return () => {
		done ??= work()
		return done
	}
}

function listen(server: Server, env: Env): Promise<number> {
	return new Promise((resolve) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const taken = error.code === 'EADDRINUSE'
			refuseToStart([
				taken
					? `Port ${env.port} is in use: stop the other program or choose another PORT.`
					: `Cannot listen on ${env.host}:${env.port}: ${error.message}.`,
			])
		})
		server.listen(env.port, env.host, () => {
			const address = server.address()
			resolve(typeof address === 'object' && address ? address.port : env.port)
		})
	})
}

/** No new requests, the ones under way finish, then the sweep and the courier, then the database. */
async function stopAll(
	server: Server,
	running: Process,
	loops: readonly (Pick<SweepLoop, 'stop'> | undefined)[],
): Promise<void> {
	const closed = new Promise<void>((resolve) => {
		server.close(() => resolve())
		server.closeIdleConnections()
	})
	const force = setTimeout(() => server.closeAllConnections(), FORCE_MS - 1000)
	await closed
	clearTimeout(force)
	await Promise.all(loops.map((loop) => loop?.stop()))
	await running.close()
}

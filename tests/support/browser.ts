import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureBuilt } from './built.ts'

declare module 'vitest' {
	interface ProvidedContext {
		/** Path of a Chromium that starts. */
		chromium: string
	}
}

/** A browser of the machine, else the one that comes with the npm package. */
async function findChromium(): Promise<string> {
	const own = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
		(path) => path !== undefined && existsSync(path),
	)
	if (own !== undefined) return own
	// The package unpacks into the temporary folder: one of our own, so that versions do not collide.
	const folder = join(tmpdir(), 'fangxin-chromium')
	mkdirSync(folder, { recursive: true })
	process.env.TMPDIR = folder
	process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
	const { default: chromium } = await import('@sparticuz/chromium')
	return chromium.executablePath()
}

/** The pages as they ship, and a browser. */
export default async function setup(project: TestProject): Promise<void> {
	ensureBuilt()
	project.provide('chromium', await findChromium())
}

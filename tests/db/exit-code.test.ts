import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const SCRIPT = `
const { default: setup } = await import('#tests/support/postgres.ts')
const stop = await setup({ provide: () => undefined })
process.exitCode = 3
await stop()
`

test('a run that failed ends as one, with a PostgreSQL of its own in it', () => {
	const run = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { encoding: 'utf8' })
	expect(run.stderr).not.toContain('Error')
	expect(run.status).toBe(3)
})

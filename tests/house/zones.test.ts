import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { zoneAnswers } from '#tests/support/zone-probe.ts'

const ZONES = ['UTC', 'Asia/Shanghai', 'Asia/Urumqi', 'America/New_York', 'Pacific/Apia']

const ASK = "process.stdout.write((await import('#tests/support/zone-probe.ts')).zoneAnswers())"

function answersIn(zone: string): string {
	const env: NodeJS.ProcessEnv = { ...process.env, TZ: zone }
	const args = ['--input-type=module', '-e', ASK]
	const run = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 1e8 })
	if (run.status !== 0) throw new Error(run.stderr)
	return run.stdout
}

test('five server zones give the same answers to the byte, summer time of 1986 to 1991 included', () => {
	const [first = '', ...others] = ZONES.map(answersIn)
	expect(zoneAnswers() === first).toBe(true)
	const lines = first.split('\n')
	expect(lines.length).toBeGreaterThan(14_000)
	for (const [i, other] of others.entries()) {
		expect(
			other.split('\n').find((line, n) => line !== lines[n]),
			ZONES[i + 1],
		).toBeUndefined()
		expect(other === first, ZONES[i + 1]).toBe(true)
	}
	// What lies in the years of another offset is no start.
	for (const text of ['1900-12-31', '1986-07-01', '1991-09-14']) {
		expect(lines.find((line) => line.startsWith(`["${text}",{`))).toContain('"error":"bad-start"')
	}
	expect(lines.find((line) => line.startsWith('["1992-01-01",{'))).toContain('"value":"1992-01-01"')
})

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { simulate } from '#app/server/simulate/run.server.ts'

const LONG = process.env.FANGXIN_LONG === '1'
const KEYS = ['clocks', 'effects', 'missed', 'doubled', 'early']

test.each([11, 12, 13])('seed %s: nothing missed, doubled or early', async (seed) => {
	const span = LONG ? { clocks: 3000, years: 3 } : { clocks: 120, years: 0.35 }
	const { faults, ...result } = await simulate({ seed, ...span, say: () => undefined })
	expect(faults).toEqual([])
	expect(result).toMatchObject({ missed: 0, doubled: 0, early: 0 })
	expect(result.clocks).toBeGreaterThanOrEqual(span.clocks)
	expect(result.effects).toBeGreaterThan(span.clocks / 2)
})

test('the command says what it takes, and ends with one line', () => {
	const run = (...args: string[]) =>
		spawnSync('node', ['app/server/simulate.server.ts', ...args], { encoding: 'utf8', timeout: 60_000 })
	for (const args of [[], ['--seed', 'x'], ['--seed', '1', '--clocks', '0'], ['--seed', '1', '--more']]) {
		const refused = run(...args)
		expect(refused.status).toBe(2)
		expect(refused.stderr).toContain('Usage: npm run simulate -- --seed <n> [--clocks <n>] [--years <n>]')
		expect(refused.stdout).toBe('')
	}
	const done = run('--seed', '5', '--clocks', '1', '--years', '1')
	expect(done.status).toBe(0)
	expect(Object.keys(JSON.parse(done.stdout.trim().split('\n').at(-1) ?? ''))).toEqual(KEYS)
})

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { optionsOf } from '#app/server/simulate/options.server.ts'
import { simulate } from '#app/server/simulate/run.server.ts'

const LONG = process.env.FANGXIN_LONG === '1'
const USAGE = 'Usage: npm run simulate -- --seed <n> [--clocks <n>] [--years <n>]'
const KEYS = ['clocks', 'effects', 'missed', 'doubled', 'early']

test.each([11, 12, 13])('seed %s: nothing missed, doubled or early', async (seed) => {
	const span = LONG ? { clocks: 3000, years: 3 } : { clocks: 100, years: 0.32 }
	const { faults, ...result } = await simulate({ seed, ...span, say: () => undefined })
	expect(faults).toEqual([])
	expect(result).toMatchObject({ missed: 0, doubled: 0, early: 0 })
	expect(result.clocks).toBeGreaterThanOrEqual(span.clocks)
	expect(result.effects).toBeGreaterThan(span.clocks / 2)
})

test.each([
	[[], '--seed is a whole number from 0 to 4294967295'],
	[['--seed', 'x'], '--seed is a whole number'],
	[['--seed', '1.5'], '--seed is a whole number'],
	[['--seed', '-1'], 'ambiguous'],
	[['--seed', ''], '--seed is a whole number'],
	[['--seed', '4294967296'], '--seed is a whole number'],
	[['--seed', '1', '--clocks', '0'], '--clocks is a whole number from 1 to 20000'],
	[['--seed', '1', '--clocks', '20001'], '--clocks is a whole number'],
	[['--seed', '1', '--years', '0'], '--years is a whole number from 1 to 5'],
	[['--seed', '1', '--years', 'three'], '--years is a whole number'],
	[['--seed', '1', '--more'], "Unknown option '--more'"],
	[['--seed', '1', 'more'], 'Unexpected argument'],
])('%j is refused', (args, why) => {
	const refused = () => optionsOf(args)
	expect(refused).toThrow(why)
	expect(refused).toThrow(USAGE)
	expect(refused).toThrow(expect.objectContaining({ code: 2 }))
})

test('what is left out is three thousand clocks over three years', () => {
	expect(optionsOf(['--seed', '0'])).toEqual({ seed: 0, clocks: 3000, years: 3 })
	expect(optionsOf(['--seed', '4294967295', '--clocks', '1', '--years', '5'])).toMatchObject({ clocks: 1, years: 5 })
})

test('the command ends with 2 and its usage, or with one line', () => {
	const run = (...args: string[]) =>
		spawnSync('node', ['app/server/simulate.server.ts', ...args], { encoding: 'utf8', timeout: 60_000 })
	const refused = run('--seed', 'x')
	expect([refused.status, refused.stdout]).toEqual([2, ''])
	expect(refused.stderr).toContain(USAGE)
	const done = run('--seed', '5', '--clocks', '1', '--years', '1')
	expect(done.status).toBe(0)
	expect(Object.keys(JSON.parse(done.stdout.trim().split('\n').at(-1) ?? ''))).toEqual(KEYS)
})

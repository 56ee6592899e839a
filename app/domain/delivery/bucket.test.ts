import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PER_MINUTE, takeToken } from './bucket.ts'
import { afterFailure, backOffMs, MAX_TRIES, maskedAddress } from './delivery.ts'

describe('a robot keeps to its minute', () => {
	test('no 60 seconds ever hold more than twenty, however the tokens are asked for', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 60, maxLength: 200 }), (gaps) => {
				let used: readonly number[] = []
				let now = 1_000_000
				const given: number[] = []
				for (const gap of gaps) {
					now += gap
					const token = takeToken(used, now)
					if (token.free) {
						used = token.used
						given.push(now)
					} else expect(token.at).toBeGreaterThan(now)
				}
				for (const at of given)
					expect(given.filter((one) => one > at - 60_000 && one <= at).length).toBeLessThanOrEqual(PER_MINUTE)
			}),
		)
	})

	test('the moment named is the moment at which one is free', () => {
		let used: readonly number[] = []
		for (let n = 0; n < PER_MINUTE; n++) {
			const token = takeToken(used, 1000 + n)
			if (token.free) used = token.used
		}
		const none = takeToken(used, 2000)
		expect(none.free).toBe(false)
		const at = none.free ? 0 : none.at
		expect(takeToken(used, at - 1).free).toBe(false)
		expect(takeToken(used, at).free).toBe(true)
	})
})

describe('trying again', () => {
	test('waits longer each time, never shorter than the time before it, spread by a quarter', () => {
		for (const random of [0, 0.5, 0.999]) {
			const waits = Array.from({ length: MAX_TRIES }, (_, n) => backOffMs(n + 1, random))
			expect([...waits].sort((a, b) => a - b)).toEqual(waits)
			expect(waits[0]).toBeGreaterThanOrEqual(45_000)
			expect(waits.at(-1)).toBeLessThanOrEqual(300 * 60_000)
		}
		expect(backOffMs(1, 0)).toBe(45_000)
		expect(backOffMs(1, 0.5)).toBe(60_000)
	})

	test('a weekend without a mail server kills nothing', () => {
		const whole = Array.from({ length: MAX_TRIES - 1 }, (_, n) => backOffMs(n + 1, 0)).reduce((a, b) => a + b, 0)
		expect(whole).toBeGreaterThan(48 * 3_600_000)
	})

	test('what is refused for good is dead at once, the rest after the last try', () => {
		expect(afterFailure('permanent', 1)).toBe('dead')
		expect(afterFailure('temporary', MAX_TRIES - 1)).toBe('failed')
		expect(afterFailure('temporary', MAX_TRIES)).toBe('dead')
	})

	test('an address in a list is known again, not usable', () => {
		expect(maskedAddress('zhouxiaolan@jz.example')).toBe('z…@jz.example')
		expect(maskedAddress('JZQD')).toBe('JZQD')
	})
})

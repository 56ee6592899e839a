import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { light } from '../light.ts'
import { addDays, addMs, HOUR_MS, instantAt, localDateOf } from '../time.ts'
import { nearFrom } from './near.ts'
import { URGENCIES } from './urgency.ts'

const calendar = chinaCalendar()

test('the kept moment and the light agree at every hour of every order', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 700 }),
			fc.integer({ min: 0, max: 60 }),
			fc.integer({ min: 0, max: 24 * 70 }),
			fc.constantFrom(...URGENCIES),
			(start, length, hour, urgency) => {
				const issuedAt = instantAt(addDays('2025-01-03', start), 600)
				const dueOn = addDays(localDateOf(issuedAt), length)
				const dueAt = instantAt(dueOn, 1080)
				const now = addMs(issuedAt, hour * HOUR_MS)
				if (now > dueAt) return
				const { colour } = light({
					now,
					today: localDateOf(now),
					calendar,
					dueAt,
					dueOn,
					startedAt: issuedAt,
					acknowledged: true,
					ackDueAt: null,
					returnedOnce: false,
					stopped: false,
					urgent24h: urgency === 'CRITICAL',
				})
				const near = nearFrom(calendar, { urgency, issuedAt, dueAt, dueOn })
				expect(now >= near ? 'yellow' : 'green').toBe(colour)
			},
		),
		{ numRuns: 2000 },
	)
})

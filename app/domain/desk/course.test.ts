import { describe, expect, test } from 'vitest'
import { type CourseFacts, courseOf, nextSteps } from './course.ts'

const base: CourseFacts = {
	state: 'DEFENCE',
	notices: [
		{
			kind: 'pre-notice',
			number: 'N1',
			sentAt: '2026-11-09T02:00:00.000Z',
			servedAt: '2026-11-10T02:00:00.000Z',
		},
	],
	statedAt: [],
	acknowledgedAt: null,
	silentAt: null,
	extension: null,
	reviews: [],
	finalAt: null,
	settledAt: null,
	closedAt: null,
	endedAt: null,
	due: { defence: '2026-11-17', decision: '2026-12-01', review: null, reviewDecision: null, plan: '2026-11-20' },
	replied: false,
	planOpen: true,
}
const kinds = (facts: CourseFacts) => courseOf(facts).map((step) => step.kind)
const next = (facts: CourseFacts) => nextSteps(facts).map((step) => `${step.kind} ${step.on ?? '-'} ${step.mine}`)

describe('course of a case', () => {
	test('newest first; what comes next has its date and whose turn it is', () => {
		expect(kinds(base)).toEqual(['served', 'noticed'])
		expect(next(base)).toEqual(['reply 2026-11-17 true', 'decision 2026-12-01 false', 'plan 2026-11-20 true'])
	})

	test('a reply leaves the decision; a request that waits stands beside it', () => {
		const stated = { ...base, statedAt: ['2026-11-12T02:00:00.000Z'], replied: true, planOpen: false } as const
		expect(kinds(stated)).toEqual(['stated', 'served', 'noticed'])
		expect(next(stated)).toEqual(['decision 2026-12-01 false'])
		const asked = {
			...base,
			planOpen: false,
			extension: { askedAt: '2026-11-11T02:00:00.000Z', decidedAt: null, outcome: null, newDueOn: null },
		} as const
		expect(kinds(asked)[0]).toBe('more-time-asked')
		expect(next(asked)).toContain('more-time - false')
		const granted = {
			...asked,
			extension: {
				...asked.extension,
				outcome: 'GRANTED',
				decidedAt: '2026-11-12T02:00:00.000Z',
				newDueOn: '2026-11-20',
			},
		} as const
		expect(courseOf(granted)[0]).toMatchObject({ kind: 'more-time-granted', params: { until: '2026-11-20' } })
		expect(next(granted)).not.toContain('more-time - false')
	})

	test.each([
		['SERVED', ['ask-review 2026-12-15 true', 'final - false']],
		['REVIEW', ['review-decision 2027-01-05 false']],
		['REVIEWED', ['final - false']],
		['FINAL', ['settle - false']],
		['CLOSED', []],
		['WITHDRAWN', []],
	] as const)('after %s', (state, expected) => {
		const due = { ...base.due, review: '2026-12-15', reviewDecision: '2027-01-05' } as const
		expect(next({ ...base, state, due, planOpen: false })).toEqual(expected)
	})

	test('an end is told with its moment', () => {
		expect(courseOf({ ...base, state: 'REVOKED', endedAt: '2026-12-20T02:00:00.000Z' })[0]).toMatchObject({
			kind: 'revoked',
			at: '2026-12-20T02:00:00.000Z',
		})
	})
})

import { describe, expect, test } from 'vitest'
import { machineFaults, machineRows } from '#tests/support/machine-faults.ts'
import { RUN, rule } from '#tests/support/penalty-acts.ts'
import { defenceFacts } from '#tests/support/rulebook.ts'
import { may, targets } from '../machine.ts'
import { PENALTY_ACTIONS, PENALTY_ENDS, PENALTY_MACHINE, PENALTY_STATES } from './machine.ts'

describe('machine', () => {
	test('every state is reached and every state but the ends has an exit', () => {
		expect(machineFaults(PENALTY_MACHINE, PENALTY_STATES, ['DRAFT'], PENALTY_ENDS)).toEqual([])
	})

	test('the table', () => {
		expect(machineRows(PENALTY_MACHINE, PENALTY_STATES, PENALTY_ACTIONS)).toEqual([
			'check: DRAFT',
			'issuePreNotice: CHECKED',
			'serve: PRE_NOTICED',
			'defend: DEFENCE',
			'acknowledge: DEFENCE',
			'grantDefenceExtension: DEFENCE',
			'closeDefence: DEFENCE',
			'answerDefence: DEFENCE',
			'vote: DEFENCE',
			'decide: DEFENCE',
			'serveDecision: DECIDED',
			'requestReview: SERVED',
			'withdrawReview: REVIEW',
			'decideReview: REVIEW',
			'extendReview: REVIEW',
			'lapseReview: REVIEW',
			'makeFinal: SERVED REVIEWED',
			'settle: FINAL',
			'close: SETTLED WAIVED REVOKED LAPSED',
			'proposeWaiver: CHECKED PRE_NOTICED DEFENCE',
			'agreeWaiver: CHECKED PRE_NOTICED DEFENCE',
			'refuseWaiver: CHECKED PRE_NOTICED DEFENCE',
			'withdraw: DRAFT CHECKED PRE_NOTICED DEFENCE',
			'revoke: DECIDED SERVED REVIEW REVIEWED FINAL SETTLED CLOSED',
			'lapse: DRAFT CHECKED PRE_NOTICED DEFENCE',
		])
	})

	const pairs = PENALTY_STATES.flatMap((state) => PENALTY_ACTIONS.map((action) => ({ state, action })))
	test.each(pairs)('$action in $state', ({ state, action }) => {
		const outcome = RUN[action](defenceFacts({ state }))
		if (!may(PENALTY_MACHINE, state, action)) return expect(rule(outcome)).toBe('wrong-state')
		if (!outcome.ok) throw new Error(outcome.error.rule)
		expect(targets(PENALTY_MACHINE, state, action)).toContain(outcome.value.to)
		expect(outcome.value).toMatchObject({ action, from: state })
	})
})

import { describe, expect, test } from 'vitest'
import { checkCodeOf, documentState, type Since } from './status.ts'

const SENT: Since = {
	kind: 'decision',
	caseState: 'SERVED',
	newer: false,
	decided: false,
	lowered: false,
	returned: false,
	ownRevocation: false,
	lifted: false,
}

describe('what the public is told of a document', () => {
	test.each([
		[{}, 'in-force'],
		[{ caseState: 'REVOKED' }, 'revoked'],
		[{ caseState: 'REVOKED', newer: true }, 'revoked'],
		[{ lowered: true }, 'varied'],
		[{ returned: true }, 'superseded'],
		[{ newer: true }, 'superseded'],
		[{ kind: 'pre-notice', caseState: 'DEFENCE' }, 'in-force'],
		[{ kind: 'pre-notice', decided: true }, 'superseded'],
		[{ kind: 'pre-notice', caseState: 'WITHDRAWN' }, 'withdrawn'],
		[{ kind: 'pre-notice', caseState: 'WAIVED' }, 'withdrawn'],
		[{ kind: 'pre-notice', caseState: 'LAPSED' }, 'withdrawn'],
		[{ kind: 'pre-notice', caseState: 'REVOKED', decided: true }, 'revoked'],
		[{ kind: 'review-decision', caseState: 'REVOKED', ownRevocation: true }, 'in-force'],
		[{ kind: 'review-decision', caseState: 'REVOKED' }, 'revoked'],
		[{ kind: 'revocation', caseState: 'REVOKED' }, 'in-force'],
		[{ kind: 'withdrawal', caseState: 'WITHDRAWN' }, 'in-force'],
		[{ kind: 'reminder-letter', caseState: null, lifted: true }, 'withdrawn'],
		[{ kind: 'settlement-statement', caseState: null, newer: true }, 'superseded'],
	] as const)('%o is %s', (change, state) => {
		expect(documentState({ ...SENT, ...change })).toBe(state)
	})
})

test.each([
	['7F3A-91C2-0E55', '7F3A-91C2-0E55'],
	[' 7f3a 91c2 0e55 ', '7F3A-91C2-0E55'],
	['７Ｆ３Ａ91c20e55', '7F3A-91C2-0E55'],
	['7F3A-91C2', null],
	['7F3A-91C2-0E5G', null],
	['', null],
	["' or 1=1 --", null],
])('a code typed as %j reads %j', (typed, code) => {
	expect(checkCodeOf(typed)).toBe(code)
})

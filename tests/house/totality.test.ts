import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
	ACTIONS,
	type Action,
	covers,
	may,
	PERMISSIONS,
	ROLES,
	type Role,
	roleMay,
	scopeOf,
} from '#app/domain/access.ts'
import { answererOf, OPINION_KINDS } from '#app/domain/audit/opinion.ts'
import { CLAWBACK_STATES } from '#app/domain/claim/clawback.ts'
import { EXIT_STATES } from '#app/domain/claim/exit.ts'
import { REDRESS_STATES } from '#app/domain/claim/redress.ts'
import { TOPUP_STATES } from '#app/domain/claim/topup.ts'
import { INSPECTION_STATES } from '#app/domain/inspection/inspection.ts'
import { ORDER_STATES } from '#app/domain/order/order.ts'
import { PENALTY_STATES } from '#app/domain/penalty/machine.ts'
import { MEASURE_STATES } from '#app/domain/penalty/measure.ts'
import { PLAN_STATES } from '#app/domain/plan/plan.ts'
import { VIOLATION_STATES } from '#app/domain/violation/violation.ts'
import { messages as hans } from '#app/i18n/messages/zh-Hans/index.ts'

const actor = (role: Role) => ({
	accountId: 'a',
	branchId: 'b',
	name: 'n',
	grants: [{ role, place: { kind: 'branch' as const } }],
})
const actionsOf = (role: Role) => ACTIONS.filter((action) => roleMay(role, action))

describe('every role has an answer to every action', () => {
	test.each(ACTIONS.map((action) => [action]))(
		'%s is given to somebody, each role once, and to known roles only',
		(action) => {
			const roles: readonly Role[] = PERMISSIONS[action]
			expect(roles.length).toBeGreaterThan(0)
			expect(new Set(roles).size).toBe(roles.length)
			for (const role of roles) expect(ROLES).toContain(role)
		},
	)

	test.each(ROLES.flatMap((role) => ACTIONS.map((action) => [role, action] as const)))('%s %s', (role, action) => {
		const allowed = roleMay(role, action)
		expect(typeof allowed).toBe('boolean')
		// The three ways to ask agree: the table, the person, the rows that the person may touch.
		expect(may(actor(role), action)).toBe(allowed)
		const scope = scopeOf(actor(role), action)
		expect(scope.places.length > 0).toBe(allowed)
		const row = { branch_id: 'b', county_id: 'c', grid_id: 'g', dealer_id: 'd' }
		expect(covers(scope, row)).toBe(allowed)
		expect(covers(scope, { ...row, branch_id: 'other' })).toBe(false)
	})

	test('each role may do something, and somebody without a role nothing', () => {
		for (const role of ROLES) expect(actionsOf(role).length, role).toBeGreaterThan(0)
		const nobody = { accountId: 'a', branchId: 'b', name: 'n', grants: [] }
		expect(ACTIONS.filter((action) => may(nobody, action))).toEqual([])
	})
})

describe('what the roles may not do', () => {
	const READS = /\.(read)$/

	test('the auditor changes no case', () => {
		const changing = actionsOf('AUDITOR').filter((action) => !READS.test(action))
		expect(changing.sort()).toEqual(['api.compute', 'audit.opine', 'audit.sample'])
	})

	test('the administrator has no business with cases', () => {
		expect(actionsOf('ADMINISTRATOR').sort()).toEqual([
			'admin.accounts',
			'admin.delivery',
			'admin.import',
			'admin.tokens',
			// The calendar is the branch's own order of days, not a case; a second person publishes it.
			'calendar.draft',
			'calendar.publish',
			'calendar.read',
			'inbox.read',
		])
	})

	test('a dealer has the own desk and nothing of the staff', () => {
		const outside = actionsOf('DEALER_OWNER').filter((action) => !action.startsWith('desk.'))
		expect(outside.sort()).toEqual(['clock.read', 'evidence.add', 'inbox.read'])
		for (const action of ACTIONS.filter((one) => one.startsWith('desk.')))
			expect(
				ROLES.filter((role) => roleMay(role, action)),
				action,
			).toEqual(['DEALER_OWNER'])
	})

	test('only the clock moves by time', () => {
		for (const action of ACTIONS.filter((one) => one.endsWith('.clock')))
			expect(
				ROLES.filter((role) => roleMay(role, action)),
				action,
			).toEqual(['SYSTEM'])
	})

	test("the log is the auditor's alone, and auditors do not answer themselves", () => {
		expect(ROLES.filter((role) => roleMay(role, 'audit.read'))).toEqual(['AUDITOR'])
		expect(roleMay('AUDITOR', 'audit.answer')).toBe(false)
		for (const kind of OPINION_KINDS) expect(roleMay(answererOf(kind), 'audit.answer'), kind).toBe(true)
	})

	const APART: readonly (readonly [Action, Action])[] = [
		['penalty.notice', 'penalty.decide-l2-l3'],
		['penalty.decide-l2-l3', 'penalty.decide-review'],
		['penalty.decide-l1', 'penalty.decide-review'],
		['penalty.vote', 'penalty.decide-review'],
		['order.draft', 'order.issue'],
		['rulebook.draft', 'rulebook.check'],
		['order.work', 'order.judge-feedback'],
		['order.request-extension', 'order.decide-extension'],
		['claim.propose', 'claim.confirm'],
		['redress.record', 'redress.approve'],
		['exit.propose', 'exit.confirm'],
	]
	test.each(APART)('no role may both %s and %s', (one, other) => {
		expect(ROLES.filter((role) => roleMay(role, one) && roleMay(role, other))).toEqual([])
	})
})

function filesUnder(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name)
		return statSync(path).isDirectory() ? filesUnder(path) : [path]
	})
}

/** The members of a union of texts in a source file. */
function unionIn(path: string, name: RegExp): string[] {
	const text = readFileSync(path, 'utf8')
	const block = new RegExp(`export type (${name.source}) =([\\s\\S]*?)(?:\\n\\n|$)`).exec(text)?.[2] ?? ''
	return [...block.matchAll(/\|?\s*'([^']+)'/g)].map((hit) => hit[1] ?? '')
}

const RULE_FILES = filesUnder('app/domain').filter((path) => /[-/]rules\.ts$/.test(path))
const RULES = [
	...unionIn('app/domain/refusal.ts', /CommonRule/),
	...RULE_FILES.flatMap((path) => unionIn(path, /\w+Rule/)),
]
const keys: ReadonlySet<string> = new Set(Object.keys(hans))

describe('every refusal says why', () => {
	test('the rules were found', () => {
		expect(RULE_FILES.length).toBeGreaterThanOrEqual(6)
		expect(RULES.length).toBeGreaterThan(100)
		expect(new Set(RULES).size).toBe(RULES.length)
	})

	test.each(RULES)('%s', (rule) => {
		expect(keys).toContain(`refusal.${rule}`)
	})

	test('no sentence speaks of a rule that does not exist', () => {
		const spoken = [...keys].filter((key) => key.startsWith('refusal.')).map((key) => key.slice('refusal.'.length))
		expect(spoken.filter((rule) => !RULES.includes(rule.replace(/^met\./, '')))).toEqual([])
	})
})

const MACHINES = {
	inspection: INSPECTION_STATES,
	violation: VIOLATION_STATES,
	penalty: PENALTY_STATES,
	plan: PLAN_STATES,
	order: ORDER_STATES,
	measure: MEASURE_STATES,
	claim: CLAWBACK_STATES,
	redress: REDRESS_STATES,
	topup: TOPUP_STATES,
	exit: EXIT_STATES,
} as const

describe('every state has a word', () => {
	const states = Object.entries(MACHINES).flatMap(([noun, list]) => list.map((state) => `${noun}.state.${state}`))
	test.each(states)('%s', (key) => {
		expect(keys).toContain(key)
	})
})

/**
 * Who may do what, where. One total table (action × role), one scope per grant, separation of duties by person.
 * The administrator has no business rights; the auditor reads everything and changes no case (domain 8.1).
 */

import { assertNever } from './result.ts'

export const ROLES = [
	'CHANNEL_MANAGER',
	'COUNTY_SUPERVISOR',
	'COMPLIANCE_OFFICER',
	'APPROVER',
	'PANEL_MEMBER',
	'REVIEWER',
	'ORDER_OFFICER',
	'ORDER_ISSUER',
	'DEPARTMENT_HANDLER',
	'DEPARTMENT_HEAD',
	'DEALER_OWNER',
	'AUDITOR',
	'ADMINISTRATOR',
	'SYSTEM',
] as const
export type Role = (typeof ROLES)[number]

/** Where a role holds. */
export type Place =
	| { readonly kind: 'branch' }
	| { readonly kind: 'county'; readonly countyId: string }
	| { readonly kind: 'grid'; readonly gridId: string }
	| { readonly kind: 'department'; readonly departmentId: string }
	| { readonly kind: 'dealer'; readonly dealerId: string }

export type Grant = { readonly role: Role; readonly place: Place }

export type Actor = {
	readonly accountId: string
	readonly branchId: string
	readonly name: string
	readonly grants: readonly Grant[]
}

/** The rows that an actor may touch with one action: the union of the places; none means nothing. */
export type Scope = { readonly branchId: string; readonly places: readonly Place[] }

const CASE_READERS = [
	'CHANNEL_MANAGER',
	'COUNTY_SUPERVISOR',
	'COMPLIANCE_OFFICER',
	'APPROVER',
	'PANEL_MEMBER',
	'REVIEWER',
	'AUDITOR',
	'SYSTEM',
] as const
/** Who reads what users and supervisors say; a department those that an order of its own answers. */
const INTAKE_READERS = [
	...CASE_READERS,
	'ORDER_OFFICER',
	'ORDER_ISSUER',
	'DEPARTMENT_HANDLER',
	'DEPARTMENT_HEAD',
] as const
const ORDER_READERS = [
	'ORDER_OFFICER',
	'ORDER_ISSUER',
	'DEPARTMENT_HANDLER',
	'DEPARTMENT_HEAD',
	'COMPLIANCE_OFFICER',
	/** Leaders read what they are told of in the overview; what is confidential stays with those whom it names. */
	'APPROVER',
	'COUNTY_SUPERVISOR',
	'AUDITOR',
	'SYSTEM',
] as const
const STAFF = [
	'CHANNEL_MANAGER',
	'COUNTY_SUPERVISOR',
	'COMPLIANCE_OFFICER',
	'APPROVER',
	'PANEL_MEMBER',
	'REVIEWER',
	'ORDER_OFFICER',
	'ORDER_ISSUER',
	'DEPARTMENT_HANDLER',
	'DEPARTMENT_HEAD',
	'AUDITOR',
] as const

/** The whole table: an action that is not here does not exist, a role that is not listed may not. */
export const PERMISSIONS = {
	'register.read': [...CASE_READERS, 'ORDER_OFFICER', 'ORDER_ISSUER'],
	'register.edit': ['COMPLIANCE_OFFICER', 'SYSTEM'],
	'reference.read': STAFF,
	'calendar.read': [...STAFF, 'ADMINISTRATOR'],
	/** Why a date is what it is; each clock only to who reads its subject. */
	'clock.read': [...STAFF, 'DEALER_OWNER'],
	'calendar.draft': ['COMPLIANCE_OFFICER', 'ADMINISTRATOR'],
	/** The second person; never who drafted. */
	'calendar.publish': ['COMPLIANCE_OFFICER', 'ADMINISTRATOR'],
	'policy.draft': ['ORDER_OFFICER', 'COMPLIANCE_OFFICER'],
	/** Another person than who drafted. */
	'policy.decide': ['ORDER_ISSUER'],
	'rulebook.draft': ['COMPLIANCE_OFFICER'],
	'rulebook.check': ['APPROVER'],
	'rulebook.publish': ['COMPLIANCE_OFFICER'],
	'rulebook.record-acceptance': ['COMPLIANCE_OFFICER'],
	'rulebook.rehearse': ['COMPLIANCE_OFFICER', 'APPROVER', 'SYSTEM'],
	'inspection.read': CASE_READERS,
	'inspection.plan': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER', 'SYSTEM'],
	'inspection.fill': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER', 'SYSTEM'],
	'inspection.cancel': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'],
	'inspection.void': ['COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'],
	'violation.read': CASE_READERS,
	'violation.record': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER', 'SYSTEM'],
	'violation.check': ['COMPLIANCE_OFFICER'],
	'penalty.read': CASE_READERS,
	'penalty.draft': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER', 'SYSTEM'],
	'penalty.check': ['COMPLIANCE_OFFICER'],
	'penalty.notice': ['COMPLIANCE_OFFICER'],
	/** Service on paper: handed over, refused, posted. */
	'notice.serve': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'],
	'template.draft': ['COMPLIANCE_OFFICER'],
	/** The second person; never who drafted. */
	'template.publish': ['COMPLIANCE_OFFICER', 'APPROVER'],
	'penalty.extend-defence': ['COMPLIANCE_OFFICER', 'APPROVER', 'COUNTY_SUPERVISOR'],
	'penalty.propose-waiver': ['COMPLIANCE_OFFICER'],
	'penalty.withdraw': ['COMPLIANCE_OFFICER', 'APPROVER', 'COUNTY_SUPERVISOR'],
	'penalty.decide-l1': ['COUNTY_SUPERVISOR'],
	'penalty.decide-l2-l3': ['APPROVER'],
	'penalty.vote': ['PANEL_MEMBER'],
	'penalty.decide-review': ['REVIEWER'],
	'penalty.extend-review': ['REVIEWER'],
	'penalty.revoke': ['REVIEWER'],
	'penalty.recompute': ['COMPLIANCE_OFFICER'],
	'penalty.clock': ['SYSTEM'],
	'measure.read': CASE_READERS,
	'measure.decide': ['APPROVER', 'COUNTY_SUPERVISOR'],
	'measure.decide-exit': ['PANEL_MEMBER'],
	'measure.record': ['COMPLIANCE_OFFICER', 'APPROVER', 'COUNTY_SUPERVISOR', 'SYSTEM'],
	'bundle.read': ['COMPLIANCE_OFFICER', 'APPROVER', 'REVIEWER', 'AUDITOR', 'SYSTEM'],
	'blacklist.read': [
		'COUNTY_SUPERVISOR',
		'COMPLIANCE_OFFICER',
		'APPROVER',
		'PANEL_MEMBER',
		'REVIEWER',
		'AUDITOR',
		'SYSTEM',
	],
	'blacklist.lift': ['APPROVER'],
	'blacklist.exempt': ['PANEL_MEMBER'],
	'succession.release': ['APPROVER'],
	'ledger.read': ['COMPLIANCE_OFFICER', 'APPROVER', 'REVIEWER', 'COUNTY_SUPERVISOR', 'AUDITOR', 'SYSTEM'],
	'ledger.deposit': ['COMPLIANCE_OFFICER', 'SYSTEM'],
	'ledger.propose': ['COMPLIANCE_OFFICER'],
	'ledger.settle': ['APPROVER'],
	'ledger.commission': ['COMPLIANCE_OFFICER'],
	'ledger.ask-plan': ['COMPLIANCE_OFFICER'],
	'ledger.decide-plan': ['APPROVER'],
	'claim.read': ['COMPLIANCE_OFFICER', 'APPROVER', 'REVIEWER', 'COUNTY_SUPERVISOR', 'AUDITOR', 'SYSTEM'],
	'claim.propose': ['COMPLIANCE_OFFICER', 'SYSTEM'],
	'claim.confirm': ['APPROVER'],
	'claim.clock': ['SYSTEM'],
	'redress.read': CASE_READERS,
	'redress.record': ['CHANNEL_MANAGER', 'COMPLIANCE_OFFICER', 'SYSTEM'],
	'redress.verify': ['COMPLIANCE_OFFICER', 'APPROVER'],
	'redress.approve': ['APPROVER'],
	'exit.propose': ['COMPLIANCE_OFFICER'],
	'exit.confirm': ['APPROVER'],
	'plan.read': CASE_READERS,
	'plan.approve': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'],
	'plan.verify': ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'],
	'plan.clock': ['SYSTEM'],
	/** The dealer's own desk: everything there is of the own outlets only. */
	'desk.read': ['DEALER_OWNER'],
	'desk.answer': ['DEALER_OWNER'],
	'desk.review': ['DEALER_OWNER'],
	'desk.plan': ['DEALER_OWNER'],
	'desk.instalments': ['DEALER_OWNER'],
	'desk.claims': ['DEALER_OWNER'],
	'desk.report': ['DEALER_OWNER'],
	'self-report.read': CASE_READERS,
	'self-report.decide': ['COMPLIANCE_OFFICER'],
	'order.read': ORDER_READERS,
	'order.draft': ['ORDER_OFFICER', 'COMPLIANCE_OFFICER', 'SYSTEM'],
	'order.issue': ['ORDER_ISSUER'],
	'order.acknowledge': ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'],
	'order.work': ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'],
	'order.request-extension': ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'],
	'order.decide-extension': ['ORDER_ISSUER'],
	'order.chase': ['ORDER_OFFICER', 'ORDER_ISSUER'],
	'order.judge-feedback': ['ORDER_OFFICER', 'ORDER_ISSUER'],
	'order.strike-off': ['ORDER_OFFICER', 'ORDER_ISSUER'],
	'order.assess': ['ORDER_OFFICER', 'ORDER_ISSUER'],
	'order.withdraw': ['ORDER_ISSUER'],
	/** Suspend, resume, raise, merge, grade, assisting tasks: by the issuing side. */
	'order.steer': ['ORDER_OFFICER', 'ORDER_ISSUER'],
	'order.set-due': ['ORDER_ISSUER'],
	'order.transfer': ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD', 'ORDER_OFFICER', 'ORDER_ISSUER'],
	/** The report of user matters that nobody has written about. */
	'gap.read': ['ORDER_OFFICER', 'ORDER_ISSUER', 'AUDITOR'],
	'order.clock': ['SYSTEM'],
	'order.department': ['DEPARTMENT_HEAD', 'ORDER_OFFICER', 'ORDER_ISSUER', 'AUDITOR'],
	'overview.read': [
		'ORDER_ISSUER',
		'ORDER_OFFICER',
		'COMPLIANCE_OFFICER',
		'APPROVER',
		'COUNTY_SUPERVISOR',
		'DEPARTMENT_HEAD',
		'AUDITOR',
	],
	/** The monthly circular: everybody who reads orders reads what was published. */
	'circular.read': ORDER_READERS,
	'circular.draft': ['ORDER_OFFICER'],
	'circular.publish': ['ORDER_ISSUER'],
	'intake.read': INTAKE_READERS,
	'intake.record': ['ORDER_OFFICER', 'COMPLIANCE_OFFICER', 'CHANNEL_MANAGER'],
	/** Answers, orders, violations, duplicates: by who owns the item. */
	'intake.work': ['ORDER_OFFICER', 'COMPLIANCE_OFFICER', 'CHANNEL_MANAGER', 'COUNTY_SUPERVISOR'],
	/** Names a successor for an owner who is away. */
	'intake.lead': ['ORDER_ISSUER'],
	/** Lists of the hotlines, batches, supervisors, satisfaction: the branch's. */
	'intake.register': ['ORDER_OFFICER', 'COMPLIANCE_OFFICER'],
	'intake.decide': ['ORDER_OFFICER', 'COMPLIANCE_OFFICER'],
	'intake.clock': ['SYSTEM'],
	'evidence.read': [...CASE_READERS, 'ORDER_OFFICER', 'ORDER_ISSUER', 'DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'],
	'evidence.add': [
		'CHANNEL_MANAGER',
		'COUNTY_SUPERVISOR',
		'COMPLIANCE_OFFICER',
		'DEPARTMENT_HANDLER',
		'DEPARTMENT_HEAD',
		'ORDER_OFFICER',
		'ORDER_ISSUER',
		'DEALER_OWNER',
		'SYSTEM',
	],
	'audit.read': ['AUDITOR'],
	'audit.sample': ['AUDITOR'],
	'audit.opine': ['AUDITOR'],
	'audit.answer': ['COMPLIANCE_OFFICER', 'ORDER_ISSUER'],
	'admin.accounts': ['ADMINISTRATOR'],
	'admin.tokens': ['ADMINISTRATOR'],
	'admin.import': ['ADMINISTRATOR', 'SYSTEM'],
	/** Robots, the delivery log and its dead letters; never the text of a message. */
	'admin.delivery': ['ADMINISTRATOR'],
	'api.compute': STAFF,
	'inbox.read': [...STAFF, 'DEALER_OWNER', 'ADMINISTRATOR'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof PERMISSIONS

/** Every action, for tests and tables. */
export const ACTIONS = Object.keys(PERMISSIONS).filter(isAction)

function isAction(name: string): name is Action {
	return name in PERMISSIONS
}

/** True when the table allows this role this action, wherever it holds. */
export function roleMay(role: Role, action: Action): boolean {
	const roles: readonly Role[] = PERMISSIONS[action]
	return roles.includes(role)
}

/** True when any of the actor's grants allows the action somewhere. */
export function may(actor: Actor, action: Action): boolean {
	return actor.grants.some((grant) => roleMay(grant.role, action))
}

export function hasRole(actor: Actor, role: Role): boolean {
	return actor.grants.some((grant) => grant.role === role)
}

/** Where the actor may do this: the places of the grants that allow it. */
export function scopeOf(actor: Actor, action: Action): Scope {
	const places = actor.grants.filter((grant) => roleMay(grant.role, action)).map((grant) => grant.place)
	return { branchId: actor.branchId, places: places.some((p) => p.kind === 'branch') ? [{ kind: 'branch' }] : places }
}

/** The scope columns of a row of the field. */
export type ScopedRow = {
	readonly branch_id: string
	readonly county_id: string
	readonly grid_id: string
	readonly dealer_id: string
}

/** True when the row lies in the scope. The same rule as `withinScope` in db/queries/scope.server.ts. */
export function covers(scope: Scope, row: ScopedRow): boolean {
	if (row.branch_id !== scope.branchId) return false
	return scope.places.some((place) => {
		switch (place.kind) {
			case 'branch':
				return true
			case 'county':
				return row.county_id === place.countyId
			case 'grid':
				return row.grid_id === place.gridId
			case 'dealer':
				return row.dealer_id === place.dealerId
			case 'department':
				return false
			default:
				return assertNever(place)
		}
	})
}

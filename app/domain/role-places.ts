import type { Place, Role } from './access.ts'

export type PlaceKind = Place['kind']

/** Where a role may hold (domain 8.1). A total table: a new role does not compile without its line. */
const PLACES: Readonly<Record<Role, readonly PlaceKind[]>> = {
	CHANNEL_MANAGER: ['grid', 'county'],
	COUNTY_SUPERVISOR: ['county'],
	COMPLIANCE_OFFICER: ['branch', 'county'],
	APPROVER: ['branch'],
	PANEL_MEMBER: ['branch'],
	REVIEWER: ['branch'],
	ORDER_OFFICER: ['branch'],
	ORDER_ISSUER: ['branch'],
	DEPARTMENT_HANDLER: ['department'],
	DEPARTMENT_HEAD: ['department'],
	DEALER_OWNER: ['dealer'],
	AUDITOR: ['branch'],
	ADMINISTRATOR: ['branch'],
	// Given by the product itself, never by a person.
	SYSTEM: [],
}

export function mayHoldAt(role: Role, kind: PlaceKind): boolean {
	return PLACES[role].includes(kind)
}

/** Roles that an administrator can grant, in the order of the table. */
export function grantableRoles(): Role[] {
	// The table is total, so its keys are the roles.
	return (Object.keys(PLACES) as Role[]).filter((role) => PLACES[role].length > 0)
}

/**
 * Roles that one person may not hold together: who keeps the accounts handles no case, who audits handles no case,
 * and an agent is no staff (domain 8.1, separation of the three powers).
 */
export function mayHoldTogether(held: readonly Role[], added: Role): boolean {
	const alone: readonly Role[] = ['ADMINISTRATOR', 'AUDITOR', 'DEALER_OWNER']
	return held.every((role) => role === added || (!alone.includes(role) && !alone.includes(added)))
}

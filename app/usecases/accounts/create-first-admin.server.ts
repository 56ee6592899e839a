import type { Role } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { anyPerson, insertAccount, loginTaken, spendFirstLink } from '#db/queries/accounts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertGrant } from '#db/queries/grants.server.ts'
import { firstBranch, insertBranch } from '#db/queries/organisation.server.ts'
import { systemAccountId } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Deps } from '../context.server.ts'
import { publishShippedReference } from '../reference/publish-shipped.server.ts'
import { isRefusedPassword } from './password-check.server.ts'
import { type Device, openSession } from './session.server.ts'

export type FirstAdmin = {
	readonly login: string
	readonly name: string
	readonly password: string
	/** Missing when the database has a branch already, for example from an import. */
	readonly branch?: { readonly name: string; readonly code: string; readonly shortName: string } | undefined
}

/**
 * The one account that nobody grants: opens the door of an empty database with the one-time link, once. Makes the
 * branch with its system account and the shipped reference data when there is none, and signs the person in.
 */
export async function createFirstAdmin(
	deps: Deps,
	linkToken: string,
	form: FirstAdmin,
	device: Device,
): Promise<Outcome<{ token: string }>> {
	if (isRefusedPassword(form.password, form.login, form.name)) return refuse('invalid', 'account.weak-password')
	const hash = await deps.passwords.hash(form.password)
	const link = sha256Hex(linkToken)
	const now = deps.now()
	return deps.inTx<{ token: string }>(null, async (tx) => {
		if (!(await spendFirstLink(tx, link, now)) || (await anyPerson(tx)))
			return refuse('missing', 'account.link-expired')
		if (await loginTaken(tx, form.login)) return refuse('invalid', 'account.login-taken')
		const branchId = await branchFor(tx, deps, now, form.branch)
		if (branchId === undefined) return refuse('invalid', 'reason-missing')
		const id = deps.newId()
		await insertAccount(tx, { ...blank(id, branchId, now), login: form.login, name: form.name, password_hash: hash })
		await giveRole(tx, deps, branchId, id, 'ADMINISTRATOR', now)
		await appendEvents(tx, branchId, id, now, [
			{ subjectKind: 'account', subjectId: id, kind: 'account.created', after: { login: form.login, name: form.name } },
			{ subjectKind: 'account', subjectId: id, kind: 'account.role-granted', after: { role: 'ADMINISTRATOR' } },
			{ subjectKind: 'account', subjectId: id, kind: 'account.signed-in' },
		])
		return ok({ token: await openSession(tx, deps, now, { accountId: id, branchId }, device) })
	})
}

async function branchFor(tx: Tx, deps: Deps, now: Instant, wanted: FirstAdmin['branch']): Promise<string | undefined> {
	const known = await firstBranch(tx)
	if (!known && !wanted) return undefined
	const branchId = known?.id ?? deps.newId()
	if (!known && wanted) {
		const { name, code, shortName } = wanted
		await insertBranch(tx, { id: branchId, code, name, short_name: shortName, is_demo: 0, created_at: now })
	}
	if (!(await systemAccountId(tx, branchId))) await addSystem(tx, deps, branchId, now)
	if (!known) await publishShippedReference(tx, { now, newId: deps.newId, actorId: null }, branchId)
	return branchId
}

/** The actor of the clock and of imports; it can never sign in. */
async function addSystem(tx: Tx, deps: Deps, branchId: string, now: Instant): Promise<void> {
	const id = deps.newId()
	await insertAccount(tx, { ...blank(id, branchId, now), kind: 'system', login: 'system', name: '系统' })
	await giveRole(tx, deps, branchId, id, 'SYSTEM', now)
}

async function giveRole(tx: Tx, deps: Deps, branchId: string, accountId: string, role: Role, now: Instant) {
	await insertGrant(tx, {
		id: deps.newId(),
		branch_id: branchId,
		account_id: accountId,
		role,
		org_unit_id: null,
		department_id: null,
		dealer_id: null,
		granted_by: null,
		granted_at: now,
		revoked_at: null,
	})
}

function blank(id: string, branchId: string, now: Instant) {
	return {
		id,
		branch_id: branchId,
		login: '',
		name: '',
		kind: 'person' as const,
		phone: null,
		email: null,
		language: null,
		theme: null,
		password_hash: null,
		must_change_password: 0 as const,
		disabled_at: null,
		superior_id: null,
		deputy_id: null,
		created_at: now,
	}
}

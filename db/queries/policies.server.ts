import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { Instant } from '#app/domain/time.ts'
import type { DeadlinePolicyTable } from '../schema-calendars.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type PolicyRow = { [K in keyof DeadlinePolicyTable]: K extends 'version' ? number : DeadlinePolicyTable[K] }

/** The id of the version in force in a branch; undefined for a branch that has none of its own. */
export async function policyInForce(handle: Handle, branchId: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('deadline_policy')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('state', '=', 'IN_FORCE')
		.executeTakeFirst()
	return row?.id
}

export async function policyById(handle: Handle, id: string): Promise<PolicyRow | undefined> {
	return handle.selectFrom('deadline_policy').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertPolicy(tx: Tx, row: Omit<PolicyRow, 'version'>): Promise<void> {
	await tx.insertInto('deadline_policy').values(row).execute()
}

export type PolicySet = Partial<Omit<PolicyRow, 'id' | 'branch_id' | 'version' | 'no'>>

/** One version of the branch, for whom the permission holds anywhere in it. */
export async function policyIn(handle: Handle, scope: Scope, id: string): Promise<PolicyRow | undefined> {
	if (scope.places.length === 0) return undefined
	return handle
		.selectFrom('deadline_policy')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', scope.branchId)
		.executeTakeFirst()
}

/** Every version of a branch, newest first, with who wrote it; at most 200. */
export async function policiesOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('deadline_policy')
		.leftJoin('account', 'account.id', 'deadline_policy.drafted_by')
		.select([
			'deadline_policy.id',
			'deadline_policy.no',
			'deadline_policy.state',
			'deadline_policy.reason',
			'deadline_policy.drafted_at',
			'deadline_policy.in_force_at',
			'account.name as drafter',
		])
		.where('deadline_policy.branch_id', '=', branchId)
		.orderBy('deadline_policy.no', 'desc')
		.limit(200)
		.execute()
}

/** True when the row still had that version. */
export async function updatePolicy(tx: Tx, id: string, version: number, set: PolicySet): Promise<boolean> {
	const done = await tx
		.updateTable('deadline_policy')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return done.numUpdatedRows === 1n
}

/** Makes room for a successor. */
export async function supersedePolicy(tx: Tx, branchId: string, by: string, at: Instant): Promise<string | undefined> {
	const id = await policyInForce(tx, branchId)
	if (id === undefined) return undefined
	await tx
		.updateTable('deadline_policy')
		.set((eb) => ({ state: 'SUPERSEDED' as const, ended_by: by, ended_at: at, version: eb('version', '+', 1) }))
		.where('id', '=', id)
		.execute()
	return id
}

/** Open clocks of each version, by its id; null for those of the values that ship. */
export async function openByPolicy(handle: Handle, branchId: string): Promise<Map<string, number>> {
	const rows = await handle
		.selectFrom('clock')
		.select((eb) => ['policy_id', eb.fn.countAll().as('n')])
		.where('branch_id', '=', branchId)
		.where(sql<boolean>`state in ('RUNNING', 'PAUSED')`)
		.where('policy_id', 'is not', null)
		.groupBy('policy_id')
		.execute()
	return new Map(rows.flatMap(({ policy_id, n }) => (policy_id === null ? [] : [[policy_id, Number(n)] as const])))
}

/** Open clocks go by another version from now on; their dates stay. */
export async function carryClocks(tx: Tx, ids: readonly string[], policyId: string): Promise<void> {
	for (let i = 0; i < ids.length; i += 500) {
		await tx
			.updateTable('clock')
			.set({ policy_id: policyId })
			.where('id', 'in', ids.slice(i, i + 500))
			.execute()
	}
}

import type { Instant } from '#app/domain/time.ts'
import type { RobotTable } from '../schema-delivery.ts'
import { fromJson, toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type RobotRow = Omit<RobotTable, 'version'> & { version: number }

/** Robots of a branch with whom they serve, by code; at most 200. */
export async function robotsOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('robot as r')
		.leftJoin('department as d', 'd.id', 'r.department_id')
		.leftJoin('org_unit as u', 'u.id', 'r.county_id')
		.leftJoin('robot_gate as g', 'g.robot_id', 'r.id')
		.selectAll('r')
		.select(['d.name as department', 'u.name as county', 'g.blocked_until'])
		.where('r.branch_id', '=', branchId)
		.orderBy('r.code')
		.limit(200)
		.execute()
}
export type RobotView = Awaited<ReturnType<typeof robotsOf>>[number]

export async function robotById(handle: Handle, branchId: string, id: string): Promise<RobotRow | undefined> {
	return handle
		.selectFrom('robot')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

export async function robotCodeTaken(handle: Handle, branchId: string, code: string): Promise<boolean> {
	const row = await handle
		.selectFrom('robot')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
	return row !== undefined
}

export async function insertRobot(tx: Tx, row: Omit<RobotRow, 'version'>): Promise<void> {
	await tx.insertInto('robot').values(row).execute()
	await tx.insertInto('robot_gate').values({ robot_id: row.id, used_json: '[]', blocked_until: null }).execute()
}

/** True when the robot still had this version. */
export async function updateRobot(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Pick<RobotRow, 'name' | 'language' | 'department_id' | 'county_id' | 'off_at'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('robot')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type Gate = {
	readonly used: readonly number[]
	readonly usedText: string
	readonly blockedUntil: Instant | null
}

/** What the robot said lately and until when it has to be silent. */
export async function gateOf(handle: Handle, robotId: string): Promise<Gate> {
	const row = await handle.selectFrom('robot_gate').selectAll().where('robot_id', '=', robotId).executeTakeFirst()
	return {
		used: row ? fromJson<number[]>(row.used_json) : [],
		usedText: row?.used_json ?? '[]',
		blockedUntil: row?.blocked_until ?? null,
	}
}

/** Writes the bucket if nobody else did since it was read; true when it is ours. */
export async function saveBucket(tx: Tx, robotId: string, was: string, used: readonly number[]): Promise<boolean> {
	const result = await tx
		.updateTable('robot_gate')
		.set({ used_json: toJson(used) })
		.where('robot_id', '=', robotId)
		.where('used_json', '=', was)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** The robot's maker wants silence until a moment. */
export async function blockRobot(tx: Tx, robotId: string, until: Instant): Promise<void> {
	await tx.updateTable('robot_gate').set({ blocked_until: until }).where('robot_id', '=', robotId).execute()
}

import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

/** Every version of the deadline policies of all branches. */
export async function policiesToVerify(handle: Handle) {
	return handle
		.selectFrom('deadline_policy')
		.select(['id', 'no', 'state', 'body_json', 'sha256', 'drafted_by', 'editors_json', 'in_force_by'])
		.orderBy('branch_id')
		.orderBy('no')
		.execute()
}

/** Changes that were published, with who did it and the version that came out. */
export async function publishedChanges(handle: Handle) {
	return handle
		.selectFrom('calendar_draft')
		.leftJoin('reference_version', 'reference_version.id', 'calendar_draft.published_version_id')
		.select([
			'calendar_draft.id',
			'calendar_draft.editors_json',
			'calendar_draft.published_by',
			'calendar_draft.published_at',
			'reference_version.body_json',
			'reference_version.sha256',
			'reference_version.published_at as versionAt',
		])
		.where('calendar_draft.state', '=', 'PUBLISHED')
		.orderBy('calendar_draft.id')
		.execute()
}

/** Open clocks that pin a policy which is no version of their branch, or that is retired; at most `limit`. */
export async function strayPins(handle: Handle, limit: number): Promise<{ id: string; policy: string }[]> {
	const { rows } = await sql<{ id: string; policy: string }>`
		select clock.id, clock.policy_id as policy from clock
		left join deadline_policy p on p.id = clock.policy_id and p.branch_id = clock.branch_id
		where clock.state in ('RUNNING', 'PAUSED') and clock.policy_id is not null
			and (p.id is null or p.state not in ('IN_FORCE', 'SUPERSEDED'))
		order by clock.id limit ${limit}`.execute(handle)
	return rows
}

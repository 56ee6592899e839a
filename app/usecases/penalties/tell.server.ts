import type { Role } from '#app/domain/access.ts'
import type { NoticeKind } from '#app/domain/case/events.ts'
import { decidingRole } from '#app/domain/penalty/facts.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import type { PenaltyRow } from '#db/queries/penalties.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Handle } from '#db/tx.server.ts'

type Case = Pick<
	PenaltyRow,
	'id' | 'number' | 'branch_id' | 'county_id' | 'grid_id' | 'dealer_id' | 'severity' | 'round' | 'amount_fen'
>
type Params = Readonly<Record<string, string | number>>

function drafts(row: Case, kind: NoticeKind, ids: readonly string[], key: string, params: Params): OutboxDraft[] {
	return [...new Set(ids)].map((accountId) => ({
		key: `penalty:${row.id}:${key}`,
		kind,
		accountId,
		subjectKind: 'penalty',
		subjectId: row.id,
		params: { number: row.number, ...params },
	}))
}

/** Tells the dealer's owners. `key` makes it happen once per cause. */
export async function tellDealer(
	handle: Handle,
	row: Case,
	kind: NoticeKind,
	key: string,
	params: Params = {},
): Promise<OutboxDraft[]> {
	const owners = await holdersOf(handle, row.branch_id, ['DEALER_OWNER'], { dealerId: row.dealer_id })
	return drafts(
		row,
		kind,
		owners.map((one) => one.id),
		key,
		params,
	)
}

/** Tells named people. */
export function tellPeople(
	row: Case,
	kind: NoticeKind,
	ids: readonly (string | null)[],
	key: string,
	params: Params = {},
) {
	return drafts(
		row,
		kind,
		ids.filter((id) => id !== null),
		key,
		params,
	)
}

/** Tells everybody who holds one of the roles where the case lies, those in `except` left out. */
export async function tellRoles(
	handle: Handle,
	row: Case,
	kind: NoticeKind,
	roles: readonly Role[],
	key: string,
	except: readonly (string | null)[] = [],
): Promise<OutboxDraft[]> {
	const where = { countyId: row.county_id, gridId: row.grid_id }
	const holders = await holdersOf(handle, row.branch_id, roles, where)
	const ids = holders.map((one) => one.id).filter((id) => !except.includes(id))
	return drafts(row, kind, ids, key, {})
}

/** Tells who may decide the case: supervisor, approvers or the panel. */
export async function tellDeciders(handle: Handle, row: Case, key: string, except: readonly (string | null)[]) {
	if (row.severity === null) return []
	const kind = row.severity === 'L4' ? 'penalty.to-vote' : 'penalty.to-decide'
	return tellRoles(handle, row, kind, [decidingRole(row.severity)], `${key}:${row.round}`, except)
}

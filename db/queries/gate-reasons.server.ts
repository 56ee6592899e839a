import type { Instant } from '#app/domain/time.ts'
import type { GateReasonTable } from '../schema.ts'
import { fromJson, toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type GateSubject = GateReasonTable['subject_kind']
export type Gate = GateReasonTable['gate']

export type GateReason = {
	readonly id: string
	readonly gate: Gate
	readonly reason: string
	/** What stood when it was given: amounts in fen, quartiles, the other violation. */
	readonly facts: Readonly<Record<string, string | number>>
	readonly by: string
	readonly byName: string
	readonly at: Instant
}

/**
 * Keeps why somebody went on at a gate although its condition was not met, in the transaction of the act itself. Append-
 * only; `reason` is not empty.
 */
export async function recordGateReason(
	tx: Tx,
	given: {
		readonly id: string
		readonly branchId: string
		readonly subject: { readonly kind: GateSubject; readonly id: string }
		readonly gate: Gate
		readonly reason: string
		readonly facts?: Readonly<Record<string, string | number>>
		readonly by: string
		readonly at: Instant
	},
): Promise<void> {
	await tx
		.insertInto('gate_reason')
		.values({
			id: given.id,
			branch_id: given.branchId,
			subject_kind: given.subject.kind,
			subject_id: given.subject.id,
			gate: given.gate,
			reason: given.reason,
			facts_json: toJson(given.facts ?? {}),
			stated_by: given.by,
			stated_at: given.at,
		})
		.execute()
}

/** The reasoned exceptions of one penalty or violation that the caller already holds, oldest first. */
export async function gateReasonsOf(handle: Handle, kind: GateSubject, id: string): Promise<GateReason[]> {
	const rows = await handle
		.selectFrom('gate_reason')
		.leftJoin('account', 'account.id', 'gate_reason.stated_by')
		.select([
			'gate_reason.id',
			'gate_reason.gate',
			'gate_reason.reason',
			'gate_reason.facts_json',
			'gate_reason.stated_by',
			'gate_reason.stated_at',
			'account.name',
		])
		.where('gate_reason.subject_id', '=', id)
		.where('gate_reason.subject_kind', '=', kind)
		.orderBy('gate_reason.stated_at')
		.orderBy('gate_reason.id')
		.execute()
	return rows.map((row) => ({
		id: row.id,
		gate: row.gate,
		reason: row.reason,
		facts: fromJson<Record<string, string | number>>(row.facts_json),
		by: row.stated_by,
		byName: row.name ?? '',
		at: row.stated_at,
	}))
}

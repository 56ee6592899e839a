import type { Handle } from '../tx.server.ts'

/** Rows that must not exist (domain 4): acts against a declared interest, raised severities that were lost. */

/** Decisions of people who had declared an interest in the case or in its violation before. */
export async function interestedDeciders(handle: Handle, limit: number) {
	return handle
		.selectFrom('decision as d')
		.innerJoin('penalty as p', 'p.id', 'd.penalty_id')
		.innerJoin('conflict_declaration as c', (join) =>
			join
				.onRef('c.account_id', '=', 'd.decided_by')
				.on((eb) =>
					eb.or([eb('c.subject_id', '=', eb.ref('p.id')), eb('c.subject_id', '=', eb.ref('p.violation_id'))]),
				),
		)
		.select(['d.id', 'd.decided_by', 'p.number'])
		.where('d.kind', 'in', ['DECISION', 'REVIEW', 'WAIVER'])
		.where('c.declared', '=', 'conflict')
		.whereRef('c.declared_at', '<=', 'd.decided_at')
		.limit(limit)
		.execute()
}

/** Decisions of people who took part in the inspection that found the violation. */
export async function inspectingDeciders(handle: Handle, limit: number) {
	return handle
		.selectFrom('decision as d')
		.innerJoin('penalty as p', 'p.id', 'd.penalty_id')
		.innerJoin('violation as v', 'v.id', 'p.violation_id')
		.innerJoin('inspection as i', 'i.id', 'v.inspection_id')
		.select(['d.id', 'd.decided_by', 'p.number'])
		.where('d.kind', 'in', ['DECISION', 'REVIEW'])
		.where('p.historic', '=', 0)
		.where((eb) =>
			eb.or([
				eb('i.inspector_id', '=', eb.ref('d.decided_by')),
				eb('i.second_inspector_id', '=', eb.ref('d.decided_by')),
			]),
		)
		.limit(limit)
		.execute()
}

/** Violations whose raised severity is not the one that they carry. */
export async function lostUplifts(handle: Handle, limit: number) {
	return handle
		.selectFrom('violation_uplift as u')
		.innerJoin('violation as v', 'v.id', 'u.violation_id')
		.select(['v.number', 'v.severity', 'u.to_severity'])
		.whereRef('v.severity', '<>', 'u.to_severity')
		.limit(limit)
		.execute()
}

/** Reasons for a case or a violation that does not exist. */
export async function strayReasons(handle: Handle, limit: number) {
	return handle
		.selectFrom('gate_reason as g')
		.leftJoin('penalty as p', 'p.id', 'g.subject_id')
		.leftJoin('violation as v', 'v.id', 'g.subject_id')
		.select(['g.id', 'g.gate', 'g.subject_kind'])
		.where((eb) =>
			eb.or([
				eb.and([eb('g.subject_kind', '=', 'penalty'), eb('p.id', 'is', null)]),
				eb.and([eb('g.subject_kind', '=', 'violation'), eb('v.id', 'is', null)]),
			]),
		)
		.limit(limit)
		.execute()
}

/** How many declarations and reasons there are. */
export async function gateCount(handle: Handle): Promise<number> {
	let count = 0
	for (const table of ['conflict_declaration', 'gate_reason'] as const) {
		const row = await handle
			.selectFrom(table)
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
		count += Number(row.n)
	}
	return count
}

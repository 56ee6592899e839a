import { countsFor, countsForOutlet } from '#app/domain/measure/succession.ts'
import { PENALTY_STATES, type PenaltyState } from '#app/domain/penalty/machine.ts'
import type { PointsRecord } from '#app/domain/penalty/points.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'
import { casesBehind, successionOf, successionsOfOutlet } from './successions.server.ts'

function isPenaltyState(text: string): text is PenaltyState {
	return PENALTY_STATES.some((state) => state === text)
}

type Row = {
	id: string
	outlet_id: string
	dealer_id: string
	occurred_on: LocalDate
	points: number
	state: string
	final_at: Instant | null
	review_outcome: string | null
	ended_at: Instant | null
	historic: 0 | 1
}

function recordOf(row: Row): PointsRecord {
	if (!isPenaltyState(row.state)) throw new Error(`Unknown penalty state: ${row.state}`)
	return {
		penaltyId: row.id,
		outletId: row.outlet_id,
		dealerId: row.dealer_id,
		occurredOn: row.occurred_on,
		points: row.points,
		state: row.state,
		finalOn: row.final_at === null ? null : localDateOf(row.final_at),
		// A revoked case may be closed by now; what ended a case after its decision was a revocation (domain 4).
		revoked: row.state === 'REVOKED' || row.review_outcome === 'REVOKED' || row.ended_at !== null,
		historic: row.historic === 1,
	}
}

/**
 * The cases of a dealer, or of one outlet, as the points rule reads them (domain 3.2), oldest first.
 * Cases that ended without points are among them; `pointsOn` leaves them out. What a dealer took over with premises or
 * as a successor counts as its own (domain 11, trap 8).
 */
export async function pointsRecords(
	handle: Handle,
	of: { readonly dealerId: string } | { readonly outletId: string },
): Promise<PointsRecord[]> {
	const query = handle
		.selectFrom('penalty')
		.select([
			'id',
			'outlet_id',
			'dealer_id',
			'occurred_on',
			'points',
			'state',
			'final_at',
			'review_outcome',
			'ended_at',
			'historic',
		])
		.where('historic', '=', 0)
	const ordered = query.orderBy('occurred_on').orderBy('id')
	if ('outletId' in of) {
		const records = (await ordered.where('outlet_id', '=', of.outletId).execute()).map(recordOf)
		const successions = (await successionsOfOutlet(handle, of.outletId)).map(successionOf)
		return records.filter((record) => countsForOutlet(record, successions))
	}
	const behind = await casesBehind(handle, of.dealerId)
	const rows = await ordered
		.where((eb) =>
			eb.or([
				eb('dealer_id', 'in', behind.dealerIds),
				...(behind.outletIds.length === 0 ? [] : [eb('outlet_id', 'in', behind.outletIds)]),
			]),
		)
		.execute()
	return rows
		.map(recordOf)
		.filter((record) => countsFor(record, of.dealerId, behind.successions))
		.map((record) => ({ ...record, dealerId: of.dealerId }))
}

/** Case numbers by id. */
export async function caseNumbers(handle: Handle, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map()
	const rows = await handle.selectFrom('penalty').select(['id', 'number']).where('id', 'in', ids).execute()
	return new Map(rows.map((row) => [row.id, row.number]))
}

import { addMonths, type LocalDate } from '../time.ts'
import type { PenaltyState } from './machine.ts'

export type PointsRecord = {
	readonly penaltyId: string
	readonly outletId: string
	readonly dealerId: string
	readonly occurredOn: LocalDate
	readonly points: number
	readonly state: PenaltyState
	/** When the case became final; null before. */
	readonly finalOn: LocalDate | null
	readonly revoked: boolean
	readonly historic: boolean
}

export type PointsStanding = 'effective' | 'pending' | 'expired' | 'none'

export type PointsLine = {
	readonly record: PointsRecord
	readonly standing: PointsStanding
	/** First day on which these points no longer count. */
	readonly expiresOn: LocalDate
}

const PENDING: readonly PenaltyState[] = ['PRE_NOTICED', 'DEFENCE', 'DECIDED', 'SERVED', 'REVIEW', 'REVIEWED']

/** First day on which points of a violation of that day no longer count: same day, `months` later. */
export function pointsExpireOn(occurredOn: LocalDate, months = 12): LocalDate {
	return addMonths(occurredOn, months)
}

function standingOf(record: PointsRecord, on: LocalDate, months: number): PointsStanding {
	if (record.historic || record.revoked || record.points === 0 || record.occurredOn > on) return 'none'
	const expired = pointsExpireOn(record.occurredOn, months) <= on
	if (record.finalOn !== null && record.finalOn <= on) return expired ? 'expired' : 'effective'
	return PENDING.includes(record.state) && !expired ? 'pending' : 'none'
}

/**
 * Points that count on a day: final cases whose violation happened in the 12 months up to it (domain 3.2);
 * cases between pre-notice and final are pending. Filter the records by outlet for the outlet's own points.
 */
export function pointsOn(records: readonly PointsRecord[], on: LocalDate, months = 12) {
	const lines = records.map((record): PointsLine => {
		return { record, standing: standingOf(record, on, months), expiresOn: pointsExpireOn(record.occurredOn, months) }
	})
	const total = (standing: PointsStanding) =>
		lines.reduce((sum, line) => (line.standing === standing ? sum + line.record.points : sum), 0)
	return { effective: total('effective'), pending: total('pending'), lines }
}

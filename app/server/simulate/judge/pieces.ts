import { momentText } from './days.ts'
import type { Due } from './due.ts'
import type { Expected, Journal, RawPolicy, Stamp } from './facts.ts'
import { rungTimes } from './rungs.ts'
import { type Calendars, during } from './sweeps.ts'

/** A time in which a clock ran with one due moment under one calendar. */
export type Piece = {
	readonly from: Stamp
	readonly until: Stamp | null
	readonly round: number
	readonly due: Due
	/** Rungs at or before it are not ahead. */
	readonly since: number
	readonly startedAt: number
}

export type Watched = {
	readonly kind: string
	readonly passed: string
	readonly subjectId: string
	/** Null: always the policy in force. */
	readonly policy: RawPolicy | null
	readonly climbsOn: boolean
}

/** True when a sweep has come by after the due moment while the piece lasted: the clock stands and keeps its date. */
export function isOver(piece: Omit<Piece, 'until'>, until: Stamp | null, journal: Journal): boolean {
	return during(journal.sweeps, piece.from, until).some(({ at }) => at > piece.due.at)
}

/** The parts of a piece in which one policy was in force. */
function byPolicy(piece: Piece, own: RawPolicy | null, journal: Journal): (Piece & { readonly policy: RawPolicy })[] {
	if (own !== null) return [{ ...piece, policy: own }]
	const parts: (Piece & { readonly policy: RawPolicy })[] = []
	for (const [i, one] of journal.policies.entries()) {
		const next = journal.policies[i + 1] ?? null
		const from = one.seq > piece.from.seq ? one : piece.from
		const until = next !== null && (piece.until === null || next.seq < piece.until.seq) ? next : piece.until
		if (until === null || until.seq > from.seq) parts.push({ ...piece, from, until, policy: one.policy })
	}
	return parts
}

/** The effects of one piece: its date that passes, and every rung that is ahead. */
export function effectsOfPiece(piece: Piece, of: Watched, calendars: Calendars, journal: Journal): Expected[] {
	const { due, since, startedAt, round } = piece
	const found: Expected[] = []
	const passed = during(journal.sweeps, piece.from, piece.until).filter(({ at }) => at > due.at)
	if (passed.length > 0) found.push({ key: of.passed, earliest: due.at + 1, must: passed.some(({ whole }) => whole) })
	const days = calendars.at(piece.from)
	for (const part of byPolicy(piece, of.policy, journal)) {
		const sweeps = during(journal.sweeps, part.from, part.until)
		const times = rungTimes(days, part.policy, of.kind, null, { startedAt, dueAt: due.at, dueDay: due.day })
		const ahead = times.filter(({ at, before }) => at > since && (before || of.climbsOn))
		for (const rung of ahead) {
			// Before the date only the newest is sent.
			const newer = ahead.find((one) => one.before && one.at > rung.at)?.at ?? Number.POSITIVE_INFINITY
			const seen = sweeps.filter(({ at }) => at >= rung.at && (!rung.before || (at <= due.at && at < newer)))
			if (seen.length === 0) continue
			found.push({
				key: `rung|${of.subjectId}|${round}|${momentText(due.at)}|${rung.code}`,
				earliest: rung.at,
				must: seen.some(({ whole }) => whole),
			})
		}
	}
	return found
}

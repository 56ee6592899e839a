import type { Role } from '#app/domain/access.ts'
import type { SubjectKind } from '#app/domain/case/events.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import { decidingRole } from '#app/domain/penalty/facts.ts'
import {
	type CarriedRow,
	type CarriedSource,
	carriedRows,
	setPlanDue,
	setRefundDue,
	setReviewUntil,
	setTopupDates,
} from '#db/queries/carriers.server.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Bound, type Carrier, eachMoved } from './carrier.ts'

/** Who of the branch acts on a clock of its own people. */
function staffRoles(kind: ClockKind, row: CarriedRow): readonly Role[] {
	switch (kind) {
		case 'penalty.decision': {
			const { severity } = row
			const known = severity === 'L1' || severity === 'L2' || severity === 'L3' || severity === 'L4'
			return known ? [decidingRole(severity)] : ['APPROVER']
		}
		case 'penalty.reviewDecision':
			return ['REVIEWER']
		case 'measure.review':
			return ['APPROVER']
		case 'violation.open':
			return ['CHANNEL_MANAGER']
		default:
			return ['COMPLIANCE_OFFICER']
	}
}

function boundOfCase(kind: SubjectKind, clock: StoredClock, row: CarriedRow): Bound {
	const { countyId, gridId, dealerId } = row
	const dealers = clock.party === 'dealer'
	return {
		subject: { kind, id: row.shownId },
		number: row.number ?? '',
		title: row.title ?? row.dealer ?? '',
		name: dealers ? row.dealer : null,
		accounts: [],
		holders: dealers
			? [{ roles: ['DEALER_OWNER'], where: { dealerId } }]
			: [{ roles: staffRoles(clock.kind, row), where: { countyId, gridId } }],
	}
}

const boundBy = (source: CarriedSource & SubjectKind) => async (handle: Handle, clocks: readonly StoredClock[]) => {
	const rows = await carriedRows(
		handle,
		source,
		clocks.map(({ subjectId }) => subjectId),
	)
	return new Map(
		clocks.flatMap((clock) => {
			const row = rows.get(clock.subjectId)
			return row ? [[clock.id, boundOfCase(source, clock, row)] as const] : []
		}),
	)
}

export const caseCarriers: readonly Carrier[] = [
	{
		subject: 'penalty',
		moved: eachMoved(async (tx, clock, dates) => {
			if (clock.kind === 'penalty.review') await setReviewUntil(tx, clock.subjectId, dates.dueAt)
		}),
		bound: boundBy('penalty'),
	},
	{
		subject: 'plan',
		moved: eachMoved((tx, clock, dates) => setPlanDue(tx, clock.subjectId, dates.dueOn)),
		bound: boundBy('plan'),
	},
	{
		subject: 'violation',
		moved: eachMoved(async (tx, clock, dates) => {
			if (clock.kind === 'refund') await setRefundDue(tx, clock.subjectId, clock.round, dates.dueOn)
		}),
		bound: boundBy('violation'),
	},
	{ subject: 'measure', moved: async () => undefined, bound: boundBy('measure') },
	{
		subject: 'topup',
		moved: eachMoved((tx, clock, dates) => setTopupDates(tx, clock.subjectId, dates)),
		bound: boundBy('topup'),
	},
]

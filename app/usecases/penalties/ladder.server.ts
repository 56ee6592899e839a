import type { Role } from '#app/domain/access.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { lastMoveOf } from '#db/queries/reminders.server.ts'
import type { LadderSubject } from '../ladder/standing.ts'

/** Who acts before a clock of a case runs out, where it is not the dealer. */
const ACTS: Partial<Record<ClockKind, readonly Role[]>> = {
	'penalty.check': ['COMPLIANCE_OFFICER'],
	'penalty.decision': ['APPROVER', 'COUNTY_SUPERVISOR'],
	'penalty.reviewDecision': ['REVIEWER'],
}

/** The clocks of a case: the dealer's reply, and the branch's own duties. */
export const penaltyLadders: readonly LadderSubject[] = [
	{
		kinds: ['penalty.defence', 'penalty.check', 'penalty.decision', 'penalty.reviewDecision'],
		find: async (_, tx, clock) => {
			const row = await penaltyById(tx, clock.subjectId)
			if (!row || clock.state !== 'RUNNING') return null
			const roles = ACTS[clock.kind]
			if (!roles && row.defence_state !== 'OPEN') return null
			const where = { countyId: row.county_id, gridId: row.grid_id }
			return {
				since: (await lastMoveOf(tx, clock.id)) ?? clock.startedAt,
				subject: { kind: 'penalty', id: row.id },
				params: { number: row.number, until: clock.dueOn },
				kindOf: () => ({ kind: roles ? 'clock.reminder' : 'penalty.defence-reminder' }),
				people: async (audience) => {
					const people =
						audience === 'owner' && !roles
							? await holdersOf(tx, row.branch_id, ['DEALER_OWNER'], { dealerId: row.dealer_id })
							: await holdersOf(
									tx,
									row.branch_id,
									audience === 'owner' && roles ? roles : ['COMPLIANCE_OFFICER'],
									where,
								)
					return people.map(({ id }) => id)
				},
			}
		},
	},
]

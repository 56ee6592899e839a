import { holdersOf } from '#db/queries/people.server.ts'
import { planIn } from '#db/queries/plans.server.ts'
import { lastMoveOf } from '#db/queries/reminders.server.ts'
import type { LadderSubject } from '../ladder/standing.ts'

const NEAR = ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR'] as const

/** The plan lies with the dealer as long as its clock runs. */
export const planLadders: readonly LadderSubject[] = [
	{
		kinds: ['plan.submit', 'plan.work'],
		find: async (_, tx, clock) => {
			const plan = await planIn(tx, { branchId: clock.branchId, places: [{ kind: 'branch' }] }, clock.subjectId)
			if (!plan || clock.state !== 'RUNNING') return null
			const where = { countyId: plan.county_id, gridId: plan.grid_id }
			return {
				since: (await lastMoveOf(tx, clock.id)) ?? clock.startedAt,
				subject: { kind: 'plan', id: plan.id },
				params: { number: plan.number },
				kindOf: () => ({ kind: 'plan.reminder' }),
				people: async (audience) => {
					const people =
						audience === 'owner'
							? await holdersOf(tx, plan.branch_id, ['DEALER_OWNER'], { dealerId: plan.dealer_id })
							: await holdersOf(tx, plan.branch_id, NEAR, where)
					return people.map(({ id }) => id)
				},
			}
		},
	},
]

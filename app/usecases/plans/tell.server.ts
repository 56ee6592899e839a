import type { NoticeKind } from '#app/domain/case/events.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { PlanRow } from '#db/queries/plans.server.ts'
import type { Handle } from '#db/tx.server.ts'

type Told = Pick<PlanRow, 'id' | 'number' | 'branch_id' | 'county_id' | 'grid_id' | 'dealer_id' | 'due_on' | 'version'>
export type Audience = 'dealer' | 'approvers' | 'verifiers'

async function audience(handle: Handle, plan: Told, who: Audience, exceptId: string | null) {
	const { branch_id: branch, county_id: countyId, grid_id: gridId, dealer_id: dealerId } = plan
	if (who === 'dealer') return holdersOf(handle, branch, ['DEALER_OWNER'], { dealerId })
	const near = await holdersOf(handle, branch, ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR'], { countyId, gridId })
	const free = near.filter((person) => person.id !== exceptId)
	return free.length > 0 ? free : holdersOf(handle, branch, ['COMPLIANCE_OFFICER'])
}

/** One message to each person concerned, once per version of the plan. */
export async function tellPlan(
	handle: Handle,
	plan: Told,
	kind: NoticeKind,
	who: Audience,
	exceptId: string | null = null,
): Promise<OutboxDraft[]> {
	const people = await audience(handle, plan, who, exceptId)
	return people.map((person) => ({
		key: `plan:${plan.id}:${plan.version}`,
		kind,
		accountId: person.id,
		subjectKind: 'plan',
		subjectId: plan.id,
		params: { number: plan.number, due: plan.due_on ?? '' },
	}))
}

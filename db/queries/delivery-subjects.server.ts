import type { Handle } from '../tx.server.ts'

/** What an envelope has to know of a subject: who has to act, and how carefully it is told. */
export type SubjectFacts = {
	/** Accounts that have to act; empty when nobody in person. */
	readonly owners: readonly string[]
	/** Their name for a digest: the handler, the department, the agent. */
	readonly whose: string
	readonly confidential: boolean
	/** Its time is counted in hours: nothing about it waits for the morning. */
	readonly inHours: boolean
}

const NOTHING: SubjectFacts = { owners: [], whose: '', confidential: false, inHours: false }

/** Tables whose rows belong to a dealer, by kind of subject. */
const OF_DEALER = {
	penalty: 'penalty',
	violation: 'violation',
	plan: 'plan',
	clawback: 'clawback',
	redress: 'redress',
	topup: 'topup_notice',
	measure: 'measure',
	'self-report': 'self_report',
} as const

function hasDealer(kind: string): kind is keyof typeof OF_DEALER {
	return kind in OF_DEALER
}

async function orderFacts(handle: Handle, id: string): Promise<SubjectFacts> {
	const row = await handle
		.selectFrom('supervision_order as o')
		.leftJoin('account as h', 'h.id', 'o.handler_id')
		.innerJoin('department as d', 'd.id', 'o.lead_department_id')
		.select(['o.handler_id', 'h.name as handler', 'd.name as department', 'o.confidential', 'o.urgency'])
		.where('o.id', '=', id)
		.executeTakeFirst()
	if (!row) return NOTHING
	return {
		owners: row.handler_id === null ? [] : [row.handler_id],
		whose: row.handler ?? row.department,
		confidential: row.confidential === 1,
		inHours: row.urgency === 'CRITICAL',
	}
}

async function dealerFacts(handle: Handle, kind: keyof typeof OF_DEALER, id: string): Promise<SubjectFacts> {
	const row = await handle
		.selectFrom(OF_DEALER[kind])
		.innerJoin('dealer', 'dealer.id', `${OF_DEALER[kind]}.dealer_id`)
		.select('dealer.name')
		.where(`${OF_DEALER[kind]}.id`, '=', id)
		.executeTakeFirst()
	return { ...NOTHING, whose: row?.name ?? '' }
}

/** Facts of one subject; of a kind that needs none, none. */
export async function subjectFacts(handle: Handle, kind: string, id: string): Promise<SubjectFacts> {
	if (kind === 'order') return orderFacts(handle, id)
	return hasDealer(kind) ? dealerFacts(handle, kind, id) : NOTHING
}

import { CLOSE_DEALER, CLOSE_DEPARTMENT } from '../due-date.ts'
import { URGENCY_LIMITS } from '../order/urgency.ts'
import type { DeadlinePolicy, PinnedPolicy, Rung } from './policy.ts'

const days = (code: string, n: number, to: Rung['to'], as: Rung['as'] = 'reminder'): Rung => ({
	code,
	from: 'due',
	offset: { amount: n, unit: 'wd' },
	to,
	as,
})
const hours = (n: number): Rung => ({
	code: `T-${n}h`,
	from: 'due',
	offset: { amount: -n, unit: 'h' },
	to: ['owner'],
	as: 'reminder',
})

/** 催办通知书 to the head, then the vice manager, then everybody (domain 5.4). */
const AFTER_DUE: readonly Rung[] = [
	days('T+1', 1, ['head', 'issuer'], 'chase-notice'),
	days('T+3', 3, ['superior', 'issuer'], 'escalation'),
	days('T+5', 5, ['everybody'], 'circular'),
]
const HALF: Rung = { code: 'half', from: 'half', offset: { amount: 0, unit: 'wd' }, to: ['owner'], as: 'reminder' }

/** What the product ships: the numbers of domain 5.4 to 5.6 and 6.3. A branch without a version of its own counts by it. */
export const DEFAULT_POLICY: DeadlinePolicy = {
	levels: URGENCY_LIMITS,
	statutory: { limit: { amount: 15, unit: 'cd' }, reserveWd: 2 },
	closeOfDay: { dealer: CLOSE_DEALER, department: CLOSE_DEPARTMENT },
	chase: { minIntervalWh: 4 },
	progressGapWd: 3,
	extension: { max: 2, noticeWd: 1, noticeHours: 2 },
	observeDays: 30,
	cluster: { count: 5, days: 7 },
	satisfaction: { percent: '95.00', months: 2 },
	remindAt: '08:30',
	ladders: [
		{
			kinds: ['order.handle'],
			levels: ['NORMAL', 'IMPORTANT', 'URGENT'],
			rungs: [HALF, days('T-2', -2, ['owner']), days('T-1', -1, ['owner']), days('T', 0, ['owner']), ...AFTER_DUE],
		},
		{ kinds: ['order.handle'], levels: ['CRITICAL'], rungs: [hours(12), hours(4), hours(1), ...AFTER_DUE] },
		{
			kinds: ['complaint.answer'],
			rungs: [
				days('T-5', -5, ['owner']),
				days('T-2', -2, ['owner']),
				days('T', 0, ['owner']),
				days('T+1', 1, ['head', 'superior'], 'escalation'),
			],
		},
		{
			kinds: ['opinion.answer', 'survey.answer'],
			rungs: [days('T-2', -2, ['owner']), days('T+1', 1, ['head'], 'escalation')],
		},
		{ kinds: ['plan.work'], rungs: [days('T-1', -1, ['owner'])] },
		{ kinds: ['penalty.defence'], rungs: [days('T-2', -2, ['owner'])] },
	],
}

/** For who counts without a branch at hand. */
export const SHIPPED_POLICY: PinnedPolicy = { versionId: null, body: DEFAULT_POLICY }

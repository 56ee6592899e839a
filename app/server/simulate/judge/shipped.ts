import type { RawPolicy, RawRung } from './facts.ts'

/** The numbers of domain 5.4 as the judge reads them there; what the product ships must agree with them. */
const before = (code: string, amount: number): RawRung => ({ code, from: 'due', offset: { amount, unit: 'wd' } })
const after = [before('T+1', 1), before('T+3', 3), before('T+5', 5)]
const hours = (n: number): RawRung => ({ code: `T-${n}h`, from: 'due', offset: { amount: -n, unit: 'h' } })

export const SHIPPED: RawPolicy = {
	levels: {
		CRITICAL: { handle: { amount: 24, unit: 'h' }, acknowledge: { amount: 2, unit: 'h' } },
		URGENT: { handle: { amount: 3, unit: 'wd' }, acknowledge: { amount: 4, unit: 'wh' } },
		IMPORTANT: { handle: { amount: 7, unit: 'wd' }, acknowledge: { amount: 1, unit: 'wd' } },
		NORMAL: { handle: { amount: 15, unit: 'wd' }, acknowledge: { amount: 1, unit: 'wd' } },
	},
	statutory: { limit: { amount: 15, unit: 'cd' }, reserveWd: 2 },
	closeOfDay: { dealer: 24 * 60, department: 18 * 60 },
	progressGapWd: 3,
	observeDays: 30,
	remindAt: '08:30',
	ladders: [
		{
			kinds: ['order.handle'],
			levels: ['NORMAL', 'IMPORTANT', 'URGENT'],
			rungs: [
				{ code: 'half', from: 'half', offset: { amount: 0, unit: 'wd' } },
				before('T-2', -2),
				before('T-1', -1),
				before('T', 0),
				...after,
			],
		},
		{ kinds: ['order.handle'], levels: ['CRITICAL'], rungs: [hours(12), hours(4), hours(1), ...after] },
		{
			kinds: ['complaint.answer'],
			rungs: [before('T-5', -5), before('T-2', -2), before('T', 0), before('T+1', 1)],
		},
		{ kinds: ['opinion.answer', 'survey.answer'], rungs: [before('T-2', -2), before('T+1', 1)] },
		{ kinds: ['plan.work'], rungs: [before('T-1', -1)] },
		{ kinds: ['penalty.defence'], rungs: [before('T-2', -2)] },
	],
}

import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '#app/domain/policy/default-policy.ts'
import type { Ladder } from '#app/domain/policy/policy.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { enterAbsence } from '#app/usecases/absences/absences.server.ts'
import { addBatchItem, openBatch, registerSupervisor } from '#app/usecases/intake/batches.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { complained } from '#tests/support/intake.ts'
import { done } from '#tests/support/orders.ts'
import {
	at,
	drafted,
	formOf,
	giveEvidence,
	must,
	NO_CONFLICT,
	noticed,
	openLast,
	payIn,
	servedCase,
} from '#tests/support/penalty-case.ts'
import { submitted } from '#tests/support/plans.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** Nobody would tell these people of a case, a plan, a refund or a complaint of their own accord. */
const DEPUTY = {
	manager: 'handler-zh',
	supervisor: 'head-zh',
	compliance: 'handler-xx',
	compliance2: 'head-xx',
	approver: 'handler-wl',
	reviewer: 'head-wl',
	orders: 'handler-sc',
	issuer: 'head-sc',
} as const
type Away = keyof typeof DEPUTY

async function toldOf(w: World, login: string, kind: string) {
	const rows = await w.db.read
		.selectFrom('outbox')
		.select('params_json')
		.where('account_id', '=', await w.accountId(login))
		.where('kind', '=', kind)
		.execute()
	return rows.map(({ params_json }) => (JSON.parse(params_json) as { for?: string }).for ?? null) // our own params
}

/** Everybody is away from that day on, each with a deputy of their own. */
async function allAway(w: World, from: LocalDate): Promise<void> {
	for (const [login, deputy] of Object.entries(DEPUTY)) {
		const form = { person: null, from, until: '2027-03-31', deputy: await w.accountId(deputy), note: '' } as const
		done(await enterAbsence(await w.as(login), form))
	}
}

/** A policy by which the clocks of cases and plans have rungs before they run out and after. */
async function climbing(w: World, kinds: Ladder['kinds']): Promise<void> {
	const rung = (code: string, amount: number, to: Ladder['rungs'][number]['to']) =>
		({ code, from: 'due', offset: { amount, unit: 'wd' }, to, as: 'reminder' }) as const
	const body = { ...DEFAULT_POLICY, ladders: [{ kinds, rungs: [rung('T-2', -2, ['owner', 'head'])] }] }
	const { branchId, accountId } = (await w.as('orders')).actor
	await w.db.write.updateTable('deadline_policy').set({ state: 'SUPERSEDED' }).where('state', '=', 'IN_FORCE').execute()
	const now = w.deps.now()
	await w.db.write
		.insertInto('deadline_policy')
		.values({
			// What is in force is kept by its id for the life of the process.
			id: `policy ${kinds.join(' ')}`,
			branch_id: branchId,
			no: 99,
			state: 'IN_FORCE',
			base_id: null,
			body_json: JSON.stringify(body),
			sha256: '0'.repeat(64),
			reason: '每只钟都提醒',
			drafted_by: null,
			drafted_at: now,
			editors_json: '[]',
			in_force_by: accountId,
			in_force_at: now,
			ended_by: null,
			ended_at: null,
			end_reason: null,
		})
		.execute()
}

async function batchItem(w: World, kind: 'opinion' | 'survey'): Promise<void> {
	const ctx = await w.as('orders')
	const who = { code: 'sd-001', name: '沈工', background: 'MEDIA', sinceOn: '2026-01-01' } as const
	const supervisor = kind === 'opinion' ? done(await registerSupervisor(ctx, who)).id : ''
	const title = kind === 'survey' ? '满意度调查' : ''
	const batch = done(await openBatch(ctx, { kind, period: '2026-11', title, receivedOn: ctx.today })).id
	const matter = { matter: '营业厅高峰时段排队过长。', wanted: '增开台席', outletId: '', category: 'G' } as const
	const topic = kind === 'survey' ? ('OTHER' as const) : ('' as const)
	done(await addBatchItem(ctx, batch, { requestKey: `item-${kind}`, supervisorId: supervisor, topic, ...matter }))
}

/** A confirmed violation that harmed a user. */
async function harmed(w: World): Promise<void> {
	const manager = await w.as('manager')
	const form = { ...(await formOf(w, { severity: 'L3' })), affectedNumbers: ['138****1111'], lossYuan: 10_001 }
	const { id } = must(await recordViolation(manager, form))
	await giveEvidence(w, manager, id)
	must(await confirmViolationCase(await w.as('compliance'), { id, version: 1, declaration: NO_CONFLICT }))
}

async function inReview(w: World): Promise<void> {
	await payIn(w, 3_000_000)
	const id = await servedCase(w, { units: 2 })
	w.at('2026-11-16')
	const ask = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const
	must(await askForReview(await w.as('dealer'), { ...(await at(w, id)), ...ask }))
}

async function planServed(w: World): Promise<void> {
	const id = await noticed(w)
	w.at('2026-11-10')
	await openLast(w, id)
}

async function submittedLate(w: World): Promise<void> {
	const plan = await w.db.read.selectFrom('plan').select('id').executeTakeFirstOrThrow()
	await submitted(w, plan.id, '2026-11-20')
}

type Told = readonly [kind: string, ...people: Away[]]
type Case = {
	readonly what: string
	/** Laid on 2026-11-09, the first day of everybody's absence. */
	readonly lay: (w: World) => Promise<unknown>
	/** The days of the sweep. */
	readonly days: readonly LocalDate[]
	readonly after?: (w: World) => Promise<unknown>
	readonly told: readonly Told[]
}

const CASES: readonly Case[] = [
	{
		what: 'a plan that is late, and a defence that nobody wrote',
		lay: planServed,
		days: ['2026-11-18'],
		told: [
			['plan.overdue', 'manager', 'supervisor'],
			['penalty.to-decide', 'approver'],
		],
	},
	{
		what: 'a plan whose late submission is the first to note it',
		lay: planServed,
		days: [],
		after: async (w) => {
			w.at('2026-11-18')
			await submittedLate(w)
		},
		told: [['plan.overdue', 'manager', 'supervisor']],
	},
	{
		what: 'a notice that was not opened and may not lapse',
		lay: async (w) => {
			await w.db.write.updateTable('dealer').set({ e_service_consent_at: null }).execute()
			await noticed(w)
		},
		days: ['2026-11-13'],
		told: [['penalty.paper-service', 'compliance']],
	},
	{
		what: 'a refund that is late, then delayed',
		lay: harmed,
		days: ['2026-11-18', '2026-12-01'],
		told: [
			['redress.overdue', 'manager', 'compliance'],
			['redress.delayed', 'compliance', 'approver'],
		],
	},
	{
		what: 'a deposit that is not topped up',
		lay: async (w) => {
			await payIn(w, 2_600_000)
			await sweepOnce(w.deps)
		},
		days: ['2026-11-25', '2026-12-28'],
		told: [
			['topup.overdue', 'compliance'],
			['topup.suspension', 'approver'],
		],
	},
	{
		what: 'a complaint without an answer',
		lay: complained,
		days: ['2026-11-20', '2026-11-26'],
		told: [
			['intake.reminder', 'orders', 'issuer'],
			['intake.overdue', 'orders'],
		],
	},
	{
		what: 'an opinion without an answer',
		lay: (w) => batchItem(w, 'opinion'),
		days: ['2026-11-27', '2026-12-01'],
		told: [
			['intake.reminder', 'orders', 'issuer'],
			['intake.overdue', 'orders'],
		],
	},
	{
		what: 'a survey item without an answer',
		lay: (w) => batchItem(w, 'survey'),
		days: ['2026-11-27', '2026-12-01'],
		told: [
			['intake.reminder', 'orders', 'issuer'],
			['intake.overdue', 'orders'],
		],
	},
	{
		what: 'the check of a case',
		lay: async (w) => {
			await climbing(w, ['penalty.check'])
			await drafted(w)
		},
		days: ['2026-11-13'],
		told: [['clock.reminder', 'compliance']],
	},
	{
		what: 'the decision of a case, and the plan beside it',
		lay: async (w) => {
			await climbing(w, ['penalty.decision', 'plan.work'])
			await planServed(w)
		},
		days: ['2026-11-13', '2026-11-27'],
		told: [
			['clock.reminder', 'approver', 'compliance'],
			['plan.reminder', 'manager', 'supervisor'],
		],
	},
	{
		what: 'the decision on a review',
		lay: async (w) => {
			await climbing(w, ['penalty.reviewDecision'])
			await inReview(w)
		},
		days: ['2026-12-04'],
		told: [['clock.reminder', 'reviewer', 'compliance']],
	},
]

async function found(w: World, told: readonly Told[]): Promise<string[]> {
	const lines: string[] = []
	for (const [kind, ...people] of told)
		for (const login of people) {
			const [own, stood] = [await toldOf(w, login, kind), await toldOf(w, DEPUTY[login], kind)]
			const { name } = (await w.as(login)).actor
			const says = stood.length > 0 && stood.every((one) => one === name)
			lines.push(`${kind}: ${login}${own.length > 0 ? '' : ' not'} told, deputy${says ? '' : ' not'} told`)
		}
	return lines
}

describeOnBoth('who is away is stood in for, and told all the same', (open) => {
	test.each(CASES)('$what', async ({ lay, days, after, told }) => {
		const w = worldOf(await open(layWorld), '2026-11-09')
		await allAway(w, '2026-11-09')
		await lay(w)
		for (const day of days) {
			w.at(day)
			await sweepOnce(w.deps)
		}
		await after?.(w)
		expect(await found(w, told)).toEqual(
			told.flatMap(([kind, ...people]) => people.map((login) => `${kind}: ${login} told, deputy told`)),
		)
	})
})

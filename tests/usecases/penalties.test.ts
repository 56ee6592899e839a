import { expect, test } from 'vitest'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { closeCase } from '#app/usecases/penalties/close.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { proposeWaiverOf, revokeCase, withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { recomputeTask } from '#app/usecases/penalties/recompute.server.ts'
import { askForReview, decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { appendTxn, balancesOf, caseMoneyOf } from '#db/queries/ledger.server.ts'
import { measuresOf, tasksOf } from '#db/queries/measures.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { describeOnBoth } from '../support/database.ts'
import {
	at,
	decided,
	drafted,
	inDefence,
	must,
	NO_CONFLICT,
	noticed,
	openLast,
	payIn,
	recorded,
	rowOf,
	servedCase,
	WHY,
} from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

/** Gives a person one more branch-wide role: separation is by person, whatever the roles. */
async function alsoHolds(world: World, login: string, role: string): Promise<void> {
	const ctx = await world.as('compliance')
	await world.db.write
		.insertInto('role_grant')
		.values({
			id: ctx.newId(),
			branch_id: ctx.actor.branchId,
			account_id: await world.accountId(login),
			role,
			org_unit_id: null,
			department_id: null,
			dealer_id: null,
			granted_by: null,
			granted_at: ctx.now,
			revoked_at: null,
		})
		.execute()
}

async function dealerHeld(world: World): Promise<number> {
	return (await balancesOf(world.db.read, await world.dealerId('D-0001'))).held
}

const STATEMENT = { ground: 'facts', statement: '事实不清，申请复核。' } as const

/** Each pair of steps that one person may not take, up to the second one. */
const FOUR_EYES: readonly (readonly [string, (world: World) => Promise<() => Promise<unknown>>])[] = [
	[
		'opens and confirms',
		async (world) => {
			await alsoHolds(world, 'manager', 'COMPLIANCE_OFFICER')
			const id = await recorded(world)
			const manager = await world.as('manager')
			return () => confirmViolationCase(manager, { id, version: 1, declaration: NO_CONFLICT })
		},
	],
	[
		'opens and checks',
		async (world) => {
			await alsoHolds(world, 'manager', 'COMPLIANCE_OFFICER')
			const seen = await at(world, await drafted(world))
			const manager = await world.as('manager')
			return () => checkCase(manager, seen)
		},
	],
	[
		'opens and decides',
		async (world) => {
			await alsoHolds(world, 'manager', 'APPROVER')
			const id = await inDefence(world)
			must(await acknowledged(world, id))
			const seen = await at(world, id)
			const manager = await world.as('manager')
			return () => decideCase(manager, { ...seen, amountFen: 50_000, reason: WHY })
		},
	],
	[
		'checks and decides',
		async (world) => {
			await alsoHolds(world, 'compliance', 'APPROVER')
			const id = await inDefence(world)
			must(await acknowledged(world, id))
			const seen = await at(world, id)
			const compliance = await world.as('compliance')
			return () => decideCase(compliance, { ...seen, amountFen: 50_000, reason: WHY })
		},
	],
	...(['manager', 'compliance', 'approver'] as const).map(
		(login) =>
			[
				`takes part as ${login} and reviews`,
				async (world: World) => {
					await alsoHolds(world, login, 'REVIEWER')
					const id = await servedCase(world)
					must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...STATEMENT }))
					const seen = await at(world, id)
					const person = await world.as(login)
					return () => decideReviewOf(person, { ...seen, outcome: 'UPHELD', reason: WHY })
				},
			] as const,
	),
]

/** Acknowledged, so that the decision may follow at once. */
async function acknowledged(world: World, id: string) {
	return acknowledgeNotice(await world.as('dealer'), await at(world, id))
}

describeOnBoth('penalties', (open) => {
	test.each(FOUR_EYES)('one person who %s is refused, nothing is written', async (_, prepare) => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const act = await prepare(world)
		const before = await world.fingerprint()
		expect(await act()).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
		expect(await world.fingerprint()).toBe(before)
	})

	test('withdrawing before the decision releases the hold and cancels the plan', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await inDefence(world)
		expect(await dealerHeld(world)).toBe(50_000)
		must(await withdrawCase(await world.as('compliance'), { ...(await at(world, id)), reason: '物料另有审批号' }))
		expect(await dealerHeld(world)).toBe(0)
		expect(await rowOf(world, id)).toMatchObject({ state: 'WITHDRAWN', end_reason: '物料另有审批号' })
		expect(await planOfCase(world.db.read, id, null)).toMatchObject({ state: 'CANCELLED' })
		expect((await noticesOf(world.db.read, id)).map((one) => one.kind)).toEqual(['pre-notice', 'withdrawal'])
		const running = (await clocksOf(world.db.read, 'penalty', id)).filter((one) => one.state === 'RUNNING')
		expect(running).toEqual([])
	})

	test('a hold takes what is available, the rest stays uncovered', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 30_000)
		await noticed(world)
		expect(await balancesOf(world.db.read, await world.dealerId('D-0001'))).toEqual({
			balance: 30_000,
			held: 30_000,
			available: 0,
		})
	})

	test('a revocation restores money and points and leaves later cases to be computed anew, only downward', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		const first = await servedCase(world, { occurredOn: '2026-07-20' })
		world.at('2026-11-09')
		await sweepOnce(world.deps)
		expect(await rowOf(world, first)).toMatchObject({ state: 'FINAL' })
		const later = await decided(world, { occurredOn: '2026-10-30' })
		expect(await rowOf(world, later)).toMatchObject({ amount_fen: 75_000, points: 4 })
		expect(await dealerHeld(world)).toBe(125_000)

		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, first)), reason: WHY }))
		expect(await rowOf(world, first)).toMatchObject({ state: 'REVOKED', outstanding_fen: 0 })
		expect(await caseMoneyOf(world.db.read, first)).toEqual({ heldFen: 0, paidFen: 0 })
		expect(await planOfCase(world.db.read, first, null)).toMatchObject({ state: 'CANCELLED' })
		expect((await tasksOf(world.db.read, 'penalty_id', later)).map((one) => one.kind)).toEqual(['recompute'])
		expect(await revokeCase(await world.as('reviewer'), { ...(await at(world, first)), reason: WHY })).toMatchObject({
			ok: false,
		})
		const compliance = await world.as('compliance')
		expect(await closeCase(compliance, await at(world, first))).toMatchObject({ ok: false })

		must(await recomputeTask(compliance, await at(world, later)))
		expect(await rowOf(world, later)).toMatchObject({
			state: 'DECIDED',
			amount_fen: 50_000,
			decided_amount_fen: 50_000,
			points: 3,
			multiplier_percent: 100,
		})
		expect(await dealerHeld(world)).toBe(50_000)
		expect(await recomputeTask(compliance, await at(world, later))).toMatchObject({ error: { rule: 'already-done' } })
	})

	test('a deduction that was collected comes back with the revocation', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		const id = await servedCase(world, { occurredOn: '2026-07-20' })
		world.at('2026-11-09')
		await sweepOnce(world.deps)
		await collect(world, id, 50_000)
		const dealerId = await world.dealerId('D-0001')
		expect(await balancesOf(world.db.read, dealerId)).toMatchObject({ balance: 2_950_000, held: 0 })
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, id)), reason: WHY }))
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 3_000_000, held: 0, available: 3_000_000 })
		const measure = (await measuresOf(world.db.read, id))[0]
		const decline = { id: measure?.id ?? '', version: 1, verdict: 'decline', reason: '案件已撤销' } as const
		must(await decideMeasure(await world.as('approver'), decline))
		// The last task that the revocation left is done: the case closes with it.
		expect(await rowOf(world, id)).toMatchObject({ state: 'CLOSED' })
	})

	test('two approvers at once: one decision, the other is told who was faster', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		must(await acknowledged(world, id))
		const seen = await at(world, id)
		const [one, two] = [await world.as('approver'), await world.as('approver2')]
		const wish = { ...seen, amountFen: 50_000, reason: WHY }
		const results = await Promise.all([decideCase(one, wish), decideCase(two, wish)])
		const lost = results.filter((result) => !result.ok)
		expect(lost).toHaveLength(1)
		expect(lost[0]).toMatchObject({ error: { kind: 'stale', rule: 'stale', params: { kind: 'penalty.decided' } } })
		expect((await noticesOf(world.db.read, id)).filter((n) => n.kind === 'decision')).toHaveLength(1)
	})

	test('three more working days once, and the decision moves with them', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		const compliance = await world.as('compliance')
		must(await extendDefence(compliance, { ...(await at(world, id)), reason: '代理商要取厂家证明' }))
		const due = new Map((await clocksOf(world.db.read, 'penalty', id)).map((one) => [one.kind, one.dueOn]))
		expect(due.get('penalty.defence')).toBe('2026-11-19')
		expect(due.get('penalty.decision')).toBe('2026-12-03')
		expect(await extendDefence(compliance, await at(world, id))).toMatchObject({
			error: { rule: 'penalty.extension-used' },
		})
	})

	test('a case that nobody decides in time lapses', async () => {
		const world = worldOf(await open(layWorld), '2026-05-06')
		await payIn(world, 3_000_000)
		const id = await noticed(world, { severity: 'L1', occurredOn: '2026-05-05' })
		world.at('2026-11-06')
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'LAPSED' })
		expect(await dealerHeld(world)).toBe(0)
	})

	test('no rulebook in force on the day it happened, no case', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await recorded(world, { occurredOn: '2025-12-20' })
		const before = await world.fingerprint()
		expect(
			await confirmViolationCase(await world.as('compliance'), { id, version: 1, declaration: NO_CONFLICT }),
		).toMatchObject({
			error: { rule: 'penalty.no-rulebook', params: { date: '2025-12-20' } },
		})
		expect(await world.fingerprint()).toBe(before)
	})

	test('another dealer, another county and the administrator cannot even see that a case exists', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await noticed(world)
		const seen = await at(world, id)
		const notice = (await noticesOf(world.db.read, id))[0]
		const missing = { error: { kind: 'missing', rule: 'not-found' } }
		expect(await openNotice(await world.as('dealer2'), notice?.id ?? '')).toMatchObject(missing)
		expect(await stateDefence(await world.as('dealer2'), { ...seen, args: ['不服'] })).toMatchObject(missing)
		expect(await withdrawCase(await world.as('supervisor2'), { ...seen, reason: WHY })).toMatchObject(missing)
		expect(await checkCase(await world.as('admin'), seen)).toMatchObject(missing)
		expect(await withdrawCase(await world.as('auditor'), { ...seen, reason: WHY })).toMatchObject({
			error: { kind: 'forbidden' },
		})
	})

	test('a draft is nothing that the dealer can answer', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const seen = await at(world, await drafted(world))
		expect(await stateDefence(await world.as('dealer'), { ...seen, args: ['不服'] })).toMatchObject({
			error: { kind: 'missing' },
		})
	})
})

/** The settlement's posting for one case, as the run would make it. */
async function collect(world: World, id: string, fen: number): Promise<void> {
	const ctx = await world.as('approver')
	const row = await rowOf(world, id)
	must(
		await world.deps.inTx(ctx.actor.branchId, async (tx) =>
			appendTxn(tx, {
				id: ctx.newId(),
				branchId: ctx.actor.branchId,
				dealerId: row.dealer_id,
				posting: { kind: 'DEDUCT', fromHeldFen: fen, fromAvailableFen: 0 },
				penaltyId: id,
				voucher: '2026-11',
				key: `settle:${id}`,
				postedOn: ctx.today,
				by: ctx.actor.accountId,
				at: ctx.now,
			}),
		),
	)
}

/** Machine × role, a sample: every act of staff in every state that a walk reaches, by every role, refused or taken. */
describeOnBoth('who may do what in which state', (open) => {
	const STATES: readonly (readonly [string, (world: World) => Promise<string>])[] = [
		['DRAFT', (world) => drafted(world)],
		['PRE_NOTICED', (world) => noticed(world)],
		['DEFENCE', (world) => inDefence(world)],
		['SERVED', (world) => servedCase(world)],
	]
	const LOGINS = ['manager', 'compliance2', 'approver2', 'panel1', 'reviewer', 'auditor', 'admin', 'orders', 'dealer']
	const ALLOWED: Readonly<Record<string, readonly string[]>> = {
		'check DRAFT': ['compliance2'],
		'withdraw DRAFT': ['compliance2', 'approver2'],
		'withdraw PRE_NOTICED': ['compliance2', 'approver2'],
		'withdraw DEFENCE': ['compliance2', 'approver2'],
		'extend DEFENCE': ['compliance2', 'approver2'],
		'revoke SERVED': ['reviewer'],
	}
	const ACTS = {
		check: checkCase,
		notice: issueNotice,
		extend: extendDefence,
		withdraw: withdrawCase,
		waive: proposeWaiverOf,
		revoke: revokeCase,
	} as const

	test.each(STATES)('%s', async (state, prepare) => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await prepare(world)
		const seen = { ...(await at(world, id)), reason: WHY }
		const before = await world.fingerprint()
		for (const [name, act] of Object.entries(ACTS))
			for (const login of LOGINS) {
				if (ALLOWED[`${name} ${state}`]?.includes(login)) continue
				const result = await act(await world.as(login), seen)
				expect([name, login, result.ok]).toEqual([name, login, false])
			}
		expect(await world.fingerprint()).toBe(before)
		const allowed = Object.entries(ALLOWED).filter(([key]) => key.endsWith(` ${state}`))
		for (const [key, logins] of allowed.slice(0, 1)) {
			const act = Object.entries(ACTS).find(([name]) => key.startsWith(`${name} `))?.[1]
			const done = await act?.(await world.as(logins[0] ?? ''), seen)
			expect([key, done?.ok]).toEqual([key, true])
		}
	})

	test('the last document that was sent is what opening serves', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await decided(world)
		await openLast(world, id)
		expect(await rowOf(world, id)).toMatchObject({ state: 'SERVED', decision_served_on: '2026-11-09' })
	})
})

import { expect, test } from 'vitest'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { closeWhenDone } from '#app/usecases/penalties/close.server.ts'
import { decideCase, voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { openNotice } from '#app/usecases/penalties/open-notice.server.ts'
import { askForReview, decideReviewOf, takeReviewBack } from '#app/usecases/penalties/review.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { decisionsOf } from '#db/queries/decisions.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { balancesOf } from '#db/queries/ledger.server.ts'
import { measuresOf } from '#db/queries/measures.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { argumentsOf } from '#db/queries/penalties.server.ts'
import { settleMonth } from '#tests/support/settle.ts'
import { describeOnBoth } from '../support/database.ts'
import {
	at,
	decided,
	drafted,
	inDefence,
	must,
	noticed,
	openLast,
	payIn,
	rowOf,
	servedCase,
	WHY,
} from '../support/penalty-case.ts'
import { layWorld, worldOf } from '../support/world.ts'

describeOnBoth('a penalty from record to final', (open) => {
	test('a defence lowers the amount, a review varies it, silence changes nothing', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const dealerId = await world.dealerId('D-0001')
		await payIn(world, 3_000_000)
		const id = await drafted(world, { units: 2 })
		expect(await rowOf(world, id)).toMatchObject({ state: 'DRAFT', number: 'CF-2026-0001', amount_fen: 100_000 })
		const plan = await planOfCase(world.db.read, id, null)
		expect(plan).toMatchObject({ state: 'TO_SUBMIT', number: 'ZG-2026-0001', due_on: null })

		const compliance = await world.as('compliance')
		must(await checkCase(compliance, await at(world, id)))
		const { number } = must(await issueNotice(compliance, await at(world, id)))
		expect(number).toBe('江渠罚告〔2026〕0001号')
		expect(await balancesOf(world.db.read, dealerId)).toEqual({
			balance: 3_000_000,
			held: 100_000,
			available: 2_900_000,
		})

		world.at('2026-11-10')
		await openLast(world, id)
		expect(await rowOf(world, id)).toMatchObject({ state: 'DEFENCE', defence_state: 'OPEN' })
		const due = (await clocksOf(world.db.read, 'penalty', id)).map((one) => [one.kind, one.dueOn, one.state])
		expect(due).toContainEqual(['penalty.service', '2026-11-12', 'MET'])
		expect(due).toContainEqual(['penalty.defence', '2026-11-17', 'RUNNING'])
		expect(due).toContainEqual(['penalty.decision', '2026-12-01', 'RUNNING'])
		expect(await planOfCase(world.db.read, id, null)).toMatchObject({ due_on: '2026-11-17' })

		const args = ['海报由厂家寄来，13812345678 可以作证', '当天已经取下']
		must(await stateDefence(await world.as('dealer'), { ...(await at(world, id)), args }))
		const stored = await argumentsOf(world.db.read, id)
		expect(stored.map((one) => one.text)).toEqual(['海报由厂家寄来，138****5678 可以作证', '当天已经取下'])
		const approver = await world.as('approver')
		const wish = { amountFen: 80_000, reason: WHY }
		expect(await decideCase(approver, { ...(await at(world, id)), ...wish })).toMatchObject({
			error: { rule: 'penalty.arguments-unanswered' },
		})
		for (const one of stored)
			must(
				await answerOneArgument(approver, {
					...(await at(world, id)),
					argumentId: one.id,
					answer: '当天取下属实，予以采纳。',
					accepted: true,
				}),
			)
		expect(await decideCase(approver, { ...(await at(world, id)), ...wish, amountFen: 100_100 })).toMatchObject({
			error: { rule: 'penalty.above-pre-notice', kind: 'invalid' },
		})
		must(await decideCase(approver, { ...(await at(world, id)), ...wish }))
		expect(await rowOf(world, id)).toMatchObject({ state: 'DECIDED', decided_amount_fen: 80_000 })
		expect(await balancesOf(world.db.read, dealerId)).toMatchObject({ held: 80_000 })

		// Nobody opens the decision: the third working day after sending counts.
		world.at('2026-11-16')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'SERVED', decision_served_on: '2026-11-13' })
		must(
			await askForReview(await world.as('dealer'), {
				...(await at(world, id)),
				ground: 'amount',
				statement: '金额与情节不相称，申请复核。',
			}),
		)
		const review = { outcome: 'VARIED', amountFen: 50_000, reason: WHY } as const
		expect(
			await decideReviewOf(await world.as('reviewer'), { ...(await at(world, id)), ...review, amountFen: 90_000 }),
		).toMatchObject({ error: { rule: 'penalty.review-upward' } })
		must(await decideReviewOf(await world.as('reviewer'), { ...(await at(world, id)), ...review }))
		expect(await rowOf(world, id)).toMatchObject({ state: 'REVIEWED', amount_fen: 50_000, outstanding_fen: 0 })
		await openLast(world, id)
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', outstanding_fen: 50_000 })
		expect(await balancesOf(world.db.read, dealerId)).toMatchObject({ held: 50_000, balance: 3_000_000 })
		expect((await decisionsOf(world.db.read, id)).map((one) => [one.kind, one.amount_fen])).toEqual([
			['DECISION', 80_000],
			['REVIEW', 50_000],
		])
		expect((await measuresOf(world.db.read, id)).map((one) => [one.kind, one.state])).toEqual([
			['REMINDER', 'PROPOSED'],
		])
		const kinds = (await eventsOf(world.db.read, 'penalty', id)).map((one) => one.kind)
		expect(kinds).toEqual([
			'penalty.drafted',
			'penalty.checked',
			'penalty.pre-noticed',
			'penalty.notice-opened',
			'penalty.served',
			'penalty.defence-stated',
			'penalty.argument-answered',
			'penalty.argument-answered',
			'penalty.decided',
			'penalty.decision-served',
			'penalty.review-requested',
			'penalty.review-varied',
			'penalty.notice-opened',
			'penalty.final',
		])
		world.at('2026-12-01')
		await settleMonth(world, '2026-11')
		expect(await rowOf(world, id)).toMatchObject({ state: 'SETTLED', settled_fen: 50_000, outstanding_fen: 0 })
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 2_950_000, held: 0, available: 2_950_000 })
		const close = async () => {
			const ctx = await world.as('approver')
			return must(await world.deps.inTx(ctx.actor.branchId, (tx) => closeWhenDone(ctx, tx, id)))
		}
		expect(await close()).toEqual({ closed: false })
		await world.db.write.updateTable('plan').set({ state: 'STRUCK_OFF' }).where('penalty_id', '=', id).execute()
		expect(await close()).toEqual({ closed: true })
		expect(await rowOf(world, id)).toMatchObject({ state: 'CLOSED' })
		const bodies = (await noticesOf(world.db.read, id)).map((one) => one.body_json).join()
		expect(bodies).toContain('没有广告审批号')
		expect(bodies).not.toContain('内部意见')
		expect(bodies).not.toContain('13812345678')
	})

	test('opening a notice twice serves once; a notice that nobody opens is served by lapse', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await noticed(world)
		await openLast(world, id)
		const before = await world.fingerprint()
		const opened = (await noticesOf(world.db.read, id))[0]
		must(await openNotice(await world.as('dealer'), opened?.id ?? ''))
		expect(await world.fingerprint()).toBe(before)
		const other = await noticed(world, { outlet: 'JZ-WJ-0312', severity: 'L1' })
		world.at('2026-11-13')
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		const notice = (await noticesOf(world.db.read, other))[0]
		expect(notice).toMatchObject({ served_how: 'lapse', opened_at: null })
		expect(await rowOf(world, other)).toMatchObject({ state: 'DEFENCE' })
		const clock = (await clocksOf(world.db.read, 'penalty', other)).find((one) => one.kind === 'penalty.defence')
		expect(clock?.dueOn).toBe('2026-11-19')
	})

	test('silence closes the defence, the decision follows, an unused review window makes it final', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		const reason = WHY
		const decide = async () =>
			decideCase(await world.as('approver'), { ...(await at(world, id)), amountFen: 50_000, reason })
		expect(await decide()).toMatchObject({ error: { rule: 'penalty.window-open' } })
		world.at('2026-11-17')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'DEFENCE', defence_state: 'LAPSED' })
		must(await decide())
		await openLast(world, id)
		world.at('2026-12-02')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL' })
	})

	test('a review that is taken back makes the decision final at once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await servedCase(world)
		const dealer = await world.as('dealer')
		const ask = { ground: 'facts', statement: '事实不清，申请复核。' } as const
		must(await askForReview(dealer, { ...(await at(world, id)), ...ask }))
		must(await takeReviewBack(dealer, await at(world, id)))
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL' })
	})

	test('a returned case is decided anew, never above the first decision and never by its reviewer', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await servedCase(world, { units: 2 })
		const ask = { ground: 'facts', statement: '事实不清，申请复核。' } as const
		must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...ask }))
		const back = { outcome: 'RETURNED', reason: WHY } as const
		world.at('2026-11-10')
		must(await decideReviewOf(await world.as('reviewer'), { ...(await at(world, id)), ...back }))
		expect(await rowOf(world, id)).toMatchObject({ state: 'DEFENCE', round: 2, decided_amount_fen: null })
		const decide = async (amountFen: number) =>
			decideCase(await world.as('approver'), { ...(await at(world, id)), amountFen, reason: WHY })
		expect(await decide(100_100)).toMatchObject({ ok: false })
		world.at('2026-11-11')
		must(await decide(60_000))
		await openLast(world, id)
		must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...ask }))
		expect(await rowOf(world, id)).toMatchObject({ state: 'REVIEW', round: 2 })
		expect((await noticesOf(world.db.read, id)).map((one) => one.number).sort()).toEqual([
			'江渠罚决〔2026〕0001号',
			'江渠罚决〔2026〕0002号',
			'江渠罚告〔2026〕0001号',
			'江渠罚复〔2026〕0001号',
		])
	})

	test('a grave case: three votes, the largest amount that a majority carries', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world, { severity: 'L4' })
		const cast = async (login: string, amountFen: number) =>
			voteOnCase(await world.as(login), { ...(await at(world, id)), amountFen, reason: WHY })
		expect(await cast('panel1', 1_000_000)).toMatchObject({ error: { rule: 'penalty.window-open' } })
		must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
		expect(must(await cast('panel1', 1_000_000))).toMatchObject({ decided: false })
		expect(await cast('panel1', 1_000_000)).toMatchObject({ error: { rule: 'penalty.voted' } })
		expect(must(await cast('panel2', 0))).toMatchObject({ decided: false })
		expect(must(await cast('panel3', 600_000))).toMatchObject({ decided: true })
		expect(await rowOf(world, id)).toMatchObject({
			state: 'DECIDED',
			decided_amount_fen: 600_000,
			decided_by: await world.accountId('panel3'),
		})
		expect((await measuresOf(world.db.read, id)).map((one) => one.kind)).toEqual(['SUSPEND_SIM', 'TERMINATE'])
	})

	test('a later case counts the served decision, not one that was only made', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await servedCase(world, { occurredOn: '2026-07-20' })
		await decided(world, { occurredOn: '2026-07-21' })
		world.at('2026-11-09')
		const id = await drafted(world, { occurredOn: '2026-10-30' })
		expect(await rowOf(world, id)).toMatchObject({ multiplier_percent: 150, amount_fen: 75_000, points: 4 })
	})
})

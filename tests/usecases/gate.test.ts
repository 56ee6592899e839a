import { expect, test } from 'vitest'
import type { LocalDate } from '#app/domain/time.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase, voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { declareConflict } from '#app/usecases/penalties/declare.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { proposeWaiverOf, refuseWaiverOf } from '#app/usecases/penalties/exits.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { penaltyPage } from '#app/usecases/penalties/page.server.ts'
import { whatIfOf } from '#app/usecases/penalties/what-if.server.ts'
import { confirmViolationCase } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { recordOrderTrace } from '#app/usecases/violations/trace.server.ts'
import { violationPage } from '#app/usecases/violations/views.server.ts'
import { declarationsOf } from '#db/queries/conflicts.server.ts'
import { evidenceIdsOf } from '#db/queries/evidence.server.ts'
import { gateReasonsOf } from '#db/queries/gate-reasons.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { describeOnBoth } from '../support/database.ts'
import {
	at,
	drafted,
	formOf,
	giveEvidence,
	inDefence,
	must,
	NO_CONFLICT,
	recorded,
	rowOf,
	servedCase,
	WHY,
} from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const rule = (name: string) => ({ ok: false, error: { rule: name } })

async function pageOf(world: World, login: string, id: string) {
	const page = must(await penaltyPage(await world.as(login), id))
	if (page.imported) throw new Error('imported')
	return page
}

/** Acknowledged, so that the decision may be taken. */
async function ripe(world: World, wish: Parameters<typeof inDefence>[1] = {}) {
	const id = await inDefence(world, wish)
	must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
	return id
}

async function setLoss(world: World, penaltyId: string, fen: number): Promise<void> {
	const row = await rowOf(world, penaltyId)
	await world.db.write
		.updateTable('violation')
		.set({ loss_basis_fen: fen })
		.where('id', '=', row.violation_id ?? '')
		.execute()
}

/** The same rules as a new version from this day on, which no dealer has accepted. */
async function newRulebook(world: World, from: LocalDate): Promise<void> {
	const old = await world.db.read
		.selectFrom('reference_version')
		.selectAll()
		.where('kind', '=', 'rulebook')
		.executeTakeFirstOrThrow()
	const body_json = old.body_json.replace(/"effectiveFrom":"[^"]*"/, `"effectiveFrom":"${from}"`)
	await world.db.write
		.insertInto('reference_version')
		.values({ ...old, id: 'rb-new', version: Number(old.version) + 1, effective_from: from, body_json })
		.execute()
}

describeOnBoth('the gate', (open) => {
	test('nobody acts undeclared; a declared conflict shuts the acts for that person and leaves them open to others', async () => {
		const world = worldOf(await open(layWorld))
		const id = await drafted(world)
		const seen = await at(world, id)
		const other = await world.as('compliance2')
		const before = await world.fingerprint()
		expect(await checkCase(other, { id, version: seen.version })).toMatchObject(rule('penalty.not-declared'))
		expect(await checkCase(other, { ...seen, declaration: { declared: 'conflict', relation: '堂兄' } })).toMatchObject(
			rule('penalty.conflict-declared'),
		)
		expect(await world.fingerprint()).toBe(before)
		must(await declareConflict(other, { ...seen, relation: '店长是本人堂兄' }, ['penalty.check']))
		// A conflict once declared is not taken back by a later click.
		expect(await checkCase(other, await at(world, id))).toMatchObject(rule('penalty.conflict-declared'))
		const page = await pageOf(world, 'compliance2', id)
		const check = page.acts.find((one) => one.act === 'check')
		expect(check?.open).toBe(false)
		const own = (await world.as('compliance')).actor.name
		expect(check?.lines.find((line) => line.rule === 'penalty.conflict-declared')?.helpers).toContain(own)
		expect(page.gate.steps.find((one) => one.state === 'now')?.helpers).not.toContain(other.actor.name)
		must(await checkCase(await world.as('compliance'), await at(world, id)))
		const said = await declarationsOf(world.db.read, [id])
		expect(said.map((one) => one.declared)).toEqual(['conflict', 'none'])
	})

	test('one act, one penalty: asked when recorded and when confirmed, told apart by a reason that stays', async () => {
		const world = worldOf(await open(layWorld))
		const first = await recorded(world)
		const form = { ...(await formOf(world)), twinReason: '' }
		const manager = await world.as('manager')
		expect(await recordViolation(manager, form)).toMatchObject({
			ok: false,
			error: { rule: 'violation.twin', kind: 'invalid', params: { twin: first, facts: form.facts } },
		})
		expect(await recordViolation(manager, { ...form, occurredOn: '2026-10-29' })).toMatchObject({ ok: true })
		const told = must(await recordViolation(manager, { ...form, twinReason: '另一张海报，另一个橱窗' }))
		expect(await gateReasonsOf(world.db.read, 'violation', told.id)).toMatchObject([
			{ gate: 'twin', reason: '另一张海报，另一个橱窗', facts: { twins: first } },
		])
		// A third one that a sheet drafted without asking is stopped at the confirmation.
		await world.db.write
			.updateTable('violation')
			.set({ occurred_on: '2026-10-30' })
			.where('number', '=', 'WG-2026-0002')
			.execute()
		const late = must(await violationPage(await world.as('compliance'), told.id))
		expect(late.check.twins.map((one) => one.open)).toEqual([false, true])
		await giveEvidence(world, manager, told.id)
		const checker = await world.as('compliance')
		const confirm = { id: told.id, version: 1, declaration: NO_CONFLICT }
		expect(await confirmViolationCase(checker, confirm)).toMatchObject(rule('violation.twin'))
		must(await confirmViolationCase(checker, { ...confirm, twinReason: '受理单号不同，是两次行为' }))
	})

	test('three L1 decisions make the next one L2, unless the checker says why not', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		for (const day of ['2026-07-01', '2026-07-02', '2026-07-03'] as const)
			await servedCase(world, { severity: 'L1', occurredOn: day })
		world.at('2026-11-02')
		const [raised, kept] = [
			await recorded(world, { severity: 'L1', occurredOn: '2026-10-28' }),
			await recorded(world, { severity: 'L1', occurredOn: '2026-10-29' }),
		]
		const checker = await world.as('compliance')
		const page = must(await violationPage(checker, raised))
		expect(page.check.proposal).toMatchObject({ rule: 'minor-repeated', from: 'L1', to: 'L2', params: { count: 3 } })
		const confirm = { version: 1, declaration: NO_CONFLICT }
		const made = must(await confirmViolationCase(checker, { ...confirm, id: raised }))
		expect(await rowOf(world, made.penaltyId ?? '')).toMatchObject({ severity: 'L2', amount_fen: 150_000 })
		expect((await pageOf(world, 'compliance', made.penaltyId ?? '')).gate.uplift).toMatchObject({
			from: 'L1',
			to: 'L2',
		})
		const keep = { ...confirm, id: kept, uplift: 'keep' } as const
		expect(await confirmViolationCase(checker, keep)).toMatchObject(rule('violation.uplift-reason'))
		const low = must(await confirmViolationCase(checker, { ...keep, upliftReason: '前三次均为同一块标牌，已更换' }))
		expect(await rowOf(world, low.penaltyId ?? '')).toMatchObject({ severity: 'L1' })
		expect(await gateReasonsOf(world.db.read, 'violation', kept)).toMatchObject(
			[{ gate: 'twin' }, { gate: 'uplift' }].slice(1),
		)
	})

	test('an ordered service needs the trace of its order, or the reason why there is none', async () => {
		const world = worldOf(await open(layWorld))
		const id = await drafted(world, { severity: 'L3' })
		const row = await rowOf(world, id)
		const violation = { kind: 'violation', id: row.violation_id ?? '' } as const
		const [evidenceId = ''] = await evidenceIdsOf(world.db.read, violation)
		const officer = await world.as('compliance')
		const form = { evidenceId, traceable: 'no', orderedOn: '', orderedAt: '', channel: '', staffNo: '' } as const
		const version = must(await violationPage(officer, violation.id)).version
		must(await recordOrderTrace(officer, { id: violation.id, version, form }))
		expect(await checkCase(officer, await at(world, id))).toMatchObject(rule('penalty.no-trace'))
		expect((await pageOf(world, 'compliance', id)).gate.trace.state).toBe('missing')
		must(await checkCase(officer, { ...(await at(world, id)), traceReason: '系统迁移前的订单，渠道记录已清理' }))
		expect((await pageOf(world, 'compliance', id)).gate).toMatchObject({
			trace: { state: 'untraceable' },
			reasons: [{ gate: 'twin' }, { gate: 'trace' }].slice(1),
		})
		must(await issueNotice(officer, await at(world, id)))
		// Once the dealer is told the file stands.
		const again = { id: violation.id, version: version + 1, form }
		expect(await recordOrderTrace(officer, again)).toMatchObject(rule('wrong-state'))
	})

	test('above the loss and away from like cases a reason is asked, kept and printed', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		for (const day of ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-04', '2026-07-05'] as const)
			await servedCase(world, { outlet: 'JZ-ND-0101', occurredOn: day, opener: 'manager4' })
		world.at('2026-11-02')
		const id = await ripe(world, { units: 4 })
		await setLoss(world, id, 10_000)
		const gate = (await pageOf(world, 'approver', id)).gate
		expect(gate.fairness).toMatchObject({ like: { count: 5, medianFen: 50_000 }, side: 'above' })
		const wish = { ...(await at(world, id)), amountFen: 200_000, reason: WHY }
		const approver = await world.as('approver')
		expect(await decideCase(approver, wish)).toMatchObject(rule('penalty.excess-reason'))
		const why = { excessReason: '故意隐瞒，损失未计信誉', fairnessReason: '一次四张，其他案件各一张' }
		expect(await decideCase(approver, { ...wish, excessReason: why.excessReason })).toMatchObject(
			rule('penalty.fairness-reason'),
		)
		// At the others' amount only the loss asks.
		must(await decideCase(approver, { ...wish, ...why }))
		const reasons = (await pageOf(world, 'auditor', id)).gate.reasons
		expect(reasons.map((one) => [one.gate, one.reason])).toEqual([
			['excess', why.excessReason],
			['fairness', why.fairnessReason],
		])
		expect(reasons[1]?.facts).toMatchObject({ amountFen: 200_000, count: 5, upperFen: 50_000 })
	})

	test('a second person refuses a waiver: the case goes on and it is not proposed again', async () => {
		const world = worldOf(await open(layWorld))
		const id = await drafted(world, { factors: ['corrected-on-the-spot'] })
		const compliance = await world.as('compliance')
		must(await checkCase(compliance, await at(world, id)))
		expect((await pageOf(world, 'compliance', id)).gate.waiverPossible).toBe(true)
		must(await proposeWaiverOf(compliance, { ...(await at(world, id)), reason: WHY }))
		expect(await refuseWaiverOf(compliance, { ...(await at(world, id)), reason: WHY })).toMatchObject({ ok: false })
		must(await refuseWaiverOf(await world.as('approver'), { ...(await at(world, id)), reason: WHY }))
		expect(await rowOf(world, id)).toMatchObject({ state: 'CHECKED', waiver_proposed_by: null, end_reason: null })
		expect(await proposeWaiverOf(compliance, { ...(await at(world, id)), reason: WHY })).toMatchObject(
			rule('penalty.waiver-refused'),
		)
		must(await issueNotice(compliance, await at(world, id)))
	})

	test('votes are hidden until the own one is cast; who voted otherwise stands in the record', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await ripe(world, { severity: 'L4' })
		const cast = async (login: string, amountFen: number, dissent?: string) =>
			must(
				await voteOnCase(await world.as(login), {
					...(await at(world, id)),
					amountFen,
					reason: `${login} 的理由`,
					...(dissent ? { dissent } : {}),
				}),
			)
		await cast('panel1', 1_000_000, '情节更重，应按上限')
		for (const login of ['panel2', 'compliance']) {
			const page = await pageOf(world, login, id)
			expect([page.votes, page.gate.panel]).toMatchObject([[], { cast: 1, seats: 3, hidden: true }])
			expect(JSON.stringify(page.events)).not.toContain('panel1 的理由')
		}
		expect((await pageOf(world, 'panel1', id)).votes).toHaveLength(1)
		await cast('panel2', 600_000)
		await cast('panel3', 0)
		const page = await pageOf(world, 'compliance', id)
		expect(page.decidedFen).toBe(600_000)
		expect(page.votes.map((one) => one.dissent)).toEqual(['情节更重，应按上限', null, 'panel3 的理由'])
		// What the dealer reads is the reason of a member who voted for the result.
		const decision = (await noticesOf(world.db.read, id)).find((one) => one.kind === 'decision')
		expect(JSON.parse(decision?.body_json ?? '{}')).toMatchObject({ reason: 'panel2 的理由' })
		expect(decision?.body_json).not.toContain('panel3 的理由')
	})

	test('a dropped panel leads to withdrawal and to no decision by any route', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await ripe(world, { severity: 'L4' })
		for (const [login, amountFen] of [
			['panel1', 1_000_000],
			['panel2', 0],
			['panel3', 0],
		] as const)
			must(await voteOnCase(await world.as(login), { ...(await at(world, id)), amountFen, reason: WHY }))
		const page = await pageOf(world, 'compliance', id)
		expect([page.state, page.gate.panel?.dropped]).toEqual(['DEFENCE', true])
		expect(page.acts.find((one) => one.act === 'withdraw')?.open).toBe(true)
		expect(page.gate.steps.find((one) => one.state === 'now')?.lines.filter((line) => !line.ok)).toMatchObject([
			{ rule: 'penalty.panel-dropped' },
		])
		const wish = { ...(await at(world, id)), amountFen: 1_000_000, reason: WHY }
		const told = await world.db.read
			.selectFrom('outbox')
			.select('kind')
			.where('kind', '=', 'penalty.panel-dropped')
			.execute()
		expect(told.length).toBeGreaterThan(0)
		for (const login of ['approver', 'panel1', 'panel2'])
			expect(await decideCase(await world.as(login), wish)).toMatchObject({ ok: false })
	})

	test('the try-out computes and writes nothing', async () => {
		const world = worldOf(await open(layWorld))
		const id = await drafted(world)
		const ctx = await world.as('compliance')
		const before = await world.fingerprint()
		const tried = await whatIfOf(ctx, id, { tried: '1', units: 3, share: 50, factor: ['self-reported', 'made-up'] })
		expect(tried).toMatchObject({ standsFen: 50_000, basis: { units: 3, share: 50, factors: ['self-reported'] } })
		expect(tried?.result.amount.amountFen).toBe(52_500)
		expect(await world.fingerprint()).toBe(before)
		const done = await servedCase(world, { outlet: 'JZ-ND-0101', opener: 'manager4', occurredOn: '2026-10-28' })
		expect(await whatIfOf(ctx, done, { factor: [] })).toBeNull()
	})

	test('a dealer who had not accepted the rulebook is told only with a reason on record', async () => {
		const world = worldOf(await open(layWorld))
		await newRulebook(world, '2026-06-01')
		const id = await drafted(world)
		const officer = await world.as('compliance')
		must(await checkCase(officer, await at(world, id)))
		const page = await pageOf(world, 'compliance', id)
		expect(page.gate.rulebookAccepted).toBe(false)
		expect(page.gate.steps.find((one) => one.state === 'now')?.lines.filter((line) => !line.ok)).toMatchObject([
			{ rule: 'penalty.rulebook-not-accepted' },
		])
		expect(await issueNotice(officer, await at(world, id))).toMatchObject(rule('penalty.rulebook-not-accepted'))
		const acceptanceReason = '代理协议第 8 条已写明以最新规则为准，并有当面签收'
		must(await issueNotice(officer, { ...(await at(world, id)), acceptanceReason }))
		expect(await gateReasonsOf(world.db.read, 'penalty', id)).toMatchObject([
			{ gate: 'acceptance', reason: acceptanceReason },
		])
	})
})

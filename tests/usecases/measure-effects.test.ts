import { expect, test } from 'vitest'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { deskStanding } from '#app/usecases/desk/home.server.ts'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { voteOnExit } from '#app/usecases/measures/exit-vote.server.ts'
import { recordMeasure } from '#app/usecases/measures/record.server.ts'
import { restrictionsOf } from '#app/usecases/measures/restrictions.server.ts'
import { voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { revokeCase, withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { entriesOfDealer } from '#db/queries/blacklist.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { exitVotesOf, recordsOf } from '#db/queries/measure-parts.server.ts'
import { measuresOf, tasksOf } from '#db/queries/measures.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, inDefence, must, noticed, openLast, rowOf, servedCase, WHY } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const REASON = '约谈负责人，书面说明情况'

async function exitOf(world: World, id: string) {
	const found = (await measuresOf(world.db.read, id)).find((one) => one.kind === 'TERMINATE')
	if (!found) throw new Error('No exit is proposed')
	return found
}

/** A grave case, decided by the panel's first three members. */
export async function graveDecided(world: World): Promise<string> {
	const id = await inDefence(world, { severity: 'L4' })
	must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
	const { amount_fen: amountFen } = await rowOf(world, id)
	for (const login of ['panel1', 'panel2', 'panel3'])
		must(await voteOnCase(await world.as(login), { ...(await at(world, id)), amountFen, reason: WHY }))
	expect((await rowOf(world, id)).state).toBe('DECIDED')
	return id
}

async function vote(world: World, id: string, login: string, impose: boolean) {
	const { id: measureId, version } = await exitOf(world, id)
	return voteOnExit(await world.as(login), { id: measureId, version, impose, reason: `${login}：${REASON}` })
}

async function proposed(world: World, severity: 'L2' | 'L3' = 'L3') {
	const id = await servedCase(world, { severity, occurredOn: '2026-10-30' })
	world.at('2026-12-02')
	await sweepOnce(world.deps)
	const measure = (await measuresOf(world.db.read, id))[0]
	if (!measure) throw new Error('No measure was proposed')
	return { id, measure }
}

async function impose(world: World, kind: string, measureId: string) {
	await world.db.write.updateTable('measure').set({ kind }).where('id', '=', measureId).execute()
	must(
		await decideMeasure(await world.as('approver'), { id: measureId, version: 1, verdict: 'impose', reason: REASON }),
	)
}

describeOnBoth('measures as they work', (open) => {
	test('a red line asks the panel with the first notice; it votes when the case is decided; a majority ends it', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await noticed(world, { severity: 'L4' })
		expect(await exitOf(world, id)).toMatchObject({ state: 'PROPOSED', cause: 'RED_LINE', outlet_id: null })
		expect(await vote(world, id, 'panel1', true)).toMatchObject({ error: { rule: 'measure.case-undecided' } })
		const single = { id: (await exitOf(world, id)).id, version: 1, verdict: 'impose', reason: REASON } as const
		expect(await decideMeasure(await world.as('panel1'), single)).toMatchObject({
			error: { rule: 'measure.panel-votes' },
		})
		await openLast(world, id)
		must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
		const { amount_fen: amountFen } = await rowOf(world, id)
		for (const login of ['panel1', 'panel2', 'panel3'])
			must(await voteOnCase(await world.as(login), { ...(await at(world, id)), amountFen, reason: WHY }))
		expect(await vote(world, id, 'approver', true)).toMatchObject({ error: { kind: 'forbidden' } })
		expect(must(await vote(world, id, 'panel1', true)).decided).toBeNull()
		const before = await world.fingerprint()
		expect(await vote(world, id, 'panel1', true)).toMatchObject({ error: { rule: 'measure.voted' } })
		expect(await world.fingerprint()).toBe(before)
		expect(must(await vote(world, id, 'panel2', false)).decided).toBeNull()
		expect(must(await vote(world, id, 'panel4', true)).decided).toBe('impose')
		const exit = await exitOf(world, id)
		expect(exit).toMatchObject({ state: 'IMPOSED', begins_on: '2026-11-02', ends_on: '2028-11-02' })
		expect((await exitVotesOf(world.db.read, exit.id)).map((one) => one.impose).sort()).toEqual([0, 1, 1])
		const entries = await entriesOfDealer(world.db.read, exit.dealer_id)
		expect(entries).toMatchObject([{ number: 'HMD-2026-0001', kind: 'DEALER', until_on: '2028-11-02' }])
		const outlet = { id: await world.outletId('JZ-ND-0101'), dealerId: exit.dealer_id }
		expect((await restrictionsOf(world.db.read, [outlet], '2026-11-03')).get(outlet.id)).toMatchObject([
			{ what: 'ENDED', from: '2026-11-02', by: { number: (await rowOf(world, id)).number } },
		])
	})

	test('a panel that does not carry it declines; a withdrawn case leaves a proposal that can only be declined', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await graveDecided(world)
		must(await vote(world, id, 'panel1', true))
		must(await vote(world, id, 'panel2', false))
		expect(must(await vote(world, id, 'panel3', false)).decided).toBe('decline')
		expect(await exitOf(world, id)).toMatchObject({ state: 'DECLINED' })
		expect(await entriesOfDealer(world.db.read, await world.dealerId('D-0001'))).toEqual([])
		const other = await noticed(world, {
			severity: 'L4',
			outlet: 'JZ-ND-0101',
			opener: 'manager4',
			occurredOn: '2026-10-29',
		})
		must(await withdrawCase(await world.as('approver'), { ...(await at(world, other)), reason: WHY }))
		expect(await vote(world, other, 'panel1', true)).toMatchObject({ error: { rule: 'measure.case-ended' } })
		const { id: measureId, version } = await exitOf(world, other)
		const decline = { id: measureId, version, verdict: 'decline', reason: REASON } as const
		must(await decideMeasure(await world.as('panel1'), decline))
	})

	test('a reminder sends a numbered letter', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id, measure } = await proposed(world)
		await impose(world, 'REMINDER', measure.id)
		const letters = await world.db.read.selectFrom('notice').selectAll().where('measure_id', '=', measure.id).execute()
		expect(letters).toMatchObject([{ kind: 'reminder-letter', penalty_id: id }])
		// The dealer's page of the case stays open when its last paper is a letter.
		expect(must(await deskCase(await world.as('dealer'), id)).notices.map((one) => one.kind)).toContain('decision')
	})

	test('a suspension closes the outlet until it has run out and the plan is struck off', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id, measure } = await proposed(world)
		await impose(world, 'SUSPEND_BUSINESS', measure.id)
		const row = await rowOf(world, id)
		const outlet = { id: row.outlet_id, dealerId: row.dealer_id }
		const seen = async (today: '2026-12-03' | '2027-02-01') =>
			(await restrictionsOf(world.db.read, [outlet], today)).get(outlet.id) ?? []
		expect(await seen('2026-12-03')).toMatchObject([{ what: 'CLOSED', until: '2027-01-01', waits: false }])
		expect(await seen('2027-02-01')).toMatchObject([{ what: 'CLOSED', waits: true }])
		const own = (await deskStanding(await world.as('dealer'))).flatMap((one) => one.measures)
		const name = (await world.db.read.selectFrom('outlet').select('name').where('id', '=', outlet.id).execute())[0]
			?.name
		expect(own).toEqual([
			{
				what: 'CLOSED',
				from: '2026-12-02',
				until: '2027-01-01',
				waits: false,
				outlet: name,
				lifts: 'plan',
				case: { id, number: row.number },
				topup: null,
			},
		])
		const lift = { id: measure.id, version: 2, verdict: 'lift', reason: '期满' } as const
		const approver = async () => world.as('approver')
		expect(await decideMeasure(await approver(), { ...lift, reason: REASON })).toMatchObject({
			error: { kind: 'procedure', rule: 'measure.not-expired', params: { until: '2027-01-01' } },
		})
		world.at('2027-01-02')
		expect(await decideMeasure(await approver(), lift)).toMatchObject({ error: { rule: 'measure.plan-open' } })
		await world.db.write.updateTable('plan').set({ state: 'STRUCK_OFF' }).where('penalty_id', '=', id).execute()
		must(await decideMeasure(await approver(), lift))
		expect(await seen('2027-02-01')).toEqual([])
	})

	test('a revoked case takes the ground away: lifted before its time', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id, measure } = await proposed(world)
		await impose(world, 'SUSPEND_BUSINESS', measure.id)
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, id)), reason: WHY }))
		must(await decideMeasure(await world.as('approver'), { id: measure.id, version: 2, verdict: 'lift', reason: WHY }))
	})

	test('a talk and a circular get their record; other measures do not', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { measure } = await proposed(world)
		const record = { heldOn: '2026-12-02', people: '吴建国、林秀', text: '说明原因，承诺撤下物料。', plan: '' } as const
		const first = { id: measure.id, version: 1, ...record }
		expect(await recordMeasure(await world.as('compliance'), first)).toMatchObject({
			error: { rule: 'measure.no-record' },
		})
		await impose(world, 'TALK', measure.id)
		expect(
			await recordMeasure(await world.as('compliance'), { ...first, version: 2, plan: 'ZG-1999-1' }),
		).toMatchObject({
			error: { rule: 'measure.plan-unknown' },
		})
		must(await recordMeasure(await world.as('compliance'), { ...first, version: 2 }))
		expect(await recordsOf(world.db.read, measure.id)).toMatchObject([{ kind: 'TALK', people: '吴建国、林秀' }])
		expect(await recordMeasure(await world.as('panel1'), first)).toMatchObject({ error: { kind: 'forbidden' } })
	})

	test('points that expire leave a review task, once, and lift nothing', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const { id, measure } = await proposed(world)
		await impose(world, 'SUSPEND_BUSINESS', measure.id)
		world.at('2027-10-29')
		await sweepOnce(world.deps)
		expect(await tasksOf(world.db.read, 'measure_id', measure.id)).toEqual([])
		for (const day of ['2027-10-30', '2027-10-31'] as const) {
			world.at(day)
			await sweepOnce(world.deps)
		}
		expect(await tasksOf(world.db.read, 'measure_id', measure.id)).toMatchObject([{ because: 'EXPIRED' }])
		expect((await measuresOf(world.db.read, id))[0]).toMatchObject({ state: 'IMPOSED' })
		const events = (await eventsOf(world.db.read, 'measure', measure.id)).map((one) => one.kind)
		expect(events.filter((kind) => kind === 'measure.review-due')).toHaveLength(1)
	})
})

import { expect, test } from 'vitest'
import { answerItem } from '#app/usecases/intake/answer.server.ts'
import { addBatchItem, closeBatch, openBatch, registerSupervisor } from '#app/usecases/intake/batches.server.ts'
import { confirmProposal, dismissProposal } from '#app/usecases/intake/decide-proposal.server.ts'
import { orderFromItem } from '#app/usecases/intake/make-order.server.ts'
import { recordComplaint } from '#app/usecases/intake/record.server.ts'
import { sweepIntake } from '#app/usecases/intake/sweep.server.ts'
import { withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { checkIntake } from '#app/usecases/verify/intake.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { complained, complaint, itemRow, makeForm } from '#tests/support/intake.ts'
import { done, orderRow, ruleOf, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const _QUERY = { view: 'open' } as const

describeOnBoth('clusters and batches', (open) => {
	const world = async (today: `${number}-${number}-${number}` = '2026-11-16') => worldOf(await open(layWorld), today)
	const proposals = (w: World) => w.db.read.selectFrom('order_proposal').selectAll().orderBy('number').execute()
	const _told = async (w: World, kind: string) =>
		(await w.db.read.selectFrom('outbox').selectAll().where('kind', '=', kind).execute()).length

	test('five with one cause at one outlet in seven days propose once, a sixth joins, a person confirms', async () => {
		const w = await world('2026-11-10')
		const days = ['2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07'] as const
		const ids: string[] = []
		for (const [i, complainedOn] of days.entries())
			ids.push(await complained(w, { complainedOn, complainant: `1390000000${i}` }))
		await complained(w, { complainedOn: '2026-11-07', category: 'G' })
		await complained(w, { complainedOn: '2026-11-07', outletId: await w.outletId('JZ-ND-0101') })
		await complained(w, { complainedOn: '2026-11-03', outletId: '' })
		expect(await proposals(w)).toEqual([])
		ids.push(await complained(w, { complainedOn: '2026-11-10' }))
		await sweepIntake(await w.as('orders'))
		const [made, ...more] = await proposals(w)
		if (!made) throw new Error('No proposal')
		expect(more).toEqual([])
		expect(made).toMatchObject({
			number: 'TY-2026-0001',
			kind: 'CLUSTER',
			category: 'B',
			from_on: '2026-11-04',
			to_on: '2026-11-10',
		})
		ids.push(await complained(w, { complainedOn: '2026-11-09' }))
		expect(await proposals(w)).toHaveLength(1)
		const members = async () =>
			(await w.db.read.selectFrom('intake_item').select('id').where('proposal_id', '=', made.id).execute()).map(
				({ id }) => id,
			)
		expect((await members()).sort()).toEqual([...ids].sort())
		// One member has its answer already: it stays answered.
		const [first] = ids
		if (!first) throw new Error('No member')
		done(
			await answerItem(await w.as('orders'), {
				id: first,
				version: (await itemRow(w, first)).version,
				answer: '已退费。',
				via: 'SMS',
			}),
		)
		const version = (await proposals(w))[0]?.version ?? 0
		const { orderId } = done(await confirmProposal(await w.as('compliance'), made.id, await makeForm(w, version)))
		expect(await orderRow(w, orderId)).toMatchObject({
			source: 'CLUSTER',
			complaint_on: '2026-11-05',
			urgency: 'IMPORTANT',
			source_ref: 'TY-2026-0001',
		})
		const states = await Promise.all(ids.map(async (id) => (await itemRow(w, id)).state))
		expect(states).toEqual(['ANSWERED', 'ORDERED', 'ORDERED', 'ORDERED', 'ORDERED', 'ORDERED'])
		expect(ruleOf(await confirmProposal(await w.as('compliance'), made.id, await makeForm(w, version + 1)))).toBe(
			'proposal.decided',
		)
		done(await withdrawOrder(await w.as('compliance'), orderId, await versionNow(w, orderId), '另行处理。'))
		expect(await Promise.all(ids.map(async (id) => (await itemRow(w, id)).state))).toEqual([
			'ANSWERED',
			'OPEN',
			'OPEN',
			'OPEN',
			'OPEN',
			'OPEN',
		])
	})

	test('one cause is one type where the type is known, else one category', async () => {
		const w = await world('2026-11-10')
		const types = ['B01', 'B03', 'B03', 'B03', 'B03'] as const
		for (const typeCode of types) await complained(w, { typeCode })
		for (let n = 0; n < 4; n++) await complained(w)
		await sweepIntake(await w.as('orders'))
		// Nine of one category, but no five with one cause.
		expect(await proposals(w)).toEqual([])
		const form = await complaint(w, { typeCode: 'B99' })
		expect(ruleOf(await recordComplaint(await w.as('orders'), form))).toBe('intake.type-unknown')
		await complained(w, { typeCode: 'B03' })
		await complained(w)
		const members = await w.db.read
			.selectFrom('order_proposal as p')
			.innerJoin('intake_item as i', 'i.proposal_id', 'p.id')
			.select(['p.category', 'p.violation_type', (eb) => eb.fn.countAll<number>().as('n')])
			.groupBy(['p.number', 'p.category', 'p.violation_type'])
			.orderBy('p.number')
			.execute()
		expect(members.map((one) => ({ ...one, n: Number(one.n) }))).toEqual([
			{ category: 'B', violation_type: 'B03', n: 5 },
			{ category: 'B', violation_type: null, n: 5 },
		])
		expect((await checkIntake(w.db.read)).faults).toEqual([])
	})

	test('a dismissed cluster needs a reason and is not proposed again', async () => {
		const w = await world('2026-11-10')
		for (let n = 0; n < 5; n++) await complained(w)
		const [made] = await proposals(w)
		if (!made) throw new Error('No proposal')
		const command = { id: made.id, version: made.version, reason: '同一批系统故障，网络部已另行立单。' }
		expect(ruleOf(await dismissProposal(await w.as('manager'), command))).toBe('not-allowed')
		done(await dismissProposal(await w.as('orders'), command))
		await complained(w)
		await sweepIntake(await w.as('orders'))
		expect(await proposals(w)).toHaveLength(1)
		for (let n = 0; n < 4; n++) await complained(w)
		expect((await proposals(w)).map(({ state }) => state)).toEqual(['DISMISSED', 'PROPOSED'])
	})

	test('a batch is closed when each item has its answer', async () => {
		const w = await world('2026-11-20')
		const ctx = await w.as('orders')
		const supervisor = done(
			await registerSupervisor(ctx, { code: 'sd-001', name: '沈工', background: 'MEDIA', sinceOn: '2026-01-01' }),
		)
		const form = { kind: 'opinion', period: '2026-11', title: '', receivedOn: '2026-11-20' } as const
		const batch = done(await openBatch(ctx, form)).id
		expect(ruleOf(await openBatch(ctx, form))).toBe('intake.batch-taken')
		expect(ruleOf(await closeBatch(ctx, { id: batch, version: 1 }))).toBe('intake.batch-empty')
		const item = {
			requestKey: 'one',
			supervisorId: supervisor.id,
			topic: '' as const,
			outletId: '',
			category: 'G' as const,
			matter: '营业厅高峰时段排队过长。',
			wanted: '增开台席',
		}
		expect(ruleOf(await addBatchItem(ctx, batch, { ...item, supervisorId: '' }))).toBe('intake.supervisor-gone')
		const one = done(await addBatchItem(ctx, batch, item))
		expect(done(await addBatchItem(ctx, batch, item))).toEqual(one)
		const two = done(await addBatchItem(ctx, batch, { ...item, requestKey: 'two' }))
		expect([one.number, two.number]).toEqual(['YJ-2026-0001', 'YJ-2026-0002'])
		expect(await itemRow(w, two.id)).toMatchObject({ batch_line: 2, urgency: 'NORMAL', due_on: '2026-12-11' })
		done(await answerItem(ctx, { id: one.id, version: 1, answer: '已增开两个台席。', via: 'LETTER' }))
		expect(ruleOf(await closeBatch(ctx, { id: batch, version: 1 }))).toBe('intake.batch-open-items')
		done(await orderFromItem(ctx, two.id, await makeForm(w, 1)))
		expect(ruleOf(await closeBatch(ctx, { id: batch, version: 1 }))).toBe('intake.batch-open-items')
		const order = (await itemRow(w, two.id)).order_id ?? ''
		expect(await orderRow(w, order)).toMatchObject({
			source: 'SUPERVISOR',
			source_ref: 'YJ-2026-0002',
			complaint_on: null,
		})
		done(await withdrawOrder(ctx, order, await versionNow(w, order), '改为直接答复。'))
		done(await answerItem(ctx, { id: two.id, version: 3, answer: '已列入改造计划。', via: 'LETTER' }))
		done(await closeBatch(ctx, { id: batch, version: 1 }))
		expect(ruleOf(await addBatchItem(ctx, batch, { ...item, requestKey: 'three' }))).toBe('intake.batch-closed')
	})
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WANTED_TEXTS } from '#app/domain/order/wanted.ts'
import { instantAt } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { assessOrder } from '#app/usecases/orders/assess.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { withTemplate } from '#app/usecases/orders/draft-template.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { myOrders } from '#app/usecases/orders/mine.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { reopenOrder } from '#app/usecases/orders/reopen.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { wantedOf } from '#db/queries/order-content.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import {
	answered,
	done,
	FEEDBACK,
	issued,
	orderForm,
	orderRow,
	ruleOf,
	signedFor,
	versionNow,
} from '#tests/support/orders.ts'
import { noticed, payIn } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const PICTURE = readFileSync('seeds/demo/screenshot.png')
const OUTLET = 'JZ-WJ-0312'

async function completed(w: World): Promise<string> {
	const id = await answered(w)
	const closing = { callback: null, reason: '结果核实' } as const
	done(await completeOrder(await w.as('issuer'), id, await versionNow(w, id), closing))
	return id
}

async function actOf(w: World, login: string, id: string, act: string) {
	return done(await orderPage(await w.as(login), id)).acts.find((view) => view.act === act)
}

describeOnBoth('content of an order', (open) => {
	const world = async () => worldOf(await open(layWorld))

	test('a draft keeps every field; evidence wanted comes from the template of its source', async () => {
		const w = await world()
		await payIn(w, 3_000_000)
		const penalty = await noticed(w, { outlet: OUTLET })
		const { number } = await w.db.read
			.selectFrom('penalty')
			.select('number')
			.where('id', '=', penalty)
			.executeTakeFirstOrThrow()
		const form = await orderForm(w, {
			sourceOn: '2026-10-30',
			rights: ['9', '8'],
			placeCode: OUTLET.toLowerCase(),
			links: number,
		})
		const { id } = done(await draftOrder(await w.as('orders'), form))
		expect(await orderRow(w, id)).toMatchObject({
			source_on: '2026-10-30',
			rights_json: '[8,9]',
			outlet_id: await w.outletId(OUTLET),
		})
		const page = done(await orderPage(await w.as('orders'), id))
		expect(page.content.cases.map((one) => one.number)).toContain(number)
		expect(page.content.wanted.map((item) => [item.code, item.state])).toEqual([
			['item-answer', 'missing'],
			['on-site', 'missing'],
			['rule-change', 'missing'],
		])
		// An order officer reads registers, but no penalties.
		expect(page.links.outlet).toMatchObject({ code: OUTLET, readable: true })
		expect(page.content.cases.every((one) => !one.readable)).toBe(true)
	})

	test('own words are wanted as well; places and cases that are none are refused', async () => {
		const w = await world()
		const ctx = await w.as('orders')
		const own = await orderForm(w, { wanted: `门头照片\n\n${WANTED_TEXTS['on-site']['zh-Hans']}` })
		const { id } = done(await draftOrder(ctx, own))
		expect((await wantedOf(w.db.read, id)).map((item) => [item.n, item.code, item.text.slice(0, 4)])).toEqual([
			[1, null, '门头照片'],
			[2, 'on-site', '现场整改'],
		])
		const { id: none } = done(await draftOrder(ctx, await orderForm(w, { wanted: '' })))
		expect(await wantedOf(w.db.read, none)).toEqual([])
		expect(ruleOf(await draftOrder(ctx, await orderForm(w, { placeCode: 'JZ-XX-9999' })))).toBe('order.place-unknown')
		expect(ruleOf(await draftOrder(ctx, await orderForm(w, { links: 'CF-2026-9999' })))).toBe('order.link-unknown')
		expect(ruleOf(await draftOrder(ctx, await orderForm(w, { repeats: 'DB-2026-9999' })))).toBe('order.link-unknown')
		await issued(w)
		const early = await orderForm(w, { repeats: 'db-2026-0001' })
		expect(ruleOf(await draftOrder(ctx, early))).toBe('order.repeat-completed')
	})

	test('a template fills what is empty and never what was typed', async () => {
		const w = await world()
		const typed = {
			source: 'MIIT',
			sourceRef: 'SS202611010001',
			title: '本人写的标题',
			matter: '',
			wanted: '',
			urgency: '',
		}
		const filled = await withTemplate(await w.as('orders'), { ...typed, placeCode: OUTLET }, 'zh-Hans')
		expect(filled).toMatchObject({ title: '本人写的标题', urgency: 'URGENT', revision: '1' })
		expect(filled?.matter).toContain('涉及网点')
		expect(String(filled?.wanted).split('\n')).toHaveLength(6)
		expect(await withTemplate(await w.as('orders'), { source: '' }, 'en')).toBeNull()
	})

	test('feedback brings files per answer and per piece of evidence; a later round keeps the earlier one', async () => {
		const w = await world()
		const id = await signedFor(w)
		const [first, second] = await wantedOf(w.db.read, id)
		if (!first || !second) throw new Error('Evidence is wanted')
		const file = { name: '凭证.png', bytes: PICTURE }
		const handed = {
			files: [
				{ ...file, part: 'result' as const, wantedId: null },
				{ ...file, part: 'wanted' as const, wantedId: first.id },
				{ ...file, part: 'wanted' as const, wantedId: first.id },
			],
			said: [
				{ wantedId: second.id, text: '网点已撤销，无法拍摄' },
				{ wantedId: first.id, text: '  ' },
			],
		}
		const stranger = { files: [], said: [{ wantedId: '019b8684-aa80-7000-8000-000000000000', text: '别的单' }] }
		const department = await w.as('department')
		const before = await w.fingerprint()
		expect(ruleOf(await giveFeedback(department, id, 4, FEEDBACK, stranger))).toBe('not-found')
		expect(ruleOf(await giveFeedback(await w.as('handler-xx'), id, 4, FEEDBACK, handed))).toBe('not-found')
		expect(await w.fingerprint()).toBe(before)
		done(await giveFeedback(department, id, 4, FEEDBACK, handed))
		const judge = await w.as('issuer')
		const page = done(await orderPage(judge, id))
		expect(page.content.wanted.map((item) => [item.state, item.files.length, item.said])).toEqual([
			['met', 1, null],
			['said', 0, '网点已撤销，无法拍摄'],
			['missing', 0, null],
		])
		expect(page.feedbacks[0]?.files.result).toHaveLength(1)
		// The same bytes are one piece of evidence of the order, whatever stands beside it.
		const links = await w.db.read.selectFrom('evidence_link').selectAll().where('subject_id', '=', id).execute()
		expect(links).toHaveLength(1)
		done(await returnOrder(judge, id, 5, '机制改进一栏写清：由谁负责、哪天上线、怎么验证'))
		const third = page.content.wanted[2]
		if (!third) throw new Error('Three pieces are wanted')
		const again = { files: [{ ...file, part: 'wanted' as const, wantedId: third.id }], said: [] }
		done(await giveFeedback(department, id, 6, FEEDBACK, again))
		const next = done(await orderPage(judge, id))
		expect(next.content.wanted.map((item) => item.state)).toEqual(['met', 'said', 'met'])
		expect(next.feedbacks.map((feedback) => [feedback.round, feedback.outcome, feedback.files.result.length])).toEqual([
			[1, 'RETURNED', 1],
			[2, 'PENDING', 0],
		])
	})

	test('nobody signs: signed for by default at the limit, late, owned by the head; the light stays red', async () => {
		const w = await world()
		const id = await issued(w)
		w.at(instantAt('2026-11-03', 1081))
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		const row = await orderRow(w, id)
		expect(row).toMatchObject({ state: 'ISSUED', ack_default_at: instantAt('2026-11-03', 1080), ack_late: 1 })
		const department = await w.db.read
			.selectFrom('department')
			.select('head_account_id')
			.where('id', '=', row.lead_department_id)
			.executeTakeFirstOrThrow()
		expect(row.handler_id).toBe(department.head_account_id)
		const page = done(await orderPage(await w.as('issuer'), id))
		expect(page.light).toMatchObject({ colour: 'red', reason: 'acknowledge-overdue' })
		expect(page.events.filter(({ kind }) => kind === 'order.signed-by-default')).toHaveLength(1)
		done(await acknowledgeOrder(await w.as('handler-qd'), id, row.version))
		expect(await orderRow(w, id)).toMatchObject({
			state: 'ACKNOWLEDGED',
			ack_late: 1,
			handler_id: await w.accountId('handler-qd'),
		})
	})

	test('signing for it late before the sweep has come by is by default as well', async () => {
		const w = await world()
		const id = await signedFor(w)
		expect((await orderRow(w, id)).ack_default_at).toBeNull()
		const late = await issued(w)
		w.at('2026-11-04')
		done(await acknowledgeOrder(await w.as('department'), late, 3))
		expect(await orderRow(w, late)).toMatchObject({ ack_default_at: instantAt('2026-11-03', 1080), ack_late: 1 })
	})

	test('striking off is shut for the completer with its reason, and open to another one after the observation', async () => {
		const w = await world()
		const id = await completed(w)
		expect(await actOf(w, 'issuer', id, 'strike-off')).toMatchObject({ shut: { rule: 'order.completer-strikes-off' } })
		expect(await actOf(w, 'issuer', id, 'reopen')).toMatchObject({ shut: null })
		expect(await actOf(w, 'orders', id, 'strike-off')).toMatchObject({ shut: { rule: 'order.observation-running' } })
		const clock = async () =>
			w.db.read
				.selectFrom('clock')
				.select(['state', 'due_on', 'due_at'])
				.where('subject_id', '=', id)
				.where('kind', '=', 'order.observe')
				.executeTakeFirstOrThrow()
		expect(await clock()).toMatchObject({ state: 'RUNNING', due_on: '2026-12-02' })
		w.at(instantAt('2026-12-02', 511))
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		expect((await clock()).state).toBe('MET')
		const told = await w.db.read
			.selectFrom('outbox')
			.select('account_id')
			.where('kind', '=', 'order.to-strike-off')
			.execute()
		expect(told.map((row) => row.account_id)).toContain(await w.accountId('orders'))
		expect(told.map((row) => row.account_id)).not.toContain(await w.accountId('issuer'))
		expect(new Set(told.map((row) => row.account_id)).size).toBe(told.length)
		expect(await actOf(w, 'orders', id, 'strike-off')).toMatchObject({ shut: null })
		done(await strikeOffOrder(await w.as('orders'), id, await versionNow(w, id), ''))
	})

	test('what comes back within 90 days counts as come back, not as sent back', async () => {
		const w = await world()
		const id = await completed(w)
		w.at('2026-11-20')
		done(await reopenOrder(await w.as('orders'), id, await versionNow(w, id), '同一网点再次出现'))
		expect(await orderRow(w, id)).toMatchObject({ recurred_on: '2026-11-20', reopened_count: 1, returned_count: 1 })
		const clocks = await w.db.read
			.selectFrom('clock')
			.select(['kind', 'state'])
			.where('subject_id', '=', id)
			.where('kind', '=', 'order.observe')
			.execute()
		expect(clocks).toEqual([{ kind: 'order.observe', state: 'CANCELLED' }])
		w.at('2026-11-24')
		done(await giveFeedback(await w.as('department'), id, await versionNow(w, id), FEEDBACK))
		const closing = { callback: null, reason: '结果核实' } as const
		done(await completeOrder(await w.as('issuer'), id, await versionNow(w, id), closing))
		w.at('2026-12-28')
		done(await strikeOffOrder(await w.as('orders'), id, await versionNow(w, id), ''))
		done(await assessOrder(await w.as('orders'), id, await versionNow(w, id), false))
		const page = done(await orderPage(await w.as('orders'), id))
		expect(page.assessment?.lines.map(({ rule, tenths }) => [rule, tenths])).toEqual([['recurred', -20]])
	})

	test('a later order that takes the problem up again costs the earlier one, also after its assessment', async () => {
		const w = await world()
		const id = await completed(w)
		w.at('2026-12-03')
		done(await strikeOffOrder(await w.as('orders'), id, await versionNow(w, id), ''))
		done(await assessOrder(await w.as('orders'), id, await versionNow(w, id), false))
		expect(await orderRow(w, id)).toMatchObject({ assessment_tenths: 10, recurred_on: null })
		w.at('2026-12-10')
		const again = await issued(w, { repeats: 'DB-2026-0001' })
		expect(await orderRow(w, id)).toMatchObject({ assessment_tenths: -10, recurred_on: '2026-12-10' })
		expect(done(await orderPage(await w.as('orders'), id)).content.later).toMatchObject({ id: again })
		expect(done(await orderPage(await w.as('orders'), again)).content.earlier).toMatchObject({ id })
		w.at('2027-03-01')
		await issued(w, { repeats: 'DB-2026-0001' })
		expect((await orderRow(w, id)).assessment_tenths).toBe(-10)
	})

	test('my orders: what waits for me first, each list by what is to be done', async () => {
		const w = await world()
		const sign = await issued(w)
		const work = await signedFor(w)
		const wait = await answered(w)
		const back = await answered(w)
		done(await returnOrder(await w.as('issuer'), back, await versionNow(w, back), '机制改进一栏写清由谁负责、哪天上线'))
		await draftOrder(await w.as('orders'), await orderForm(w))
		const groups = async (login: string) => {
			const { first, later } = await myOrders(await w.as(login))
			return [...first, ...later].map(({ name, entries }) => [name, entries.map(({ id }) => id)] as const)
		}
		expect(await groups('department')).toEqual([
			['returned', [back]],
			['sign', [sign]],
			['answer', [work]],
			['waiting', [wait]],
		])
		expect(await groups('issuer')).toEqual([['judge', [wait]]])
		expect((await groups('orders')).map(([name]) => name)).toEqual(['judge', 'draft'])
		expect(await groups('handler-sc')).toEqual([])
	})
})

import { expect, test } from 'vitest'
import { scopeOf } from '#app/domain/access.ts'
import { penaltyQuerySchema } from '#app/domain/penalty/list.schema.ts'
import { violationQuerySchema } from '#app/domain/violation/list.schema.ts'
import { measurePage } from '#app/usecases/measures/view.server.ts'
import { noticePrint } from '#app/usecases/notices/print-notice.server.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { exportPenalties, penaltiesList } from '#app/usecases/penalties/list.server.ts'
import { penaltyPage } from '#app/usecases/penalties/page.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { violationPage, violationsList } from '#app/usecases/violations/views.server.ts'
import { measuresOf } from '#db/queries/measures.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { penaltiesPage } from '#db/queries/penalty-list.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, drafted, inDefence, must, noticed, recorded, rowOf, servedCase } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const query = (raw: Record<string, string> = {}) => penaltyQuerySchema.parse(raw)

async function casePage(world: World, login: string, id: string) {
	const page = must(await penaltyPage(await world.as(login), id))
	if (page.imported) throw new Error('Not an imported case')
	return page
}

describeOnBoth('lists of cases', (open) => {
	test('views count what they show; sorted by deadline, opening and amount; read by key', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const draft = await drafted(world, { severity: 'L1' })
		world.at('2026-11-10')
		const told = await noticed(world, { severity: 'L3' })
		const answered = await inDefence(world)
		const compliance = await world.as('compliance')
		const list = await penaltiesList(compliance, query())
		expect(list.rows.map((row) => row.id)).toEqual([told, draft, answered])
		expect(list.rows.map((row) => row.deadlineOf)).toEqual(['penalty.service', 'penalty.check', 'penalty.defence'])
		const counts = Object.fromEntries(list.views.map(({ view, count }) => [view, count]))
		expect(counts).toMatchObject({ open: 3, check: 1, defence: 2, decide: 0, all: 3, ended: 0, late: 0 })
		const byAmount = await penaltiesList(compliance, query({ sort: 'amount' }))
		expect(byAmount.rows.map((row) => row.amountFen)).toEqual([200_000, 50_000, 20_000])
		const byOpening = await penaltiesList(compliance, query({ sort: 'opened' }))
		expect(byOpening.rows.at(-1)?.id).toBe(draft)
		const grave = await penaltiesList(compliance, query({ severity: 'L3', q: '望江' }))
		expect(grave.rows.map((row) => row.id)).toEqual([told])
		expect((await penaltiesList(compliance, query({ q: 'CF-2026-0001' }))).total).toBe(1)
		expect((await penaltiesList(compliance, query({ q: '100%' }))).total).toBe(0)
		expect((await penaltiesList(await world.as('supervisor2'), query({ view: 'all' }))).total).toBe(0)
		const rows = []
		for await (const row of exportPenalties(compliance, { view: 'all' })) rows.push(row.number)
		expect(rows.sort()).toEqual(['CF-2026-0001', 'CF-2026-0002', 'CF-2026-0003'])
	})

	test.each(['due', 'opened', 'amount'] as const)('pages by %s neither repeat nor lose a case', async (sort) => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const ids = []
		for (let i = 0; i < 5; i++) ids.push(await drafted(world, { severity: i % 2 === 0 ? 'L1' : 'L2' }))
		const ctx = await world.as('compliance')
		const seen: string[] = []
		let cursor: string | null = null
		do {
			const filter = { view: 'all', now: ctx.now } as const
			const page: Awaited<ReturnType<typeof penaltiesPage>> = await penaltiesPage(
				world.db.read,
				scopeOf(ctx.actor, 'penalty.read'),
				filter,
				sort,
				cursor,
				2,
			)
			seen.push(...page.rows.map((row) => row.id))
			cursor = page.next
		} while (cursor !== null)
		expect([...seen].sort()).toEqual([...ids].sort())
	})

	test('a deadline of ours that passed stays red while its step waits', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await drafted(world)
		world.at('2026-11-20')
		await sweepOnce(world.deps)
		const compliance = await world.as('compliance')
		const late = await penaltiesList(compliance, query({ view: 'late' }))
		expect(late.rows.map((row) => [row.id, row.deadline?.colour, row.deadline?.left])).toEqual([[id, 'red', -4]])
		expect((await casePage(world, 'compliance', id)).clocks.map((clock) => clock.kind)).toContain('penalty.check')
		must(await checkCase(compliance, await at(world, id)))
		expect((await penaltiesList(await world.as('compliance'), query({ view: 'late' }))).total).toBe(0)
	})

	test('violations by state, with their cases', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const open_ = await recorded(world)
		await drafted(world)
		const ctx = await world.as('compliance')
		const check = await violationsList(ctx, violationQuerySchema.parse({}))
		expect(check.rows.map((row) => row.id)).toEqual([open_])
		const all = await violationsList(ctx, violationQuerySchema.parse({ view: 'all', q: '恒信', category: 'A' }))
		expect(all.rows.map((row) => row.penaltyNumber).sort()).toEqual(['CF-2026-0001', null])
		const page = must(await violationPage(await world.as('manager'), open_))
		expect(page.gate?.lines.at(-1)).toMatchObject({ rule: 'not-allowed', ok: false, helpers: ['邓可', '陈思远'] })
	})
})

describeOnBoth('the page of a case', (open) => {
	test('shows the gate with who can help', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		const page = await casePage(world, 'compliance', id)
		const decide = page.acts.find((act) => act.act === 'decide')
		expect(decide).toMatchObject({ primary: true, open: false })
		expect(decide?.lines.find((line) => line.rule === 'penalty.window-open')).toMatchObject({ ok: false })
		expect(decide?.lines.at(-1)).toMatchObject({ rule: 'not-allowed', helpers: ['刘敏', '梁永年'] })
		expect((await casePage(world, 'auditor', id)).acts).toEqual([])
		expect(page.dealer).toMatchObject({ points: 0, pointsAfter: 3, measure: 'REMINDER' })
		const acts = (await casePage(world, 'approver', id)).acts.map((act) => act.act)
		expect(acts).toEqual(['decide', 'extend-defence', 'withdraw'])
	})

	test('tells of other decisions whether they count, and why not', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		const first = await servedCase(world, { occurredOn: '2026-07-20' })
		const other = await drafted(world, { occurredOn: '2026-07-21', severity: 'L1' })
		world.at('2026-11-09')
		const id = await drafted(world)
		const reasons = new Map((await casePage(world, 'compliance', id)).priors.map((one) => [one.id, one.reason]))
		expect(reasons.get(first)).toBeNull()
		expect(reasons.get(other)).toBe('not-served')
	})

	test('previews the act: what would be held, what the recomputation gives', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await drafted(world)
		const { shut, preview } = must(await penaltyActPage(await world.as('compliance'), id, ['check']))
		expect(shut).toBe(false)
		expect(preview).toMatchObject({ amountFen: 50_000, holdFen: 0, uncoveredFen: 50_000, serviceLapseOn: '2026-11-12' })
		expect(must(await penaltyActPage(await world.as('compliance'), id, ['notice'])).shut).toBe(true)
		expect((await rowOf(world, id)).state).toBe('DRAFT')
	})

	test('a document is read by staff of the scope and by the dealer concerned', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		const notice = (await noticesOf(world.db.read, id))[0]?.id ?? ''
		const print = must(await noticePrint(await world.as('dealer'), notice, 'zh-Hans'))
		expect(print).toMatchObject({ staff: false, servedHow: 'opened', text: { title: '处罚事先告知书' } })
		expect(print.text.to).toContain('江州市恒信通讯设备有限公司')
		expect(JSON.stringify(print.text.blocks)).toContain('人民币伍佰元整')
		expect(print.receipt.map((line) => line.value).join(' ')).toContain('2026年11月16日')
		expect(await noticePrint(await world.as('dealer2'), notice, 'en')).toMatchObject({ error: { kind: 'missing' } })
		expect(await noticePrint(await world.as('manager4'), notice, 'en')).toMatchObject({ error: { kind: 'missing' } })
		expect(must(await noticePrint(await world.as('auditor'), notice, 'en')).staff).toBe(true)
	})

	test('a measure says who may decide it', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await servedCase(world)
		world.at('2026-12-02')
		await sweepOnce(world.deps)
		const measure = (await measuresOf(world.db.read, id))[0]?.id ?? ''
		const seen = must(await measurePage(await world.as('compliance'), measure))
		expect(seen).toMatchObject({ kind: 'REMINDER', verdicts: [], helpers: ['刘敏', '梁永年', '郑立'] })
		expect(must(await measurePage(await world.as('approver'), measure)).verdicts).toEqual(['impose', 'decline'])
	})
})

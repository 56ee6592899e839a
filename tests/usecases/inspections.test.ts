import { expect, test } from 'vitest'
import { addDays } from '#app/domain/time.ts'
import { addEvidence } from '#app/usecases/evidence/add-evidence.server.ts'
import { inspectionPage, sheetPage } from '#app/usecases/inspections/detail.server.ts'
import { cancelVisit, voidVisit } from '#app/usecases/inspections/end-visit.server.ts'
import { closeFinding, violationFromFinding } from '#app/usecases/inspections/judge-finding.server.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { saveSheet } from '#app/usecases/inspections/save-sheet.server.ts'
import { startVisit } from '#app/usecases/inspections/start-visit.server.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'
import { listInspections } from '#app/usecases/inspections/views.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { jpeg } from '#tests/support/files.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { filledVisit, fullSheet, posted, visitForm } from '#tests/support/visits.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const OUTLET = 'JZ-WJ-0312'
const ELSEWHERE = 'JZ-ND-0101'

async function eventsOf(world: World, subjectId: string): Promise<string[]> {
	const rows = await world.db.read
		.selectFrom('case_event')
		.select('kind')
		.where('subject_id', '=', subjectId)
		.orderBy('id')
		.execute()
	return rows.map((row) => row.kind)
}

async function versionOf(world: World, id: string): Promise<number> {
	const row = await world.db.read
		.selectFrom('inspection')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return row.version
}

const findings = (world: World, id: string) =>
	world.db.read.selectFrom('finding').selectAll().where('inspection_id', '=', id).orderBy('item_no').execute()

/** Runs an act that must be refused, and proves that it wrote nothing. */
async function refusedQuietly(world: World, act: () => Promise<Parameters<typeof ruleOf>[0]>): Promise<string> {
	const before = await world.fingerprint()
	const rule = ruleOf(await act())
	expect(await world.fingerprint()).toBe(before)
	return rule
}

describeOnBoth('inspections', (open) => {
	const start = async () => worldOf(await open(layWorld), '2026-11-02')

	test('a planned visit is numbered, started by its inspector, filled, submitted', async () => {
		const world = await start()
		const ctx = await world.as('manager')
		const outletId = await world.outletId(OUTLET)
		const made = done(await planVisit(ctx, visitForm(outletId, '2026-11-03'), false))
		expect(made.number).toBe('XJ-2026-0001')
		world.at('2026-11-03')
		const later = await world.as('manager')
		done(await startVisit(later, made.id, 1))
		done(await saveSheet(later, made.id, { answers: await fullSheet(later, 'PATROL', { 7: '海报 1 张，无审批号' }) }))
		done(await submitSheet(later, made.id, await versionOf(world, made.id)))
		const page = done(await inspectionPage(later, made.id))
		// 72 of 100 points are asked on a patrol (domain 2.1), item 7 is worth 5: 67 / 72 = 93.06.
		expect(page.head).toMatchObject({ state: 'SUBMITTED', scoreTenths: 931, failedItems: 1 })
		expect(page.findings).toMatchObject([{ number: 'WT-2026-0001', item_no: 7, violation_type: 'A03', state: 'OPEN' }])
		expect(await eventsOf(world, made.id)).toEqual([
			'inspection.planned',
			'inspection.started',
			'inspection.saved',
			'inspection.submitted',
		])
	})

	test('an assigned inspector is told, and nobody else may start or write', async () => {
		const world = await start()
		const outletId = await world.outletId(OUTLET)
		const boss = await world.as('supervisor')
		const inspectorId = await world.accountId('manager')
		const { id } = done(await planVisit(boss, visitForm(outletId, '2026-11-02', { inspectorId }), false))
		const told = await world.db.read.selectFrom('outbox').select(['kind', 'account_id']).execute()
		expect(told).toEqual([{ kind: 'inspection.assigned', account_id: inspectorId }])
		expect(await refusedQuietly(world, () => startVisit(boss, id, 1))).toBe('inspection.not-inspector')
		const manager = await world.as('manager')
		done(await startVisit(manager, id, 1))
		const answers = [posted(1, { result: 'pass' })]
		expect(await refusedQuietly(world, () => saveSheet(boss, id, { answers }))).toBe('inspection.not-inspector')
		expect(ruleOf(await sheetPage(boss, id))).toBe('inspection.not-inspector')
	})

	test('a second inspector fills the same sheet', async () => {
		const world = await start()
		const outletId = await world.outletId(OUTLET)
		const secondInspectorId = await world.accountId('supervisor')
		const manager = await world.as('manager')
		const { id } = done(await planVisit(manager, visitForm(outletId, '2026-11-02', { secondInspectorId }), true))
		const second = await world.as('supervisor')
		done(await saveSheet(second, id, { answers: [posted(1, { result: 'pass' })] }))
		done(await saveSheet(manager, id, { answers: [posted(2, { result: 'pass' })] }))
		expect(done(await sheetPage(manager, id)).answers.map((answer) => answer.itemNo)).toEqual([1, 2])
	})

	test('two people who change one item: the second is refused whole, with who and what', async () => {
		const world = await start()
		const outletId = await world.outletId(OUTLET)
		const manager = await world.as('manager')
		const secondInspectorId = await world.accountId('supervisor')
		const { id } = done(await planVisit(manager, visitForm(outletId, '2026-11-02', { secondInspectorId }), true))
		const second = await world.as('supervisor')
		done(await saveSheet(second, id, { answers: [posted(1, { result: 'fail', note: '门头破损' })] }))
		const mine = [posted(1, { result: 'pass' }), posted(2, { result: 'pass' })]
		const refused = await saveSheet(manager, id, { answers: mine })
		expect(refused).toMatchObject({
			ok: false,
			error: { kind: 'stale', rule: 'stale', params: { by: '郑立', items: '1' } },
		})
		// Item 2 did not conflict, and yet it is not written: nothing half done.
		expect(await refusedQuietly(world, () => saveSheet(manager, id, { answers: mine }))).toBe('stale')
		expect(done(await sheetPage(manager, id)).answers).toMatchObject([{ itemNo: 1, result: 'fail', version: 1 }])
		// Having seen it, the same person may say otherwise; the untouched item of the other is left alone.
		const seen = { result: 'fail', note: '门头破损', version: 1 } as const
		done(await saveSheet(manager, id, { answers: [posted(1, { result: 'pass' }, seen)] }))
		done(await saveSheet(second, id, { answers: [posted(1, seen, seen), posted(3, { result: 'na' })] }))
		expect(done(await sheetPage(manager, id)).answers).toMatchObject([
			{ itemNo: 1, result: 'pass', version: 2 },
			{ itemNo: 3, result: 'na' },
		])
	})

	test('a draft that says nothing new leaves no trace', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const id = await filledVisit(manager, await world.outletId(OUTLET))
		const before = await world.fingerprint()
		done(await saveSheet(manager, id, { answers: await fullSheet(manager, 'PATROL') }))
		expect(await world.fingerprint()).toBe(before)
	})

	test('an incomplete sheet is not submitted', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const { id } = done(await planVisit(manager, visitForm(await world.outletId(OUTLET), '2026-11-02'), true))
		done(await saveSheet(manager, id, { answers: [posted(1, { result: 'pass' })] }))
		const act = async () => submitSheet(manager, id, await versionOf(world, id))
		expect(await refusedQuietly(world, act)).toBe('inspection.items-missing')
		done(await saveSheet(manager, id, { answers: (await fullSheet(manager, 'PATROL', { 7: '' })).slice(1) }))
		expect(await refusedQuietly(world, act)).toBe('inspection.note-missing')
	})

	test('a serious item becomes a violation draft at once, with its photo; a general one in one step', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const outletId = await world.outletId(OUTLET)
		const { id } = done(await planVisit(manager, visitForm(outletId, '2026-11-02'), true))
		const answers = await fullSheet(manager, 'PATROL', { 7: '海报 1 张，无审批号', 16: '抽查 3 笔，1 笔无确认' })
		const photos = [
			{ itemNo: 7, file: { name: 'a.jpg', bytes: await jpeg('#a33') } },
			{ itemNo: 16, file: { name: 'b.jpg', bytes: await jpeg('#33a') } },
		]
		done(await saveSheet(manager, id, { answers, photos }))
		done(await submitSheet(manager, id, await versionOf(world, id)))
		const [poster, vas] = await findings(world, id)
		expect([poster?.state, vas?.state]).toEqual(['OPEN', 'VIOLATION'])
		const first = await world.db.read.selectFrom('violation').selectAll().executeTakeFirstOrThrow()
		expect(first).toMatchObject({
			number: 'WG-2026-0001',
			state: 'DRAFT',
			source: 'INSPECTION',
			violation_type: 'B01',
			severity: 'L3',
			finding_id: vas?.id,
			dealer_share: 100,
			facts: '抽查 3 笔，1 笔无确认',
			right_articles_json: '[9,10,8]',
		})
		const made = done(await violationFromFinding(manager, poster?.id ?? '', 1))
		const links = await world.db.read
			.selectFrom('evidence_link')
			.select(['subject_kind', 'subject_id'])
			.where('subject_kind', '=', 'violation')
			.execute()
		expect(links.map((link) => link.subject_id).sort()).toEqual([first.id, made.id].sort())
		expect(await refusedQuietly(world, () => violationFromFinding(manager, poster?.id ?? '', 2))).toBe('wrong-state')
	})

	test('a finding is closed once, with a reason', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const id = await filledVisit(manager, await world.outletId(OUTLET), { 24: '未主动提供票据' })
		done(await submitSheet(manager, id, await versionOf(world, id)))
		const [finding] = await findings(world, id)
		const close = (reason: string) => closeFinding(manager, finding?.id ?? '', 1, reason)
		expect(await refusedQuietly(world, () => close(' '))).toBe('reason-missing')
		done(await close('店员随后补开，用户确认'))
		expect(await refusedQuietly(world, () => close('再关一次'))).toBe('stale')
	})

	test('who may cancel and void, and what a voided visit takes with it', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const boss = await world.as('supervisor')
		const id = await filledVisit(manager, await world.outletId(OUTLET), { 16: '抽查 3 笔，1 笔无确认' })
		done(await submitSheet(manager, id, await versionOf(world, id)))
		const version = await versionOf(world, id)
		expect(await refusedQuietly(world, () => cancelVisit(manager, id, version, '网点停业'))).toBe('wrong-state')
		expect(await refusedQuietly(world, () => voidVisit(manager, id, version, '走错门店'))).toBe('not-allowed')
		done(await voidVisit(boss, id, version, '走错门店，已核实'))
		const violation = await world.db.read.selectFrom('violation').selectAll().executeTakeFirstOrThrow()
		expect(violation).toMatchObject({ state: 'DISMISSED', dismiss_reason: '走错门店，已核实' })
		expect(await findings(world, id)).toMatchObject([{ state: 'CLOSED' }])
		expect(await eventsOf(world, violation.id)).toEqual(['violation.recorded', 'violation.dismissed'])
	})

	test('a void is refused while a confirmed violation rests on the visit', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const boss = await world.as('supervisor')
		const id = await filledVisit(manager, await world.outletId(OUTLET), { 16: '抽查 3 笔，1 笔无确认' })
		done(await submitSheet(manager, id, await versionOf(world, id)))
		await world.db.write.updateTable('violation').set({ state: 'CONFIRMED' }).execute()
		const act = async () => voidVisit(boss, id, await versionOf(world, id), '走错门店')
		expect(await refusedQuietly(world, act)).toBe('inspection.has-confirmed')
	})

	test('outside of the own grid nothing exists', async () => {
		const world = await start()
		const stranger = await world.as('manager4')
		const manager = await world.as('manager')
		const id = await filledVisit(manager, await world.outletId(OUTLET))
		expect(ruleOf(await inspectionPage(stranger, id))).toBe('not-found')
		expect(await refusedQuietly(world, () => submitSheet(stranger, id, undefined))).toBe('not-found')
		expect((await listInspections(stranger, {})).total).toBe(0)
		const there = visitForm(await world.outletId(OUTLET), '2026-11-02')
		expect(await refusedQuietly(world, () => planVisit(stranger, there, true))).toBe('not-found')
		const files = [{ name: 'a.jpg', bytes: await jpeg('#a33') }]
		expect(await refusedQuietly(world, () => addEvidence(stranger, { kind: 'inspection', id }, files))).toBe(
			'not-found',
		)
		done(await planVisit(stranger, visitForm(await world.outletId(ELSEWHERE), '2026-11-02'), true))
		expect((await listInspections(await world.as('auditor'), {})).total).toBe(2)
		expect((await listInspections(await world.as('dealer'), {})).total).toBe(0)
	})

	test('the auditor reads and changes nothing', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const auditor = await world.as('auditor')
		const id = await filledVisit(manager, await world.outletId(OUTLET))
		done(await inspectionPage(auditor, id))
		for (const act of [
			() => saveSheet(auditor, id, { answers: [posted(1, { result: 'na' })] }),
			() => submitSheet(auditor, id, undefined),
			() => cancelVisit(auditor, id, undefined, '不应该'),
		])
			expect(await refusedQuietly(world, act)).toBe('not-allowed')
	})

	test('a stale submission is refused', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const id = await filledVisit(manager, await world.outletId(OUTLET))
		expect(await refusedQuietly(world, () => submitSheet(manager, id, 1))).toBe('stale')
	})

	test('lists by state, type, period and person, read by key', async () => {
		const world = await start()
		const manager = await world.as('manager')
		const outletId = await world.outletId(OUTLET)
		for (let day = 1; day <= 9; day++)
			done(
				await planVisit(
					manager,
					visitForm(outletId, addDays('2026-11-30', day), { type: day > 5 ? 'MYSTERY' : 'OPEN' }),
					false,
				),
			)
		expect((await listInspections(manager, { view: 'planned' })).total).toBe(9)
		expect((await listInspections(manager, { type: 'MYSTERY' })).total).toBe(4)
		expect((await listInspections(manager, { from: '2026-12-03', to: '2026-12-05' })).total).toBe(3)
		expect((await listInspections(manager, { q: 'xj-2026-0002' })).rows).toHaveLength(1)
		expect((await listInspections(await world.as('supervisor'), { view: 'mine' })).total).toBe(0)
		expect((await listInspections(manager, { after: 'rubbish' })).rows).toHaveLength(9)
	})
})

import { expect, test } from 'vitest'
import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { DEFAULT_SETTINGS } from '#app/domain/penalty/settings.schema.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { deskHome } from '#app/usecases/desk/home.server.ts'
import { draftFor, keepDraft, sentDraft } from '#app/usecases/drafts/drafts.server.ts'
import { askMoreTime } from '#app/usecases/penalties/ask-extension.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'
import { penaltyPage } from '#app/usecases/penalties/page.server.ts'
import { declineReport, takeUpReport } from '#app/usecases/self-reports/decide.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { deskReport, deskReports, selfReportPage } from '#app/usecases/self-reports/views.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { myWork } from '#app/usecases/work/my-work.server.ts'
import { extensionOf } from '#db/queries/extensions.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { violationById } from '#db/queries/violations.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, inDefence, must, PHOTO, recorded, rowOf, WHY } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const REASON = '等厂家的书面说明。'

async function asked(world: World): Promise<string> {
	const id = await inDefence(world)
	must(await askMoreTime(await world.as('dealer'), { ...(await at(world, id)), reason: REASON }))
	return id
}

const inboxOf = async (world: World, login: string, kind: string) => {
	const account = await world.accountId(login)
	const rows = await world.db.read
		.selectFrom('outbox')
		.select('params_json')
		.where('account_id', '=', account)
		.where('kind', '=', kind)
		.execute()
	return rows.map((row) => JSON.parse(row.params_json))
}

describeOnBoth('more time for the defence', (open) => {
	test('asked, granted, told: the window and the decision move by three working days', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await asked(world)
		// Served 9 November: five working days end on the 16th.
		const waiting = must(await deskCase(await world.as('dealer'), id))
		expect(waiting).toMatchObject({
			deadline: { dueOn: '2026-11-16' },
			extension: { reason: REASON, outcome: null, originalDueOn: '2026-11-16' },
			gates: { extension: { refusal: { rule: 'penalty.extension-asked' } } },
		})
		const work = await myWork(await world.as('compliance'))
		expect(work.queues.find((one) => one.name === 'penalty.extension')?.count).toBe(1)
		must(await extendDefence(await world.as('supervisor'), { ...(await at(world, id)), grant: true }))
		const view = must(await deskCase(await world.as('dealer'), id))
		expect(view).toMatchObject({
			deadline: { dueOn: '2026-11-19' },
			extension: { outcome: 'GRANTED', newDueOn: '2026-11-19' },
			extendTo: null,
		})
		expect(view.next.find((one) => one.kind === 'decision')?.on).toBe('2026-12-03')
		expect(JSON.stringify(view)).not.toContain((await world.as('supervisor')).actor.name)
		expect(await inboxOf(world, 'dealer', 'penalty.extension-decided')).toMatchObject([
			{ until: '2026-11-19', variant: 'granted' },
		])
		const page = must(await penaltyPage(await world.as('compliance'), id))
		expect(page).toMatchObject({ extension: { outcome: 'GRANTED', reason: REASON } })
	})

	test('granted after the window has run out it counts from the original last day', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await asked(world)
		world.at('2026-11-17')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ defence_state: 'LAPSED' })
		const row = await rowOf(world, id)
		// Nobody decides the case over a request that waits.
		const approver = await world.as('approver')
		const decide = { amountFen: row.amount_fen, reason: WHY }
		expect(await decideCase(approver, { ...(await at(world, id)), ...decide })).toMatchObject({
			error: { rule: 'penalty.extension-open' },
		})
		must(await extendDefence(await world.as('compliance'), { ...(await at(world, id)), grant: true }))
		expect(must(await deskCase(await world.as('dealer'), id))).toMatchObject({
			deadline: { dueOn: '2026-11-19' },
			gates: { defence: { refusal: null } },
		})
		must(await stateDefence(await world.as('dealer'), { ...(await at(world, id)), args: ['当天已取下。'] }))
		expect(await rowOf(world, id)).toMatchObject({ defence_state: 'STATED' })
	})

	test('not granted: with a reason that the dealer reads, and the window stays', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await asked(world)
		const compliance = await world.as('compliance')
		const before = await world.fingerprint()
		expect(await extendDefence(compliance, { ...(await at(world, id)), grant: false })).toMatchObject({
			error: { rule: 'reason-missing' },
		})
		expect(await world.fingerprint()).toBe(before)
		must(await extendDefence(compliance, { ...(await at(world, id)), grant: false, reason: '证据已经齐全。' }))
		expect(must(await deskCase(await world.as('dealer'), id))).toMatchObject({
			deadline: { dueOn: '2026-11-16' },
			extension: { outcome: 'REFUSED', answer: '证据已经齐全。', newDueOn: null },
		})
		expect(await inboxOf(world, 'dealer', 'penalty.extension-decided')).toMatchObject([{ until: '2026-11-16' }])
		// Once is once: neither asked again nor answered again.
		const dealer = await world.as('dealer')
		expect(await askMoreTime(dealer, { ...(await at(world, id)), reason: REASON })).toMatchObject({
			error: { rule: 'penalty.extension-asked' },
		})
		expect(
			await extendDefence(compliance, { ...(await at(world, id)), grant: false, reason: '再说一次。' }),
		).toMatchObject({ error: { rule: 'penalty.extension-none' } })
	})

	test('asked twice at once, and answered twice at once: one effect each', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		const command = { ...(await at(world, id)), reason: REASON }
		const dealer = await world.as('dealer')
		const asks = await Promise.all([askMoreTime(dealer, command), askMoreTime(dealer, command)])
		expect(asks.filter((one) => one.ok)).toHaveLength(1)
		const answer = { ...(await at(world, id)), grant: true }
		const answers = await Promise.all([
			extendDefence(await world.as('compliance'), answer),
			extendDefence(await world.as('approver'), { ...answer, grant: false, reason: '不同意。' }),
		])
		expect(answers.filter((one) => one.ok)).toHaveLength(1)
		expect((await extensionOf(world.db.read, id))?.outcome).not.toBeNull()
	})

	test('a reply voids it; another dealer and staff cannot ask', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		for (const login of ['dealer2', 'compliance', 'admin'])
			expect(await askMoreTime(await world.as(login), { ...(await at(world, id)), reason: REASON })).toMatchObject({
				error: { kind: 'missing' },
			})
		must(await askMoreTime(await world.as('dealer'), { ...(await at(world, id)), reason: REASON }))
		must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
		expect(await extensionOf(world.db.read, id)).toMatchObject({ outcome: 'WITHDRAWN', new_due_on: null })
		expect(await extendDefence(await world.as('compliance'), { ...(await at(world, id)), grant: true })).toMatchObject({
			error: { kind: 'procedure' },
		})
	})
})

describeOnBoth('early acknowledgement', (open) => {
	/** A version in force from 25 October, accepted by the dealer, that gives so much. */
	async function withReduction(world: World, percent: number): Promise<void> {
		const { read, write } = world.db
		const row = await read
			.selectFrom('reference_version')
			.selectAll()
			.where('kind', '=', 'rulebook')
			.orderBy('effective_from', 'desc')
			.executeTakeFirstOrThrow()
		const body = JSON.parse(row.body_json)
		const settings = { ...DEFAULT_SETTINGS, ...body.settings, earlyAcknowledgePercent: percent }
		const id = `${row.id.slice(0, -4)}0e0e`
		const body_json = JSON.stringify({ ...body, settings })
		const changed = { id, body_json, effective_from: '2026-10-25', version: row.version + 1 } as const
		await write
			.insertInto('reference_version')
			.values({ ...row, ...changed })
			.execute()
		const accepted = await read.selectFrom('rulebook_acceptance').selectAll().execute()
		for (const [i, one] of accepted.filter(({ rulebook_version_id: of }) => of === row.id).entries())
			await write
				.insertInto('rulebook_acceptance')
				.values({ ...one, id: `${one.id.slice(0, -4)}0e0${i}`, rulebook_version_id: id, accepted_on: '2026-10-25' })
				.execute()
	}

	test('off by default; on, it is told beforehand, binds the decision, and leaves the points', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const plain = await inDefence(world)
		expect(must(await deskCase(await world.as('dealer'), plain)).early).toBeNull()
		await withReduction(world, 15)
		const id = await inDefence(world, { occurredOn: '2026-10-29' })
		const dealer = await world.as('dealer')
		const { amount_fen: told, points } = await rowOf(world, id)
		const most = Math.round((told * 0.85) / 100) * 100
		expect(must(await deskCase(dealer, id)).early).toEqual({ percent: 15, fen: most, taken: false })
		must(await acknowledgeNotice(dealer, await at(world, id)))
		world.at('2026-11-10')
		const approver = await world.as('approver')
		expect(await decideCase(approver, { ...(await at(world, id)), amountFen: told, reason: WHY })).toMatchObject({
			error: { rule: 'penalty.above-early' },
		})
		must(await decideCase(approver, { ...(await at(world, id)), amountFen: most, reason: WHY }))
		expect(await rowOf(world, id)).toMatchObject({ decided_amount_fen: most, points })
		const bodies = (await noticesOf(world.db.read, id)).map((one): NoticeBody => JSON.parse(one.body_json))
		expect(bodies.map((body) => body.early)).toEqual([
			{ percent: 15, fen: most, taken: false },
			{ percent: 15, fen: most, taken: true },
		])
	})
})

describeOnBoth('drafts', (open) => {
	test('are the own, masked, replaced by the newest and emptied when sent', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const dealer = await world.as('dealer')
		const key = 'defence:0001'
		expect((await draftFor(dealer, key)).saved).toBeNull()
		must(await keepDraft(dealer, { key, values: { 'argument.0': '用户 13812341234 自己签的' } }))
		world.at('2026-11-10')
		const later = await world.as('dealer')
		must(await keepDraft(later, { key, values: { 'argument.0': '用户 13812341234 自己签的', 'argument.1': '第二条' } }))
		const kept = (await draftFor(later, key)).saved
		expect(kept).toEqual({
			at: later.now,
			values: { 'argument.0': '用户 138****1234 自己签的', 'argument.1': '第二条' },
		})
		expect((await draftFor(await world.as('dealer2'), key)).saved).toBeNull()
		await sentDraft(later, key)
		expect((await draftFor(later, key)).saved).toEqual({ at: later.now, values: {} })
		expect(await world.db.read.selectFrom('form_draft').select('id').execute()).toHaveLength(1)
	})

	test('old ones go, and nobody keeps more than sixty', async () => {
		const world = worldOf(await open(layWorld), '2026-05-09')
		must(await keepDraft(await world.as('dealer'), { key: 'review:old', values: { reason: '旧的' } }))
		world.at('2026-11-09')
		const dealer = await world.as('dealer')
		for (let i = 0; i < 60; i++) must(await keepDraft(dealer, { key: `review:${i}`, values: { reason: '一' } }))
		expect((await draftFor(dealer, 'review:old')).saved).toBeNull()
		expect(await keepDraft(dealer, { key: 'review:more', values: { reason: '一' } })).toMatchObject({
			error: { rule: 'desk.drafts-full' },
		})
		must(await keepDraft(dealer, { key: 'review:3', values: { reason: '二' } }))
		expect(await keepDraft(dealer, { key: 'nonsense', values: {} })).toMatchObject({ error: { kind: 'missing' } })
	})
})

describeOnBoth('self-reports', (open) => {
	const formOf = async (world: World, outlet = 'JZ-WJ-0312', occurredOn = '2026-11-05') =>
		selfReportSchema.parse({
			outletId: await world.outletId(outlet),
			matter: '没有给用户看资费就开了业务',
			occurredOn,
			units: '2',
			facts: '用户 13812341234 没有确认，店员就开通了业务。',
			affectedNumbers: '13812341234',
			refund: 'DONE',
			confirm: 'on',
		})
	const send = async (world: World, requestKey = 'form-00001') =>
		reportOwnViolation(await world.as('dealer'), { requestKey, form: await formOf(world) }, [
			{ name: 'a.jpg', bytes: PHOTO },
		])
	const takeUp = (id: string) => ({ id, version: 1, typeCode: 'B01', units: 2, answer: '' })

	test('come first: the factor is set, the officer opens the case, the dealer follows it', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const made = must(await send(world))
		expect(made.number).toBe('ZB-2026-0001')
		// The form sent again is the same report.
		expect(must(await send(world)).id).toBe(made.id)
		expect((await deskReports(await world.as('dealer'), null)).rows).toHaveLength(1)
		const officer = await world.as('compliance')
		expect((await myWork(officer)).queues.find((one) => one.name === 'self-report.decide')?.count).toBe(1)
		expect(must(await selfReportPage(officer, made.id, 'B01'))).toMatchObject({ found: [], units: 2 })
		const { violationId } = must(await takeUpReport(officer, takeUp(made.id)))
		expect(await violationById(world.db.read, violationId)).toMatchObject({
			state: 'DRAFT',
			source: 'SELF_REPORT',
			source_ref: 'ZB-2026-0001',
			opened_by: officer.actor.accountId,
			occurred_on: '2026-11-05',
			units: 2,
			factors_json: '["self-reported"]',
		})
		const evidence = await world.db.read
			.selectFrom('evidence_link')
			.select(['subject_kind'])
			.where('subject_id', 'in', [made.id, violationId])
			.execute()
		expect(evidence.map((one) => one.subject_kind).sort()).toEqual(['self-report', 'violation'])
		const seen = must(await deskReport(await world.as('dealer'), made.id))
		expect(seen).toMatchObject({ state: 'TAKEN_UP', credited: true, case: null })
		expect(JSON.stringify(seen)).not.toMatch(/13812341234|factors|opinion/)
		expect(JSON.stringify(seen)).not.toContain(officer.actor.name)
		// Nothing is done twice.
		expect(await takeUpReport(officer, takeUp(made.id))).toMatchObject({ error: { kind: 'stale' } })
		expect(await takeUpReport(officer, { ...takeUp(made.id), version: 2 })).toMatchObject({
			error: { rule: 'self-report.not-waiting' },
		})
	})

	test.each<[string, string, string | null]>([
		['a violation of the same outlet, type and day', '2026-11-05', 'violation'],
		['one of another day does not count', '2026-11-04', null],
	])('%s', async (_, occurredOn, kind) => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await recorded(world, { severity: 'L3', occurredOn: occurredOn as '2026-11-05' })
		world.at('2026-11-10')
		const { id } = must(await send(world))
		const officer = await world.as('compliance')
		const page = must(await selfReportPage(officer, id, 'B01'))
		expect(page.found?.map((one) => one.kind)).toEqual(kind ? [kind] : [])
		const { violationId } = must(await takeUpReport(officer, takeUp(id)))
		expect((await violationById(world.db.read, violationId))?.factors_json).toBe(kind ? '[]' : '["self-reported"]')
		expect(must(await deskReport(await world.as('dealer'), id)).credited).toBe(kind === null)
	})

	test('what is recorded after the report takes nothing from it', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const { id } = must(await send(world))
		world.at('2026-11-10')
		await recorded(world, { severity: 'L3', occurredOn: '2026-11-05' })
		expect(must(await selfReportPage(await world.as('compliance'), id, 'B01')).found).toEqual([])
	})

	test('not taken up: the dealer reads why; nobody else reads it, nobody else decides', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const { id } = must(await send(world))
		const command = { id, version: 1, answer: '这不是违规，资费在墙上公示。' }
		const before = await world.fingerprint()
		for (const login of ['manager', 'approver', 'auditor', 'dealer', 'dealer2', 'admin'])
			expect((await declineReport(await world.as(login), command)).ok, login).toBe(false)
		expect(await deskReport(await world.as('dealer2'), id)).toMatchObject({ error: { kind: 'missing' } })
		expect(await deskReport(await world.as('compliance'), id)).toMatchObject({ error: { kind: 'missing' } })
		expect(await world.fingerprint()).toBe(before)
		must(await declineReport(await world.as('compliance'), command))
		expect(must(await deskReport(await world.as('dealer'), id))).toMatchObject({
			state: 'DECLINED',
			answer: command.answer,
			case: null,
		})
	})

	test('refuses another dealer’s outlet, a day to come, and who signed the dealer up', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const dealer = await world.as('dealer')
		const foreign = await reportOwnViolation(dealer, {
			requestKey: 'form-00002',
			form: await formOf(world, 'JZ-WJ-0400'),
		})
		expect(foreign).toMatchObject({ error: { kind: 'missing' } })
		const future = await reportOwnViolation(dealer, {
			requestKey: 'form-00003',
			form: await formOf(world, 'JZ-WJ-0312', '2026-11-10'),
		})
		expect(future).toMatchObject({ error: { rule: 'self-report.future' } })
		expect(
			await reportOwnViolation(await world.as('compliance'), { requestKey: 'form-00004', form: await formOf(world) }),
		).toMatchObject({ error: { kind: 'missing' } })
		const { id } = must(await send(world))
		await world.db.write
			.updateTable('dealer')
			.set({ signed_by: await world.accountId('compliance') })
			.execute()
		expect(await takeUpReport(await world.as('compliance'), takeUp(id))).toMatchObject({
			error: { rule: 'self-report.signed-up' },
		})
	})
})

describeOnBoth('the desk', (open) => {
	test('names documents without opening them, and says how money and points stand', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const empty = await deskHome(await world.as('dealer2'))
		expect(empty).toMatchObject({ waiting: [], running: [], plans: [], documents: [], money: { points: 0 } })
		const id = await inDefence(world)
		const before = await world.fingerprint()
		const home = await deskHome(await world.as('dealer'))
		expect(home.documents).toMatchObject([{ kind: 'pre-notice', caseId: id }])
		expect(home.money).toMatchObject({ points: 0, pending: 3 })
		expect(home.rulesOpen).toBe(false)
		expect(await world.fingerprint()).toBe(before)
	})
})

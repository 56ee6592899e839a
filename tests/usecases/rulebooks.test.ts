import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ClauseValue } from '#app/domain/penalty/clause.ts'
import { clausesOf } from '#app/domain/penalty/clauses.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'
import { penaltyPage } from '#app/usecases/penalties/page.server.ts'
import { acceptRulebook, recordAcceptance } from '#app/usecases/rulebooks/accept.server.ts'
import { abandonDraft, approveDraft, askForCheck, sendDraftBack } from '#app/usecases/rulebooks/decide-draft.server.ts'
import { renameDraft, saveDraftPart, startDraft } from '#app/usecases/rulebooks/draft.server.ts'
import { comparePage, draftPage, versionsPage } from '#app/usecases/rulebooks/pages.server.ts'
import { publishVersion } from '#app/usecases/rulebooks/publish.server.ts'
import { deskRulebook, registerPage } from '#app/usecases/rulebooks/register.server.ts'
import { rehearsalResult } from '#app/usecases/rulebooks/rehearse.server.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { at, decided, drafted, inDefence, must, rowOf, servedCase, WHY } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const DAY = '2027-01-01'
const ruleOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.error.rule)

async function quietly(world: World, act: () => Promise<Outcome<unknown>>): Promise<string> {
	const before = await world.fingerprint()
	const rule = ruleOf(await act())
	expect(await world.fingerprint()).toBe(before)
	return rule
}

async function rowNow(world: World, id: string) {
	return world.db.read
		.selectFrom('rulebook_draft')
		.select(['id', 'version'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
}

/** A draft with some clauses changed by key. */
async function draft(world: World, changes: Readonly<Record<string, ClauseValue>>, code = 'RB-2027') {
	const compliance = await world.as('compliance')
	const { id } = must(await startDraft(compliance, { code, effectiveFrom: DAY }))
	const list = (book: Parameters<typeof clausesOf>[0]) => clausesOf(book).filter((one) => one.key in changes)
	const { body_json } = await world.db.read
		.selectFrom('rulebook_draft')
		.select('body_json')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	const ids = list(JSON.parse(body_json)).map((one) => [one.id, changes[one.key] ?? null])
	must(await saveDraftPart(compliance, { id, version: 1, values: Object.fromEntries(ids), clauses: list }))
	return id
}

let worlds = 0

async function published(world: World, changes: Readonly<Record<string, ClauseValue>>) {
	// Bodies are cached by id for the life of the process: two worlds must not make the same one.
	worlds += 1
	for (let i = 0; i < worlds; i++) world.deps.newId()
	const id = await draft(world, changes)
	must(await approveDraft(await world.as('approver'), await rowNow(world, id)))
	const { versionId } = must(await publishVersion(await world.as('compliance'), await rowNow(world, id)))
	return { id, versionId }
}

async function inForce(world: World) {
	const ctx = await world.as('compliance')
	const versions = await versionsOf(ctx.read, ctx.actor.branchId, 'rulebook')
	const first = versions.at(-1)
	if (!first) throw new Error('No rulebook')
	return first
}

const MILDER = { 'levels.base.L2': 40_000 }

describeOnBoth('rulebook versions', (open, dialect) => {
	const make = async () => worldOf(await open(layWorld))

	test('written by one, checked by another, published, and told to every dealer', async () => {
		const world = await make()
		const id = await draft(world, MILDER)
		const [compliance, approver] = [await world.as('compliance'), await world.as('approver')]
		expect(await quietly(world, async () => publishVersion(compliance, await rowNow(world, id)))).toBe('wrong-state')
		expect(await quietly(world, async () => approveDraft(compliance, await rowNow(world, id)))).toBe('not-allowed')
		must(await askForCheck(compliance, await rowNow(world, id)))
		must(await approveDraft(approver, await rowNow(world, id)))
		const { versionId } = must(await publishVersion(compliance, await rowNow(world, id)))
		const page = await versionsPage(compliance)
		expect(page.versions.map((one) => [one.code, one.standing, one.accepted])).toEqual([
			['RB-2027', 'ahead', 0],
			['RB-2026', 'in-force', 2],
		])
		const told = await world.db.read.selectFrom('outbox').select(['kind', 'subject_id']).execute()
		expect(told.filter((one) => one.kind === 'rulebook.published').map((one) => one.subject_id)).toEqual([
			versionId,
			versionId,
		])
		expect(told.some((one) => one.kind === 'rulebook.to-check')).toBe(true)
		const events = await world.db.read
			.selectFrom('case_event')
			.select('kind')
			.where('subject_id', '=', id)
			.orderBy('id')
			.execute()
		expect(events.map((one) => one.kind)).toEqual([
			'rulebook.drafted',
			'rulebook.changed',
			'rulebook.check-asked',
			'rulebook.checked',
			'rulebook.published',
		])
	})

	test('a stale page, a taken code, a date across a case, an unchanged draft: refused, nothing written', async () => {
		const world = await make()
		const compliance = await world.as('compliance')
		const start = (code: string, effectiveFrom: `${number}-${number}-${number}`) => () =>
			startDraft(compliance, { code, effectiveFrom })
		expect(await quietly(world, start('RB-2026', DAY))).toBe('rulebook.code-taken')
		expect(await quietly(world, start('RB-2027', '2026-11-01'))).toBe('rulebook.effective-past')
		await drafted(world, { occurredOn: '2026-11-02' })
		expect(await quietly(world, start('RB-2027', '2026-11-02'))).toBe('rulebook.effective-across')
		const { id } = must(await startDraft(compliance, { code: 'RB-2027', effectiveFrom: DAY }))
		const approver = await world.as('approver')
		expect(await quietly(world, () => approveDraft(approver, { id, version: 1 }))).toBe('rulebook.unchanged')
		const rename = { id, version: 7, code: 'RB-2028', effectiveFrom: DAY } as const
		expect(await quietly(world, () => renameDraft(compliance, rename))).toBe('stale')
		expect(
			await quietly(world, async () => startDraft(await world.as('manager'), { code: 'RB-X1', effectiveFrom: DAY })),
		).toBe('not-allowed')
	})

	test('sent back it is written on and checked anew; dropped it rests and frees its code', async () => {
		const world = await make()
		const id = await draft(world, MILDER)
		const [compliance, approver] = [await world.as('compliance'), await world.as('approver')]
		must(await approveDraft(approver, await rowNow(world, id)))
		const save = async () => saveDraftPart(compliance, { ...(await rowNow(world, id)), values: {}, clauses: () => [] })
		expect(await quietly(world, save)).toBe('wrong-state')
		must(await sendDraftBack(approver, { ...(await rowNow(world, id)), reason: 'L2 基数过低' }))
		must(await save())
		expect(await quietly(world, async () => publishVersion(compliance, await rowNow(world, id)))).toBe('wrong-state')
		must(await abandonDraft(compliance, { ...(await rowNow(world, id)), reason: '年度规则不改' }))
		expect(must(await draftPage(compliance, id)).acts).toMatchObject({ edit: false, publish: false, rehearse: false })
		must(await startDraft(compliance, { code: 'RB-2027', effectiveFrom: DAY }))
	})

	test('a published version cannot be changed, removed or published across', async () => {
		const world = await make()
		const { id, versionId } = await published(world, MILDER)
		for (const text of [
			`update reference_version set body_json = '{}' where id = '${versionId}'`,
			`update reference_version set effective_from = '2026-06-01' where id = '${versionId}'`,
			`delete from reference_version where id = '${versionId}'`,
		])
			await expect(sql.raw(text).execute(world.db.write)).rejects.toThrow('frozen')
		await sql.raw(`update reference_version set status = 'RETIRED' where id = '${versionId}'`).execute(world.db.write)
		const compliance = await world.as('compliance')
		expect(await quietly(world, async () => publishVersion(compliance, await rowNow(world, id)))).toBe('wrong-state')
		const next = { code: 'RB-2028', effectiveFrom: DAY } as const
		expect(await quietly(world, () => startDraft(compliance, next))).toBe('rulebook.effective-taken')
	})

	test('a severity that changes takes a new catalogue with it, from the same day', async () => {
		const world = await make()
		await published(world, { 'types.type-severity.A03': 'L1' })
		const ctx = await world.as('compliance')
		const [newest, shipped] = await versionsOf(ctx.read, ctx.actor.branchId, 'taxonomy')
		expect([newest?.version, newest?.effective_from]).toEqual([2, DAY])
		const severity = (row: typeof newest) =>
			JSON.parse(row?.body_json ?? '{}').types.find((type: { code: string }) => type.code === 'A03').severity
		expect([severity(newest), severity(shipped)]).toEqual(['L1', 'L2'])
		// What happened before keeps the severity of its day.
		world.at('2027-01-05')
		const old = await drafted(world, { occurredOn: '2026-12-28' })
		const fresh = await drafted(world, { occurredOn: '2027-01-02', outlet: 'JZ-ND-0101', opener: 'manager4' })
		expect([(await rowOf(world, old)).severity, (await rowOf(world, fresh)).severity]).toEqual(['L2', 'L1'])
	})

	test('the milder of the two versions applies, and the case says why', async () => {
		const world = await make()
		await published(world, MILDER)
		world.at('2027-01-05')
		const id = await drafted(world, { occurredOn: '2026-12-28' })
		expect(await rowOf(world, id)).toMatchObject({ amount_fen: 40_000 })
		const page = must(await penaltyPage(await world.as('compliance'), id))
		expect(page).toMatchObject({ ruleVersion: { why: 'milder', first: 'RB-2026' }, rulebook: { code: 'RB-2027' } })
		// The dealer accepted the version in force when it happened: that is what binds.
		must(await issueNotice(await world.as('compliance'), await checked(world, id)))
		const later = await drafted(world, { occurredOn: '2027-01-02', outlet: 'JZ-WJ-0400' })
		const notice = async () => issueNotice(await world.as('compliance'), await checked(world, later))
		expect(ruleOf(await notice())).toBe('penalty.rulebook-not-accepted')
	})

	test('accepted on the desk with the hash of the text; on paper from the day of the signature', async () => {
		const world = await make()
		const { versionId } = await published(world, MILDER)
		const [dealer, compliance] = [await world.as('dealer'), await world.as('compliance')]
		const { sha256, earlier } = must(await deskRulebook(dealer, versionId))
		expect(earlier?.changes.map((one) => [one.key, one.before, one.after])).toEqual([
			['levels.base.L2', 50_000, 40_000],
		])
		const sign = (hash: string) => () => acceptRulebook(dealer, { versionId, sha256: hash, fullName: '吴建国' })
		expect(await quietly(world, sign('0'.repeat(64)))).toBe('rulebook.text-changed')
		must(await sign(sha256)())
		expect(await quietly(world, sign(sha256))).toBe('rulebook.accepted')
		const paper = (on: `${number}-${number}-${number}`) => async () =>
			recordAcceptance(compliance, {
				versionId,
				dealerId: await world.dealerId('D-0002'),
				name: '许国强',
				on,
				note: '档案盒 7',
			})
		expect(await quietly(world, paper('2026-11-01'))).toBe('rulebook.paper-day')
		expect(await quietly(world, paper('2026-11-03'))).toBe('rulebook.paper-day')
		must(await paper('2026-11-02')())
		const { rows } = must(await registerPage(compliance, versionId, { only: 'all', cursor: null }))
		expect(rows.map((row) => [row.acceptedName, row.how, row.acceptedOn])).toEqual([
			['吴建国', 'desk', '2026-11-02'],
			['许国强', 'paper', '2026-11-02'],
		])
		const change = sql.raw("update rulebook_acceptance set accepted_on = '2025-01-01'").execute(world.db.write)
		await expect(change).rejects.toThrow('append-only')
	})

	test('a rehearsal writes nothing; the version in force changes nothing, a draft says what it would', async () => {
		const world = await make()
		await servedCase(world, { occurredOn: '2026-10-20' })
		await decided(world, { occurredOn: '2026-10-30', outlet: 'JZ-ND-0101', opener: 'manager4' })
		const inDefenceOnly = await inDefence(world, { occurredOn: '2026-10-29', severity: 'L1' })
		const id = await draft(world, MILDER)
		const ctx = await world.as('compliance')
		const period = { from: '2026-11-01', to: '2026-11-30' } as const
		const before = await world.fingerprint()
		const same = must(await rehearsalResult(ctx, { version: 'RB-2026', ...period }))
		expect(same.totals).toMatchObject({ cases: 2, changed: 0, oldFen: 100_000, newFen: 100_000, crossings: 0 })
		const milder = must(await rehearsalResult(ctx, { version: id, ...period }))
		expect(milder.totals).toMatchObject({ cases: 2, changed: 2, oldFen: 100_000, newFen: 80_000 })
		expect(milder.cases.map((one) => one.penaltyId)).not.toContain(inDefenceOnly)
		const none = must(await rehearsalResult(ctx, { version: 'RB-2027', from: '2026-01-01', to: '2026-01-31' }))
		expect(none.totals.cases).toBe(0)
		expect(ruleOf(await rehearsalResult(ctx, { version: 'RB-1999', ...period }))).toBe('not-found')
		expect(await world.fingerprint()).toBe(before)
	})

	test('compare: a version and itself do not differ; version and draft do', async () => {
		const world = await make()
		const id = await draft(world, MILDER)
		const { id: first } = await inForce(world)
		const ctx = await world.as('manager')
		expect(must(await comparePage(ctx, { a: first, b: first })).changes).toEqual([])
		expect(must(await comparePage(ctx, { a: first, b: id })).changes).toHaveLength(1)
	})

	if (dialect === 'sqlite')
		test('what a version in force at the decision asks less for is all that may be decided', async () => {
			const world = await make()
			await published(world, MILDER)
			const id = await inDefence(world, { occurredOn: '2026-10-30' })
			must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
			world.at('2027-01-05')
			const approver = await world.as('approver')
			const decide = (amountFen: number) => async () =>
				decideCase(approver, { ...(await at(world, id)), amountFen, reason: WHY })
			expect(await quietly(world, decide(50_000))).toBe('penalty.above-milder')
			must(await decide(40_000)())
			expect(await rowOf(world, id)).toMatchObject({ decided_amount_fen: 40_000 })
		})
})

/** Checks a draft penalty and answers what the next page would send. */
async function checked(world: World, id: string) {
	const row = await rowOf(world, id)
	if (row.state === 'DRAFT') must(await checkCase(await world.as('compliance'), await at(world, id)))
	return at(world, id)
}

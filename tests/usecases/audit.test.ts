import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eventSearchSchema, sampleSchema } from '#app/domain/audit/audit.schema.ts'
import { visitSchema } from '#app/domain/inspection/visit.schema.ts'
import { chainProof, chainSegment, wholeChain } from '#app/usecases/audit/chain-proof.server.ts'
import { answerOpinion, listOpinions, opinionPage, recordOpinion } from '#app/usecases/audit/opinions.server.ts'
import { drawCases, samplePage } from '#app/usecases/audit/samples.server.ts'
import { exportEvents, searchEvents } from '#app/usecases/audit/search-events.server.ts'
import { cancelVisit } from '#app/usecases/inspections/end-visit.server.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const OUTLETS = ['JZ-WJ-0312', 'JZ-WJ-0400'] as const

/** Some visits that the manager planned, one a day. */
async function visits(world: World, n: number): Promise<string[]> {
	const ids: string[] = []
	for (let i = 0; i < n; i++) {
		world.at(`2026-11-${String(i + 2).padStart(2, '0')}` as `${number}-${number}-${number}`) // two digits, a date
		const ctx = await world.as('manager')
		const form = visitSchema.parse({
			outletId: await world.outletId(OUTLETS[i % 2] ?? ''),
			type: 'PATROL',
			plannedOn: ctx.today,
		})
		const done = await planVisit(ctx, form, false)
		if (!done.ok) throw new Error(done.error.rule)
		ids.push(done.value.id)
	}
	return ids
}

const search = (query: Record<string, string>) => eventSearchSchema.parse(query)
const draw = (query: Record<string, string>) => sampleSchema.parse({ kind: 'inspection', count: '3', ...query })

async function found(world: World, query: Record<string, string>) {
	const answer = await searchEvents(await world.as('auditor'), search(query))
	if (!answer.ok) throw new Error(answer.error.rule)
	return answer.value
}

/** Changes a row of the log behind the back of the program. */
async function tamper(world: World, statement: ReturnType<typeof sql>): Promise<void> {
	const { db } = world
	if (db.dialect === 'sqlite') await sql`drop trigger case_event_no_update`.execute(db.write)
	else await sql`alter table case_event disable trigger case_event_no_change`.execute(db.write)
	await statement.execute(db.write)
}

describeOnBoth('the auditor', (open) => {
	test('finds events by person, kind of subject, number, kind, period and reason; newest first', async () => {
		const world = worldOf(await open(layWorld))
		const ids = await visits(world, 4)
		const manager = await world.as('manager')
		await cancelVisit(manager, ids[0] ?? '', undefined, '店铺100%停业')
		const all = await found(world, { subject: 'inspection' })
		expect(all.lines.map((line) => line.kind)).toEqual(['inspection.cancelled', ...ids.map(() => 'inspection.planned')])
		expect([...all.lines].map((line) => line.at)).toEqual(
			all.lines
				.map((line) => line.at)
				.sort()
				.reverse(),
		)
		expect((await found(world, { reason: '100%停' })).lines.map((line) => line.subjectId)).toEqual([ids[0]])
		expect((await found(world, { reason: '100_停' })).lines).toEqual([])
		expect((await found(world, { person: 'MANAGER', kind: 'inspection.cancelled' })).lines).toHaveLength(1)
		expect((await found(world, { person: 'nobody' })).lines).toEqual([])
		expect((await found(world, { from: '2026-11-03', to: '2026-11-03' })).lines.map((line) => line.subjectId)).toEqual([
			ids[1],
		])
		const number = all.lines.at(-1)?.number ?? ''
		expect(number).not.toBe('')
		expect(new Set((await found(world, { number })).lines.map((line) => line.subjectId))).toEqual(new Set([ids[0]]))
		expect((await found(world, { number: 'no such number' })).lines).toEqual([])
	})

	test('reads every event once, page by page, and names people in what changed', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('compliance')
		await ctx.inTx(ctx.actor.branchId, async (tx) => {
			const { appendEvents } = await import('#db/queries/events.server.ts')
			const drafts = Array.from({ length: 120 }, (_, i) => ({
				subjectKind: 'dealer' as const,
				subjectId: 'x',
				kind: 'dealer.changed' as const,
				before: { n: i },
				after: { n: i + 1, by: ctx.actor.accountId },
			}))
			await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, drafts)
			return { ok: true, value: undefined }
		})
		const seen: number[] = []
		let cursor: string | null = ''
		while (cursor !== null) {
			const page: { lines: readonly { seq: number }[]; next: string | null } = await found(world, { id: 'x', cursor })
			seen.push(...page.lines.map((line) => line.seq))
			cursor = page.next
		}
		expect(new Set(seen).size).toBe(120)
		expect(seen).toEqual([...seen].sort((a, b) => b - a))
		const exported: number[] = []
		for await (const line of exportEvents(await world.as('auditor'), search({ id: 'x' }))) exported.push(line.seq)
		expect(exported).toEqual(seen)
		const line = (await found(world, { id: 'x' })).lines[0]
		expect(line?.changes).toContainEqual({ field: 'by', before: null, after: ctx.actor.name })
	})

	test('nobody else reads the log, draws samples or proves chains', async () => {
		const world = worldOf(await open(layWorld))
		const [id = ''] = await visits(world, 1)
		const before = await world.fingerprint()
		for (const login of ['compliance', 'manager', 'issuer', 'dealer', 'admin', 'approver']) {
			const ctx = await world.as(login)
			expect(await searchEvents(ctx, search({})), login).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
			expect((await drawCases(ctx, draw({}))).ok, login).toBe(false)
			expect((await chainProof(ctx, 'inspection', id, false)).ok, login).toBe(false)
			expect((await chainSegment(ctx, 'inspection', id)).ok, login).toBe(false)
			const form = { subject: 'inspection', id, number: '', text: '二十个字以上的审计意见二十个字以上的审计意见' }
			expect((await recordOpinion(ctx, form)).ok, login).toBe(false)
			const rows = []
			for await (const line of exportEvents(ctx, search({}))) rows.push(line)
			expect(rows).toEqual([])
		}
		expect(await world.fingerprint()).toBe(before)
	})

	test('draws the same sample from the same seed, filters and data, whoever draws it', async () => {
		const world = worldOf(await open(layWorld))
		const ids = await visits(world, 9)
		const auditor = await world.as('auditor')
		const views = []
		for (const seed of ['seven', 'seven', 'eight']) {
			const drawn = await drawCases(auditor, draw({ seed }))
			if (!drawn.ok) throw new Error(drawn.error.rule)
			const page = await samplePage(auditor, drawn.value.id)
			if (!page.ok) throw new Error(page.error.rule)
			views.push(page.value)
		}
		const [first, second, third] = views.map((view) => view.cases.map((one) => one.id))
		expect(first).toEqual(second)
		expect(first).not.toEqual(third)
		expect(views.map((view) => view.again)).toEqual(['same', 'same', 'same'])
		// The rule as an outsider would recompute it.
		const rank = (id: string) => createHash('sha256').update(`seven\n${id}`).digest('hex')
		expect(first).toEqual([...ids].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, 3))
		const events = await found(world, { kind: 'sample.drawn' })
		expect(events.lines).toHaveLength(3)
	})

	test('says when the cases have changed since, and keeps the sample as it was drawn', async () => {
		const world = worldOf(await open(layWorld))
		await visits(world, 4)
		const auditor = await world.as('auditor')
		const drawn = await drawCases(auditor, draw({ seed: 's', count: '4' }))
		if (!drawn.ok) throw new Error(drawn.error.rule)
		await visits(world, 1)
		const page = await samplePage(auditor, drawn.value.id)
		expect(page).toMatchObject({ ok: true, value: { again: 'population-changed', population: 4 } })
		expect(page.ok && page.value.cases).toHaveLength(4)
	})

	test('filters the draw by person and period; filters that a kind does not have are left out', async () => {
		const world = worldOf(await open(layWorld))
		await visits(world, 4)
		const auditor = await world.as('auditor')
		const population = async (query: Record<string, string>) => {
			const drawn = await drawCases(auditor, draw(query))
			if (!drawn.ok) throw new Error(drawn.error.rule)
			const page = await samplePage(auditor, drawn.value.id)
			return page.ok ? page.value.population : -1
		}
		expect(await population({})).toBe(4)
		expect(await population({ person: 'manager' })).toBe(4)
		expect(await population({ person: 'compliance' })).toBe(0)
		expect(await population({ from: '2026-11-03', to: '2026-11-04' })).toBe(2)
		expect(await population({ severity: 'L4', min: '100' })).toBe(4)
		expect(await population({ kind: 'penalty', severity: 'L4', min: '100' })).toBe(0)
		expect(await population({ kind: 'order' })).toBe(0)
		expect(await population({ kind: 'plan', severity: 'L1' })).toBe(0)
	})

	test('proves the chain of a case, and sees a changed event', async () => {
		const world = worldOf(await open(layWorld))
		const [id = ''] = await visits(world, 3)
		const auditor = await world.as('auditor')
		const proof = await chainProof(auditor, 'inspection', id, true)
		expect(proof).toMatchObject({ ok: true, value: { fits: true, headFits: true, whole: { firstFault: null } } })
		const segment = await chainSegment(auditor, 'inspection', id)
		expect(segment).toMatchObject({ ok: true, value: { format: 'fangxin-chain-1', events: [{ subject_id: id }] } })
		await tamper(world, sql`update case_event set reason = 'forged' where subject_id = ${id}`)
		const forged = await chainProof(auditor, 'inspection', id, true)
		expect(forged).toMatchObject({ ok: true, value: { fits: false, lines: [{ contentFits: false }] } })
		const seq = forged.ok ? forged.value.lines[0]?.seq : undefined
		expect(forged.ok && forged.value.whole?.firstFault).toBe(seq)
	})

	test('a rewritten event with a hash of its own breaks the link to the next one', async () => {
		const world = worldOf(await open(layWorld))
		const [id = ''] = await visits(world, 3)
		const auditor = await world.as('auditor')
		const { eventHash } = await import('#db/queries/events.server.ts')
		const row = await world.db.read
			.selectFrom('case_event')
			.selectAll()
			.where('subject_id', '=', id)
			.executeTakeFirstOrThrow()
		const hash = eventHash({ ...row, reason: 'forged' })
		await tamper(world, sql`update case_event set reason = 'forged', hash = ${hash} where subject_id = ${id}`)
		const proof = await chainProof(auditor, 'inspection', id, false)
		expect(proof).toMatchObject({ ok: true, value: { fits: false, lines: [{ contentFits: true, linkFits: false }] } })
		expect((await wholeChain(auditor)).firstFault).toBe(row.seq + 1)
	})

	test('an opinion asks the branch, its answer comes back; neither changes the case', async () => {
		const world = worldOf(await open(layWorld))
		const [id = ''] = await visits(world, 1)
		const auditor = await world.as('auditor')
		const inspection = () =>
			world.db.read.selectFrom('inspection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
		const before = await inspection()
		const text = '检查表第七项没有照片，请说明为什么没有取证。'
		const made = await recordOpinion(auditor, { subject: '', id: '', number: before.number, text })
		if (!made.ok) throw new Error(made.error.rule)
		const told = await world.db.read
			.selectFrom('outbox')
			.innerJoin('account', 'account.id', 'outbox.account_id')
			.select(['outbox.kind', 'account.login'])
			.orderBy('account.login')
			.execute()
		expect(told.map((row) => row.login)).toEqual(['compliance', 'compliance2'])
		const opinionId = made.value.id
		const answer = { version: 1, answer: '当天设备故障，已安排补查并补拍照片。' }
		for (const login of ['issuer', 'manager', 'auditor', 'dealer', 'admin'])
			expect((await answerOpinion(await world.as(login), opinionId, answer)).ok, login).toBe(false)
		expect(await opinionPage(await world.as('issuer'), opinionId)).toMatchObject({ error: { kind: 'missing' } })
		const compliance = await world.as('compliance')
		expect((await listOpinions(compliance, 'open', null)).rows).toHaveLength(1)
		expect(await answerOpinion(compliance, opinionId, { ...answer, version: 9 })).toMatchObject({
			error: { kind: 'stale' },
		})
		expect((await answerOpinion(compliance, opinionId, answer)).ok).toBe(true)
		expect(await answerOpinion(compliance, opinionId, { ...answer, version: 2 })).toMatchObject({
			error: { rule: 'audit.closed' },
		})
		const back = await world.db.read
			.selectFrom('outbox')
			.select('account_id')
			.where('kind', '=', 'opinion.answered')
			.execute()
		expect(back.map((row) => row.account_id)).toEqual([auditor.actor.accountId])
		expect(await inspection()).toEqual(before)
		expect((await listOpinions(auditor, 'answered', null)).counts).toEqual({ open: 0, answered: 1 })
		expect(await recordOpinion(auditor, { subject: '', id: '', number: 'XJ-0000', text })).toMatchObject({
			error: { kind: 'missing' },
		})
	})
})

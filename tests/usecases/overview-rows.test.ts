import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type OverviewRowsQuery, overviewRowsSchema } from '#app/domain/overview/overview.schema.ts'
import { addDays, addMs, HOUR_MS, instantAt } from '#app/domain/time.ts'
import { overviewRows } from '#app/usecases/overview/rows.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { inDefence, recorded } from '#tests/support/penalty-case.ts'
import { planOf } from '#tests/support/plans.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const query = (change: Partial<OverviewRowsQuery>) => ({ ...overviewRowsSchema.parse({}), ...change })

/** Every page of a list, one after the other; `between` happens once, after the first. */
async function walked(w: World, change: Partial<OverviewRowsQuery>, between?: () => Promise<void>) {
	const ids: string[] = []
	const totals: number[] = []
	let cursor: string | undefined
	do {
		const page = await overviewRows(await w.as('auditor'), query({ ...change, cursor }))
		if (ids.length === 0) await between?.()
		ids.push(...page.rows.map(({ id }) => id))
		totals.push(page.total)
		cursor = page.next ?? undefined
	} while (cursor !== undefined)
	return { ids, totals }
}

async function copies(w: World, from: string, count: number, type: (n: number) => string, prefix = 'v') {
	const { version: _, ...row } = await w.db.read
		.selectFrom('violation')
		.selectAll()
		.where('id', '=', from)
		.executeTakeFirstOrThrow()
	const rows = Array.from({ length: count }, (_, n) => ({
		...row,
		id: `${prefix}-${String(n).padStart(3, '0')}`,
		number: `${prefix}-${n}`,
		finding_id: null,
		state: 'CONFIRMED',
		violation_type: type(n),
		// Three at each moment: a page may end between them.
		checked_at: addMs(instantAt('2026-11-01', 600), -Math.floor(n / 3) * HOUR_MS),
	}))
	await w.db.write.insertInto('violation').values(rows).execute()
	return rows.map(({ id }) => id)
}

describeOnBoth('the list behind a figure of cases', (open, dialect) => {
	test('comes in pages that skip and repeat nothing, whatever is added meanwhile', async () => {
		const w = worldOf(await open(layWorld), '2026-11-10')
		const first = await recorded(w)
		const laid = await copies(w, first, 130, (n) => (n % 2 === 0 ? 'A03' : 'B01'))
		const all = await walked(w, { of: 'confirmed' }, async () => {
			await copies(w, first, 2, () => 'A03', 'new')
		})
		expect(all.ids.filter((id) => laid.includes(id))).toHaveLength(130)
		expect(new Set(all.ids).size).toBe(all.ids.length)
		expect(all.totals).toEqual([130, 132, 132])
		const category = await walked(w, { of: 'confirmed', category: 'B' })
		expect(category.ids.toSorted()).toEqual(laid.filter((_, n) => n % 2 === 1).toSorted())
		expect(category.totals).toEqual([65, 65])
		const garbage = await overviewRows(await w.as('auditor'), query({ of: 'confirmed', cursor: 'nonsense' }))
		expect(garbage.rows).toHaveLength(50)
	})

	test('what came back is found on every page, however far apart', async () => {
		const w = worldOf(await open(layWorld), '2026-11-10')
		const { version: _, ...plan } = await planOf(w, await inDefence(w))
		const violation = await w.db.read
			.selectFrom('violation')
			.selectAll()
			.where('id', '=', (await copies(w, await recorded(w), 1, () => 'A03'))[0] ?? '')
			.executeTakeFirstOrThrow()
		const own = await copies(w, violation.id, 120, () => 'A03', 'own')
		const days = Array.from({ length: 120 }, (_, n) => addDays('2026-07-30', -n))
		await w.db.write
			.insertInto('plan')
			.values(
				days.map((day, n) => ({
					...plan,
					id: `p-${n}`,
					number: `P-${n}`,
					penalty_id: null,
					violation_id: own[n] ?? '',
					// One in forty is of a kind that came back after 30 days.
					violation_type: n % 40 === 0 ? `D0${1 + n / 40}` : 'C02',
					struck_off_at: instantAt(day, 30),
				})),
			)
			.execute()
		const { version: __, ...row } = violation
		await w.db.write
			.insertInto('violation')
			.values(
				[0, 40, 80].map((n) => ({
					...row,
					id: `again-${n}`,
					number: `again-${n}`,
					finding_id: null,
					violation_type: `D0${1 + n / 40}`,
					occurred_on: addDays(days[n] ?? '2026-07-01', n === 80 ? 91 : 90),
				})),
			)
			.execute()
		expect((await walked(w, { of: 'verified' })).ids).toHaveLength(120)
		// The last one came back a day too late.
		expect(await walked(w, { of: 'recurred' })).toEqual({ ids: ['p-0', 'p-40'], totals: [2] })
	})

	test.runIf(dialect === 'sqlite')('is read from the index that names it', async () => {
		const w = worldOf(await open(layWorld), '2026-11-10')
		const ctx = await w.as('auditor')
		const of = async (text: string) =>
			(await sql<{ detail: string }>`explain query plan ${sql.raw(text)}`.execute(w.db.read)).rows
				.map(({ detail }) => detail)
				.join('\n')
		const tail = (table: string, at: string) =>
			`and ${table}.branch_id = '${ctx.actor.branchId}' and ${at} >= 'a' and ${at} < 'b' order by ${at} desc, id desc`
		const confirmed = `select id from violation where violation.state = 'CONFIRMED' and violation.historic = 0 ${tail('violation', 'violation.checked_at')}`
		expect(await of(confirmed)).toContain('violation_confirmed')
		const answered = `select id from penalty where penalty.defence_state = 'STATED' ${tail('penalty', 'coalesce(penalty.decided_at, penalty.ended_at)')}`
		expect(await of(answered)).toContain('penalty_answered')
	})
})

import { expect, test } from 'vitest'
import { mappingSchema } from '#app/domain/import/mapping.schema.ts'
import type { Db } from '#db/client.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'
import { dinesafeMapping, HEADER, importText, line, register } from './register.ts'

async function layNothing(): Promise<void> {}

const none = { outlets: 0, inspections: 0, findings: 0, penalties: 0 }

function dump(db: Db) {
	return worldOf(db).fingerprint()
}

async function outlet(db: Db, key = '1') {
	const row = await db.read
		.selectFrom('outlet')
		.selectAll()
		.where('external_key', '=', `dinesafe:${key}`)
		.executeTakeFirstOrThrow()
	const aliases = await db.read
		.selectFrom('outlet_alias')
		.selectAll()
		.where('outlet_id', '=', row.id)
		.orderBy('seen_on')
		.execute()
	return { row, aliases: aliases.map((a) => `${a.name} ${a.seen_on}`) }
}

describeOnBoth('importing a register', (open) => {
	const three = register(
		{ text: 'Dirty', severity: 'M - Minor', action: 'Corrected During Inspection' },
		{ text: 'Dirty', severity: 'M - Minor', action: 'Ticket', outcome: 'Conviction - Fined', fine: '1,125.00' },
		{ inspection: '101', date: '2012-06-01' },
		{ outlet: '2', inspection: '102', name: 'Beta', lat: '', lon: '' },
	)

	test('an empty database gets the branch, dealer, sheet and historic rows', async () => {
		const db = await open(layNothing)
		const { summary, problems } = await importText(db, three)
		expect(summary).toEqual({
			rows: 4,
			rejected: 0,
			created: { outlets: 2, inspections: 3, findings: 2, penalties: 1 },
			total: { outlets: 2, inspections: 3, findings: 2, penalties: 1, penaltyFen: 112500 },
		})
		expect(problems.map((p) => [p.row, p.column, p.kind, p.fatal])).toEqual([
			[5, 'Latitude', 'blank', false],
			[5, 'Longitude', 'blank', false],
		])
		const branch = await db.read.selectFrom('branch').selectAll().executeTakeFirstOrThrow()
		expect(branch.code).toBe('TORONTO')
		const dealer = await db.read.selectFrom('dealer').selectAll().executeTakeFirstOrThrow()
		expect([dealer.source, dealer.credit_code]).toEqual(['IMPORTED', null])
		const inspections = await db.read.selectFrom('inspection').selectAll().orderBy('number').execute()
		expect(inspections.map((i) => [i.number, i.state, i.historic, i.failed_items, i.occurred_on])).toEqual([
			['IMP-100', 'SUBMITTED', 1, 2, '2012-04-12'],
			['IMP-101', 'SUBMITTED', 1, 0, '2012-06-01'],
			['IMP-102', 'SUBMITTED', 1, 0, '2012-04-12'],
		])
		const findings = await db.read.selectFrom('finding').selectAll().orderBy('number').execute()
		expect(findings.map((f) => [f.number, f.state, f.corrected_on_spot, f.close_reason])).toEqual([
			['IMP-100-F01', 'CLOSED', 1, 'M - Minor · Corrected During Inspection'],
			['IMP-100-F02', 'CLOSED', 0, 'M - Minor · Ticket · Conviction - Fined'],
		])
		const penalty = await db.read.selectFrom('penalty').selectAll().executeTakeFirstOrThrow()
		expect(penalty).toMatchObject({
			number: 'IMP-100-P02',
			amount_fen: 112500,
			points: 0,
			historic: 1,
			state: 'CLOSED',
			severity: 'L1',
		})
		for (const table of ['notice', 'ledger_txn', 'outbox', 'clock', 'plan', 'violation', 'decision'] as const)
			expect(await db.read.selectFrom(table).selectAll().execute(), table).toEqual([])
		const system = await db.read.selectFrom('account').selectAll().executeTakeFirstOrThrow()
		expect([system.kind, system.password_hash]).toEqual(['system', null])
		const events = await db.read.selectFrom('case_event').selectAll().orderBy('seq').execute()
		expect(events.at(-1)).toMatchObject({ kind: 'import.finished', actor_id: system.id })
		expect(events.every((event) => event.actor_id === system.id)).toBe(true)
	})

	test('repeated, it changes nothing at all', async () => {
		const db = await open(layNothing)
		const renamed = register(
			{ name: 'Old', date: '2012-01-05', inspection: '1' },
			{ name: 'New', date: '2012-02-05', inspection: '2' },
			{ name: 'Old', date: '2012-03-05', inspection: '3' },
			{ name: 'Same day', date: '2012-03-05', inspection: '4' },
		)
		await importText(db, three)
		await importText(db, renamed)
		const before = await dump(db)
		for (const csv of [three, renamed]) expect((await importText(db, csv)).summary?.created).toEqual(none)
		expect(await dump(db)).toBe(before)
	})

	test('a dry run writes nothing and answers the same', async () => {
		const db = await open(layNothing)
		const before = await dump(db)
		const dry = await importText(db, three, { mode: 'preview' })
		expect(await dump(db)).toBe(before)
		expect(dry.summary).toEqual((await importText(db, three)).summary)
		expect((await importText(db, three, { mode: 'preview' })).summary?.created).toEqual(none)
	})

	test('bad rows are named and do not stop the others', async () => {
		const db = await open(layNothing)
		const csv = [
			HEADER,
			line({ inspection: '1', date: '2012-02-30' }),
			line({ inspection: '2', text: 'Fine' }),
			line({ inspection: '' }),
			line({ outlet: '1.03E+07', inspection: '3' }),
			line({ outlet: '9', inspection: '2', text: 'Elsewhere' }),
			`${line({ inspection: '4' })},"one too many"`,
			line({ inspection: '5', lat: '143', lon: '-79', fine: 'unknown', text: 'Kept' }),
			'"9","9","6","Broken',
			line({ inspection: '7' }),
		].join('\n')
		const { summary, problems } = await importText(db, csv)
		expect(problems.filter((p) => p.fatal).map((p) => [p.row, p.column, p.kind])).toEqual([
			[2, 'Inspection Date', 'not-a-date'],
			[4, 'Inspection ID', 'blank'],
			[5, 'Establishment ID', 'scientific'],
			[7, '', 'too-many-cells'],
			[9, '', 'malformed'],
			[6, 'Inspection ID', 'other-outlet'],
		])
		expect(problems.filter((p) => !p.fatal).map((p) => [p.row, p.column, p.kind])).toEqual([
			[8, 'Latitude', 'out-of-range'],
			[8, 'Amount Fined', 'not-an-amount'],
		])
		expect(summary).toMatchObject({ rejected: 6, created: { inspections: 3, findings: 2, penalties: 0 } })
	})

	test('an outlet keeps its newest name whatever the order of rows and files', async () => {
		const db = await open(layNothing)
		await importText(
			db,
			register(
				{ name: 'Second', date: '2012-05-01', inspection: '2' },
				{ name: 'First', date: '2012-01-01', inspection: '1' },
			),
		)
		expect(await outlet(db)).toMatchObject({ row: { name: 'Second' }, aliases: ['First 2012-01-01'] })
		await importText(
			db,
			register({ name: 'Third', type: 'Bakery', date: '2013-05-01', inspection: '3', lat: '', lon: '' }),
		)
		const third = await outlet(db)
		expect(third).toMatchObject({
			row: { name: 'Third', type: 'Bakery', latitude: 43.6 },
			aliases: ['First 2012-01-01', 'Second 2012-05-01'],
		})
		await importText(db, register({ name: 'Zeroth', date: '2011-01-01', inspection: '0' }))
		expect(await outlet(db)).toMatchObject({ row: { name: 'Third', version: third.row.version } })
		await importText(db, register({ name: 'First', date: '2014-05-01', inspection: '4' }))
		expect(await outlet(db)).toMatchObject({
			row: { name: 'First' },
			aliases: ['Zeroth 2011-01-01', 'Second 2012-05-01', 'Third 2013-05-01'],
		})
	})

	test('identical rows stay separate, also when they stand apart and batches end between them', async () => {
		const db = await open(layNothing)
		const filler = Array.from({ length: 600 }, (_, i) => ({ outlet: '2', inspection: `x${i}`, name: 'Beta' }))
		const twice = { text: 'Dirty  floor', fine: '60' }
		const csv = register(twice, ...filler, { ...twice, text: 'Dirty floor' }, twice)
		expect((await importText(db, csv)).summary?.created).toEqual({
			outlets: 2,
			inspections: 601,
			findings: 3,
			penalties: 3,
		})
		const inspection = await db.read
			.selectFrom('inspection')
			.select('failed_items')
			.where('number', '=', 'IMP-100')
			.executeTakeFirst()
		expect(inspection?.failed_items).toBe(3)
		expect((await importText(db, csv)).summary?.created).toEqual(none)
	})

	test('a fine that comes later is added to the finding that is there', async () => {
		const db = await open(layNothing)
		await importText(db, register({ text: 'Dirty', outcome: 'Pending' }))
		const { summary } = await importText(db, register({ text: 'Dirty', outcome: 'Conviction - Fined', fine: '$300' }))
		expect(summary?.created).toEqual({ ...none, penalties: 1 })
		expect(summary?.total.penaltyFen).toBe(30000)
	})

	test('columns in another order, more of them, fewer of them, other titles and another code page', async () => {
		const db = await open(layNothing)
		const csv =
			'EXTRA;inspection_id;ESTABLISHMENT ID;inspection date;infraction details;establishment name\n;7;1;2013/04/05;"Zeile 1\nZeile 2";中文餐厅\n'
		const gbk = Buffer.concat(
			csv
				.split('中文餐厅')
				.flatMap((part, i) =>
					i === 0 ? [Buffer.from(part)] : [Buffer.from('d6d0cec4b2cdccfc', 'hex'), Buffer.from(part)],
				),
		)
		const { summary } = await importText(db, gbk)
		expect(summary).toMatchObject({
			rows: 1,
			rejected: 0,
			created: { outlets: 1, inspections: 1, findings: 1, penalties: 0 },
		})
		expect((await outlet(db)).row.name).toBe('中文餐厅')
		const finding = await db.read.selectFrom('finding').select('text').executeTakeFirstOrThrow()
		expect(finding.text).toBe('Zeile 1\nZeile 2')
		const latin = Buffer.from(
			`${HEADER}\n${line({ name: 'CAFÉ "Ö" MÜNSTER', outlet: '5', inspection: '8' })}\n`,
			'latin1',
		)
		await importText(db, latin)
		expect((await outlet(db, '5')).row.name).toBe('CAFÉ "Ö" MÜNSTER')
	})

	test('a file without a needed column is refused as a whole', async () => {
		const db = await open(layNothing)
		const { answer } = await importText(db, 'Establishment ID,Inspection ID\n1,2\n')
		expect(answer).toEqual({
			ok: false,
			error: { kind: 'columns-missing', columns: ['Establishment Name', 'Inspection Date', 'Infraction Details'] },
		})
		expect(await db.read.selectFrom('branch').selectAll().execute()).toEqual([])
		expect((await importText(db, '')).answer).toEqual({ ok: false, error: { kind: 'empty-file' } })
	})

	test('dates are read as the mapping says', async () => {
		const db = await open(layNothing)
		const mapping = mappingSchema.parse({ ...dinesafeMapping, dateFormats: ['DD/MM/YYYY'] })
		await importText(db, register({ date: '04/05/2013' }, { inspection: '101', date: '2013-04-05' }), { mapping })
		const rows = await db.read.selectFrom('inspection').select('occurred_on').execute()
		expect(rows).toEqual([{ occurred_on: '2013-05-04' }])
	})

	test('the only branch takes the rows in; its own people, dealers and sheet stay', async () => {
		const db = await open(layWorld)
		const before = await db.read.selectFrom('reference_version').select('id').execute()
		await importText(db, three)
		expect(await db.read.selectFrom('branch').selectAll().execute()).toHaveLength(1)
		expect(await db.read.selectFrom('reference_version').select('id').execute()).toHaveLength(before.length + 1)
		const world = worldOf(db)
		const system = await world.accountId('system')
		const inspections = await db.read
			.selectFrom('inspection')
			.select(['inspector_id'])
			.where('historic', '=', 1)
			.execute()
		expect(inspections.every((row) => row.inspector_id === system)).toBe(true)
	})

	test('all or nothing: one bad row and nothing is written', async () => {
		const db = await open(layWorld)
		const world = worldOf(db)
		const { actor } = await world.as('admin')
		const by = { mode: 'all-or-nothing' as const, actor }
		const before = await dump(db)
		const bad = await importText(db, register({ text: 'Dirty' }, { inspection: '2', date: 'never' }), by)
		expect(bad.answer).toMatchObject({ ok: false, error: { kind: 'rejected' } })
		expect(await dump(db)).toBe(before)
		const good = await importText(db, three, by)
		expect(good.summary?.created).toEqual({ outlets: 2, inspections: 3, findings: 2, penalties: 1 })
		const run = await db.read.selectFrom('import_run').selectAll().executeTakeFirstOrThrow()
		expect(run.started_by).toBe(actor.accountId)
	})
})

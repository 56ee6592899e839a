import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { xlsxFault } from '#app/infra/table/xlsx.server.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import {
	importChoices,
	importUpload,
	markedUpload,
	pastImports,
	takeUpload,
	viewUpload,
} from '#app/usecases/import/page.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'
import { HEADER, register } from './register.ts'

const MAPPING = 'dinesafe-2012'

async function workbook(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
	const book = new exceljs.Workbook()
	const sheet = book.addWorksheet('Sheet1')
	for (const row of rows) sheet.addRow(row)
	return Buffer.from(await book.xlsx.writeBuffer())
}

async function upload(ctx: Ctx, bytes: Buffer | string, name = 'register.csv'): Promise<string> {
	const taken = await takeUpload(ctx, MAPPING, { name, bytes: Buffer.from(bytes) })
	if (!('token' in taken)) throw new Error(taken.fault)
	return taken.token
}

async function view(ctx: Ctx, token: string) {
	const found = await viewUpload(ctx, token)
	if (!found.ok) throw new Error(found.error.rule)
	return found.value
}

const row = (inspection: string, date: unknown, fine: unknown = null, id: unknown = '10') => [
	'1',
	id,
	inspection,
	'Alpha',
	'Restaurant',
	'1 King St',
	43.6,
	-79.3,
	'Pass',
	2,
	'=1+1',
	date,
	'M - Minor',
	'',
	'',
	fine,
]

describeOnBoth('the import page', (open) => {
	test('shows what would happen, imports once, then finds nothing new', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('admin')
		const before = await world.fingerprint()
		const csv = register({ text: 'Dirty', fine: '60' }, { inspection: '101', lat: '' })
		const token = await upload(ctx, csv)
		expect(await view(ctx, token)).toMatchObject({
			rows: 2,
			fresh: 2,
			changed: 0,
			same: 0,
			wrongRows: 0,
			problemCount: 0,
			warningCount: 1,
		})
		expect(await world.fingerprint()).toBe(before)
		expect(await importUpload(ctx, token)).toEqual({ ok: true, value: { rows: 2 } })
		expect(await pastImports(ctx)).toMatchObject([
			{ fileName: 'register.csv', created: { outlets: 1, inspections: 2, findings: 1, penalties: 1 } },
		])
		expect((await viewUpload(ctx, token)).ok).toBe(false)
		const again = await upload(ctx, csv.replaceAll('Alpha', 'Alphabet').replaceAll('2012-04-12', '2012-04-13'))
		expect(await view(ctx, again)).toMatchObject({ rows: 2, fresh: 0, changed: 1, same: 1 })
	})

	test('one bad row shuts the import, and the marked workbook can be corrected and uploaded again', async () => {
		const world = worldOf(await open(layWorld))
		const ctx = await world.as('admin')
		const before = await world.fingerprint()
		const day = new Date(Date.UTC(2012, 3, 5))
		const sheet = [
			HEADER.split(','),
			row('100', day, 1125),
			row('101', '2012-02-30'),
			row('102', day, null, 5.10322e17),
		]
		const token = await upload(ctx, await workbook(sheet), '名册.xlsx')
		const shown = await view(ctx, token)
		expect(shown).toMatchObject({ fileName: '名册.xlsx', rows: 3, fresh: 1, wrongRows: 2 })
		expect(shown.problems.map((p) => [p.row, p.letters, p.column, p.value, p.kind])).toEqual([
			[3, 'L', 'Inspection Date', '2012-02-30', 'not-a-date'],
			[4, 'B', 'Establishment ID', '5.10322E+17', 'scientific'],
		])
		expect(await importUpload(ctx, token)).toMatchObject({ ok: false, error: { rule: 'import.has-errors' } })
		expect(await world.fingerprint()).toBe(before)

		const marked = await markedUpload(ctx, token, { heading: 'Problem', sentence: (problem) => problem.kind })
		if (!marked.ok) throw new Error('no file')
		const book = new exceljs.Workbook()
		await book.xlsx.load(Uint8Array.from(marked.value.bytes).buffer)
		const [first] = book.worksheets
		if (!first) throw new Error('no sheet')
		expect(first.getCell('Q1').value).toBe('Problem')
		expect(first.getCell('Q3').value).toBe('not-a-date')
		expect(first.getCell('K3').value).toBe('=1+1')
		first.getCell('L3').value = '2012/02/28'
		first.getCell('B4').value = '11'
		const corrected = await upload(ctx, Buffer.from(await book.xlsx.writeBuffer()), '名册.xlsx')
		expect(await view(ctx, corrected)).toMatchObject({ rows: 3, fresh: 3, wrongRows: 0 })
		expect(await importUpload(ctx, corrected)).toEqual({ ok: true, value: { rows: 3 } })
		const finding = await world.db.read
			.selectFrom('finding')
			.select('text')
			.where('number', '=', 'IMP-100-F01')
			.executeTakeFirst()
		expect(finding?.text).toBe('=1+1')
		const penalty = await world.db.read.selectFrom('penalty').select(['amount_fen', 'occurred_on']).executeTakeFirst()
		expect(penalty).toEqual({ amount_fen: 112500, occurred_on: '2012-04-05' })
	})

	test('an upload is for the person who brought it', async () => {
		const world = worldOf(await open(layWorld))
		const token = await upload(await world.as('admin'), register({}))
		expect(await viewUpload(await world.as('compliance'), token)).toMatchObject({
			ok: false,
			error: { kind: 'missing' },
		})
		for (const wrong of ['', '../../etc/passwd', 'a'.repeat(32)])
			expect((await viewUpload(await world.as('admin'), wrong)).ok, wrong).toBe(false)
	})

	test('files that cannot be read and mappings that do not exist are told', async () => {
		const ctx = await worldOf(await open(layWorld)).as('admin')
		expect(importChoices().map((one) => one.name)).toContain(MAPPING)
		const take = (name: string, bytes: Buffer) => takeUpload(ctx, name, { name: 'x', bytes })
		expect(await take('none', Buffer.from('a'))).toEqual({ fault: 'mapping' })
		const cut = (await workbook([['a']])).subarray(0, 200)
		expect(await take(MAPPING, cut)).toEqual({ fault: 'not-xlsx' })
		const empty = await upload(ctx, '\n')
		expect(await view(ctx, empty)).toMatchObject({ fault: { kind: 'columns-missing' } })
	})
})

test('a workbook that unpacks to more than is sane is not opened', async () => {
	const book = await workbook([['a']])
	expect(xlsxFault(book)).toBeNull()
	const at = book.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
	book.writeUInt32LE(1_000_000_000, at + 24)
	expect(xlsxFault(book)).toBe('too-large')
})

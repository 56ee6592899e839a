import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import type { Scope } from '#app/domain/access.ts'
import { scopeOf } from '#app/domain/access.ts'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { penaltyQuerySchema } from '#app/domain/penalty/list.schema.ts'
import { csvFile, guarded, type OutTable } from '#app/infra/csv.server.ts'
import { xlsxFile } from '#app/infra/xlsx.server.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { EXPORT_ACTIONS, type ExportList, isExportList, openExport } from '#app/usecases/export/open-export.server.ts'
import type { Words } from '#app/usecases/export/words.ts'
import { listInspections } from '#app/usecases/inspections/views.server.ts'
import { listLedger } from '#app/usecases/ledger/views.server.ts'
import { ordersBoard } from '#app/usecases/orders/board.server.ts'
import { penaltiesList } from '#app/usecases/penalties/list.server.ts'
import { listOutlets } from '#app/usecases/registers/outlets.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { layCases } from '#tests/routes/cases.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

const words: Words = { text: (key) => key, first: (_, otherwise) => otherwise }
const BOM = '\uFEFF'

async function textOf(body: AsyncIterable<Buffer | string>): Promise<string> {
	let text = ''
	for await (const piece of body) text += piece.toString()
	return text
}

async function exported(ctx: Ctx, list: ExportList, query: Record<string, string> = {}, limit?: number) {
	const made = openExport(ctx, list, 'csv', query, words, limit)
	if (!made.ok) throw new Error(made.error.rule)
	const text = await textOf(made.value.body)
	const [head = [], ...rows]: string[][] = parse(text, { bom: true, relax_column_count: true })
	return { text, head, rows, ids: rows.map((row) => row[head.indexOf('export.id')] ?? ''), name: made.value.name }
}

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
	const pieces: Buffer[] = []
	for await (const piece of body) pieces.push(piece)
	return Buffer.concat(pieces)
}

const TRIGGERS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']
const NASTY = TRIGGERS.map((sign) => `${sign}cmd|' /C calc'!A0`)

async function* rowsOf(values: readonly (readonly (string | number | null)[])[]) {
	yield* values
}

function tableOf(rows: readonly (readonly (string | number | null)[])[]): OutTable {
	return {
		columns: [
			{ header: '名称', kind: 'text' },
			{ header: 'amount', kind: 'money' },
			{ header: 'n', kind: 'number' },
		],
		rows: rowsOf(rows),
		note: (limit) => `only ${limit}`,
	}
}

describe('a file for spreadsheets', () => {
	test.each(NASTY)('the text %j is no formula in CSV', async (text) => {
		expect(guarded(text)).toBe(`'${text}`)
		const file = await textOf(csvFile(tableOf([[text, -123450, -3]])))
		const rows: string[][] = parse(file, { bom: true })
		expect(rows[1]).toEqual([`'${text}`, '-1234.50', '-3'])
	})

	test('CSV: byte order mark, every field quoted, quotes doubled, CRLF', async () => {
		const file = await textOf(csvFile(tableOf([['a "b", c\nd', 5, null]])))
		expect(file).toBe(`${BOM}"名称","amount","n"\r\n"a ""b"", c\nd","0.05",""\r\n`)
	})

	test('XLSX: strings stay strings, numbers are numbers', async () => {
		const file = await bytesOf(xlsxFile(tableOf(NASTY.map((text, i) => [text, -i * 100, i])), 'x'))
		const book = new ExcelJS.Workbook()
		// exceljs was typed for an older Buffer than that of Node 24.
		await book.xlsx.load(file as never)
		const sheet = book.worksheets[0]
		expect(sheet?.rowCount).toBe(NASTY.length + 1)
		for (const [i, text] of NASTY.entries()) {
			const cell = sheet?.getRow(i + 2).getCell(1)
			expect(cell?.type, text).not.toBe(ExcelJS.ValueType.Formula)
			// XML reads a carriage return as a line feed.
			expect(String(cell?.value).replace(/\r/g, '\n')).toBe(text.replace(/\r/g, '\n'))
			expect(sheet?.getRow(i + 2).getCell(2).value).toBe(i === 0 ? 0 : -i)
			expect(sheet?.getRow(i + 2).getCell(3).value).toBe(i)
		}
	})

	test('stops at the limit and says so', async () => {
		const rows = Array.from({ length: 1201 }, (_, i) => [`r${i}`, i, i] as const)
		const file: string[][] = parse(await textOf(csvFile(tableOf(rows), 1200)), { bom: true, relax_column_count: true })
		expect(file).toHaveLength(1202)
		expect(file.at(-1)).toEqual(['only 1200'])
		const all: string[][] = parse(await textOf(csvFile(tableOf(rows), 1201)), { bom: true })
		expect(all.slice(1).map((row) => row[0])).toEqual(rows.map((row) => row[0]))
	})

	test('comes in pieces, and lets other work run between them', async () => {
		let turns = 0
		const timer = setInterval(() => {
			turns += 1
		}, 0)
		let pieces = 0
		for await (const piece of csvFile(tableOf(Array.from({ length: 5000 }, (_, i) => [`r${i}`, i, i])))) {
			expect(piece.split('\r\n').length).toBeLessThanOrEqual(502)
			pieces += 1
		}
		clearInterval(timer)
		expect(pieces).toBeGreaterThanOrEqual(10)
		expect(turns).toBeGreaterThan(0)
	})
})

describeOnBoth('exports of lists', (open) => {
	test('nobody exports a list that he or she may not read', async () => {
		const world = worldOf(await open(layWorld))
		const logins = ['manager', 'compliance', 'orders', 'department', 'dealer', 'auditor', 'admin', 'approver']
		for (const list of Object.keys(EXPORT_ACTIONS).filter(isExportList)) {
			for (const login of logins) {
				const ctx = await world.as(login)
				const allowed = scopeOf(ctx.actor, EXPORT_ACTIONS[list]).places.length > 0
				expect(openExport(ctx, list, 'csv', {}, words).ok, `${list} ${login}`).toBe(allowed)
			}
		}
	})

	test('the outlets of the file are those of the list, with its filters and its scope', async () => {
		const world = worldOf(await open(layWorld))
		for (const login of ['manager', 'manager2', 'supervisor2', 'compliance', 'auditor']) {
			for (const query of [{}, { q: '同辉' }, { type: 'EXCLUSIVE_STORE' }]) {
				const ctx = await world.as(login)
				const shown = (await listOutlets(ctx, query)).rows.map((row) => row.id)
				const file = await exported(ctx, 'outlets', query)
				expect(file.ids, `${login} ${JSON.stringify(query)}`).toEqual(shown)
				const scope: Scope = scopeOf(ctx.actor, 'register.read')
				for (const id of file.ids) expect(await outletIn(ctx.read, scope, id)).toBeDefined()
			}
		}
		const file = await exported(await world.as('auditor'), 'outlets')
		expect(file.rows).toHaveLength(3)
		expect(file.name).toBe('export.file.outlets-2026-11-02.csv')
	})

	test('every other list is exported with the ids that its pages show to the same person', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await layCases(world)
		const board = boardQuerySchema.parse({})
		for (const login of [
			'manager',
			'manager4',
			'supervisor',
			'supervisor2',
			'compliance',
			'auditor',
			'department',
			'handler-kf',
		]) {
			const ctx = await world.as(login)
			const shown: Partial<Record<ExportList, () => Promise<readonly { readonly id: string }[]>>> = {
				penalties: async () => (await penaltiesList(ctx, penaltyQuerySchema.parse({}))).rows,
				inspections: async () => (await listInspections(ctx, {})).rows,
				orders: async () => (await ordersBoard(ctx, board)).rows,
				ledger: async () => (await listLedger(ctx, {})).rows,
			}
			for (const [list, rows] of Object.entries(shown)) {
				if (!isExportList(list) || scopeOf(ctx.actor, EXPORT_ACTIONS[list]).places.length === 0) continue
				const ids = (await rows()).map((row) => row.id)
				expect((await exported(ctx, list)).ids, `${login} ${list}`).toEqual(ids)
			}
		}
		expect((await exported(await world.as('auditor'), 'penalties')).rows.length).toBeGreaterThan(4)
	})

	test('the ledger of a county holds the dealers of the county only', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await layCases(world)
		const all = await exported(await world.as('auditor'), 'ledger')
		const names = (file: typeof all) => new Set(file.rows.map((row) => row[file.head.indexOf('export.dealer')]))
		expect(names(all).size).toBe(2)
		// The second dealer has no outlet in the second county.
		const county = await exported(await world.as('supervisor2'), 'ledger')
		expect([...names(county)]).toEqual(['江州市恒信通讯设备有限公司'])
	})

	test('a name that looks like a formula leaves the register as text', async () => {
		const world = worldOf(await open(layWorld))
		await world.db.write.updateTable('outlet').set({ name: '=HYPERLINK("http://x.invalid")' }).execute()
		const file = await exported(await world.as('compliance'), 'outlets')
		for (const row of file.rows) expect(row[file.head.indexOf('export.name')]).toBe(`'=HYPERLINK("http://x.invalid")`)
	})

	test.each(['orders', 'penalties', 'inspections', 'ledger', 'events'] as const)(
		'%s: a header even when there is nothing',
		async (list) => {
			const world = worldOf(await open(layWorld))
			const file = await exported(await world.as('auditor'), list, { id: 'none' })
			expect(file.text.startsWith(BOM)).toBe(true)
			expect(file.head).toContain('export.id')
			expect(file.rows).toEqual([])
		},
	)
})

import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { readXlsx } from './xlsx.server.ts'

async function rowsOf(bytes: Buffer): Promise<string[]> {
	const rows: string[] = []
	for await (const { cells } of readXlsx(bytes)) rows.push(cells.join('|'))
	return rows
}

// The library alone loses the workbook in about one of two hundred reads, more when the machine is busy.
test('a workbook is read each time, also when many are read at once', async () => {
	const book = new exceljs.Workbook()
	const sheet = book.addWorksheet('Sheet1')
	const rows = Array.from({ length: 40 }, (_, i) => [`a${i}`, i, 'c'])
	sheet.addRows(rows)
	const bytes = Buffer.from(await book.xlsx.writeBuffer())
	const all = await Promise.allSettled(Array.from({ length: 300 }, () => rowsOf(bytes)))
	const expected = rows.map((row) => row.join('|'))
	expect(all.filter((one) => one.status === 'rejected')).toEqual([])
	for (const one of all) if (one.status === 'fulfilled') expect(one.value).toEqual(expected)
})

test('the first sheet is read, whatever stands before it in the file', async () => {
	const book = new exceljs.Workbook()
	book.addWorksheet('One').addRow(['first'])
	book.addWorksheet('Two').addRow(['second'])
	expect(await rowsOf(Buffer.from(await book.xlsx.writeBuffer()))).toEqual(['first'])
})

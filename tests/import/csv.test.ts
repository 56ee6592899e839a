import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import type { TableRecord } from '#app/infra/table/record.ts'

async function read(csv: string | Buffer): Promise<TableRecord[]> {
	// Small chunks, so that signs of several bytes and line ends are cut in two.
	const bytes = Buffer.from(csv)
	const chunks = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, i) => bytes.subarray(3 * i, 3 * i + 3))
	const open = () => Readable.from(chunks)
	const facts = await probeCsv(open, ['utf-8', 'gb18030', 'windows-1252'])
	if (!facts) throw new Error('no encoding')
	const records: TableRecord[] = []
	for await (const record of readCsv(open, facts)) records.push(record)
	return records
}

const cells = async (csv: string | Buffer) => (await read(csv)).map((record) => record.cells.join('|'))

test('byte order mark, CRLF, quoted breaks and delimiters', async () => {
	expect(await cells('\ufeffa,b\r\n1,"x\r\ny, ""z"""\r\n2,3')).toEqual(['a|b', '1|x\r\ny, "z"', '2|3'])
	expect(await cells('a;b\n1,5;2\n')).toEqual(['a|b', '1,5|2'])
	expect(await cells('a\tb\r1\t2\r')).toEqual(['a|b', '1|2'])
	expect(await cells(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,名\n1,二', 'utf16le')]))).toEqual([
		'a|名',
		'1|二',
	])
})

test('UTF-8 before GB 18030: the other way round would read wrong text without an error', async () => {
	expect(await cells('a,中文报表\n')).toEqual(['a|中文报表'])
	expect(await cells(Buffer.from([0x61, 0x2c, 0xd6, 0xd0, 0xce, 0xc4]))).toEqual(['a|中文'])
})

test('rows count as in a spreadsheet, lines as in the file', async () => {
	const places = (await read('a,b\n1,"x\ny"\n\n2,3\n')).map(({ row, line }) => [row, line])
	expect(places).toEqual([
		[1, 1],
		[2, 2],
		[3, 4],
		[4, 5],
	])
})

test('a broken quote costs its own row only', async () => {
	const records = await read('a,b\n1,"open\n2,3\n"4","x"y\n"5","open\n"6","7"\n8,J"Q\n')
	expect(records.map(({ row, line, cells: found, fault }) => [row, line, fault ? 'fault' : found.join('|')])).toEqual([
		[1, 1, 'a|b'],
		[2, 2, 'fault'],
		[3, 3, '2|3'],
		[4, 4, '4|"x"y'],
		[5, 5, 'fault'],
		[6, 6, '6|7'],
		[7, 7, '8|J"Q'],
	])
})

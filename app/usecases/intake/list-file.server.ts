import { Readable } from 'node:stream'
import { type CellProblem, columnLetters, type RowProblem } from '#app/domain/import/problems.ts'
import type { TitledColumns } from '#app/domain/import/titles.ts'
import type { Result } from '#app/domain/result.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { looksLikeXlsx, readXlsx, xlsxFault } from '#app/infra/table/xlsx.server.ts'

export const MAX_LIST_BYTES = 10 * 1024 * 1024
const SHOWN = 200

export type ListFault = 'encoding' | 'not-xlsx' | 'too-large'

/** A table as it is kept between looking and importing. */
export type KeptList = { readonly header: readonly string[]; readonly rows: readonly TableRecord[] }

async function recordsOf(bytes: Buffer): Promise<AsyncIterable<TableRecord> | ListFault> {
	if (looksLikeXlsx(bytes)) return xlsxFault(bytes) ?? readXlsx(bytes)
	const open = () => Readable.from([bytes])
	const facts = await probeCsv(open, ['utf-8', 'gb18030'], 'auto')
	return facts ? readCsv(open, facts) : 'encoding'
}

/** The header and the rows of a CSV (UTF-8 or GB18030) or XLSX file. */
export async function readList(bytes: Buffer): Promise<KeptList | ListFault> {
	const records = await recordsOf(bytes)
	if (typeof records === 'string') return records
	let header: readonly string[] | null = null
	const rows: TableRecord[] = []
	for await (const record of records) {
		if (header === null) header = record.cells
		else rows.push(record)
	}
	return { header: header ?? [], rows }
}

export type ListLine<Data> = { readonly row: number; readonly line: number; readonly data: Data }
export type ListSpec<Field extends string, Data> = {
	readonly bind: (header: readonly string[]) => Result<TitledColumns<Field>, readonly string[]>
	readonly read: (
		columns: TitledColumns<Field>,
		cells: readonly string[],
		today: LocalDate,
	) => { readonly row: Data | null; readonly problems: readonly CellProblem[] }
	/** What may stand once in a list. */
	readonly keyOf: (data: Data) => string
	readonly keyField: Field
}

/** Every row judged by itself, and keys that stand twice. */
export function judgeList<Field extends string, Data>(
	spec: ListSpec<Field, Data>,
	kept: KeptList,
	columns: TitledColumns<Field>,
	today: LocalDate,
): { readonly lines: ListLine<Data>[]; readonly problems: RowProblem[] } {
	const problems: RowProblem[] = []
	const lines: ListLine<Data>[] = []
	const keys = new Map<string, number>()
	for (const { row, line, cells, fault } of kept.rows) {
		const say = (problem: CellProblem) => problems.push({ ...problem, row, line })
		if (fault !== undefined) {
			say({ column: '', index: -1, value: fault, kind: 'malformed', fatal: true })
			continue
		}
		if (cells.every((cell) => cell.trim() === '')) continue
		const extra = cells.slice(kept.header.length).find((cell) => cell.trim() !== '')
		if (extra !== undefined) {
			say({ column: '', index: -1, value: extra.slice(0, 80), kind: 'too-many-cells', fatal: true })
			continue
		}
		const { row: data, problems: own } = spec.read(columns, cells, today)
		for (const problem of own) say(problem)
		if (data === null) continue
		const key = spec.keyOf(data)
		const twin = keys.get(key)
		if (twin === undefined) keys.set(key, row)
		else {
			const { index, title } = columns.at(spec.keyField)
			say({ column: title, index, value: key, kind: 'taken', fatal: true, params: { row: twin } })
		}
		lines.push({ row, line, data })
	}
	return { lines, problems }
}

/** What an import would do, for the page before it. */
export type ListView = {
	readonly token: string
	readonly fileName: string
	readonly uploadedAt: Instant
	readonly rows: number
	readonly missing: readonly string[]
	readonly absent: readonly string[]
	readonly wrong: number
	readonly fresh: number
	readonly same: number
	readonly problems: readonly (RowProblem & { readonly letters: string })[]
	readonly count: number
}

type Looked = {
	readonly fresh: number
	readonly same: number
	readonly problems: readonly RowProblem[]
	readonly absent: readonly string[]
}

export function listView(
	base: Pick<ListView, 'token' | 'fileName' | 'uploadedAt' | 'rows'>,
	seen: Looked | { readonly missing: readonly string[] },
): ListView {
	if ('missing' in seen)
		return { ...base, missing: seen.missing, absent: [], wrong: 0, fresh: 0, same: 0, problems: [], count: 0 }
	const problems = [...seen.problems].sort((a, b) => a.row - b.row)
	return {
		...base,
		missing: [],
		absent: seen.absent,
		wrong: new Set(problems.map(({ row }) => row)).size,
		fresh: seen.fresh,
		same: seen.same,
		problems: problems
			.slice(0, SHOWN)
			.map((problem) => ({ ...problem, letters: problem.index < 0 ? '' : columnLetters(problem.index) })),
		count: problems.length,
	}
}

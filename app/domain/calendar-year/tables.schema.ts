import * as z from 'zod/mini'
import { isLocalDate, type LocalDate } from '../time.ts'
import { holidayNamed } from './notice.ts'
import type { ReadDay, Reading, ReadRow, Remark } from './reading.ts'

/** A year as rows: CSV with the columns date, kind, name, and the JSON shapes in which published years go round. */

const OFF = ['off', 'holiday', 'public_holiday', '休', '放假', '休息', '节假日']
const WORK = ['work', 'workday', 'make-up', 'makeup', 'transfer_workday', '班', '上班', '补班', '调休上班']
const HEAD = ['date', '日期', '日']

/** Columns parted by comma, semicolon or tab: date, off or work, name of the holiday. */
export function readCsv(typed: string): Reading {
	const rows = typed.split('\n').flatMap((text, index) => {
		const cells = text
			.replace(/^\uFEFF/, '')
			.split(/[,;\t，；]/)
			.map((cell) =>
				cell
					.trim()
					.replace(/^"(.*)"$/, '$1')
					.trim(),
			)
		const blank = cells.every((cell) => cell === '')
		return blank || HEAD.includes((cells[0] ?? '').toLowerCase()) ? [] : [rowOf(cells, text.trim(), index + 1)]
	})
	return { year: null, source: null, rows }
}

function rowOf(cells: readonly string[], text: string, line: number): ReadRow {
	const [date = '', kind = '', name = ''] = cells
	if (cells.length < 3) return { line, text, days: [], remarks: [{ level: 'fault', code: 'columns' }] }
	return dayRow({ date, kind, name, text, line })
}

type Cells = {
	readonly date: string
	readonly kind: string
	readonly name: string
	readonly text: string
	readonly line: number
}

function dayRow({ date, kind, name, text, line }: Cells): ReadRow {
	const day = dateFrom(date)
	const word = kind.toLowerCase()
	const sort = OFF.includes(word) ? 'off' : WORK.includes(word) ? 'work' : null
	const remarks: Remark[] = []
	const fault = (code: 'no-such-day' | 'kind' | 'name', said: string) =>
		remarks.push({ level: 'fault', code, params: { text: said } })
	if (day === null) fault('no-such-day', date)
	if (sort === null) fault('kind', kind)
	const holidays = name.split(/[、和与/]/).flatMap((one) => holidayNamed(one.replace(/(?:补班|调休)$/, '')) ?? [])
	if (holidays.length === 0) fault('name', name)
	const days: ReadDay[] = day === null || sort === null ? [] : [{ date: day, kind: sort, holidays }]
	return { line, text, days, remarks }
}

/** '2026-01-04', '2026/1/4' or '2026年1月4日'. */
function dateFrom(text: string): LocalDate | null {
	const hit = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim())
	const date = hit ? `${hit[1]}-${hit[2]?.padStart(2, '0')}-${hit[3]?.padStart(2, '0')}` : ''
	return isLocalDate(date) ? date : null
}

const named = z.object({ date: z.string(), name: z.optional(z.object({ 'zh-Hans': z.string() })) })
const SHAPES = {
	/** One year of the product's own data. */
	own: z.object({
		year: z.int(),
		source: z.optional(z.string()),
		holidays: z.array(named),
		makeUpWorkdays: z.array(named),
	}),
	/** Days with isOffDay, the papers as addresses. */
	offDays: z.object({
		year: z.int(),
		papers: z.optional(z.array(z.string())),
		days: z.array(z.object({ name: z.string(), date: z.string(), isOffDay: z.boolean() })),
	}),
	/** Dates with a type. */
	typed: z.object({
		year: z.int(),
		dates: z.array(z.object({ date: z.string(), name_cn: z.string(), type: z.string() })),
	}),
} as const

const BAD_JSON: ReadRow = { line: 1, text: '', days: [], remarks: [{ level: 'fault', code: 'json' }] }

/** One year as JSON, in one of the three shapes above. */
export function readJson(typed: string): Reading {
	const body = parsed(typed)
	const own = SHAPES.own.safeParse(body)
	if (own.success) {
		const { year, source, holidays, makeUpWorkdays } = own.data
		const days = [
			...holidays.map((day) => ({ ...day, kind: 'off' })),
			...makeUpWorkdays.map((day) => ({ ...day, kind: 'work' })),
		]
		const rows = days.map(({ date, kind, name }, i) => jsonRow(date, kind, name?.['zh-Hans'] ?? '', i))
		return { year, source: source ?? null, rows }
	}
	const offDays = SHAPES.offDays.safeParse(body)
	if (offDays.success) {
		const { year, papers, days } = offDays.data
		const rows = days.map(({ date, name, isOffDay }, i) => jsonRow(date, isOffDay ? 'off' : 'work', name, i))
		return { year, source: papers?.[0] ?? null, rows }
	}
	const types = SHAPES.typed.safeParse(body)
	if (!types.success) return { year: null, source: null, rows: [BAD_JSON] }
	const rows = types.data.dates.map(({ date, name_cn, type }, i) => jsonRow(date, type, name_cn, i))
	return { year: types.data.year, source: null, rows }
}

function jsonRow(date: string, kind: string, name: string, index: number): ReadRow {
	return dayRow({ date, kind, name, text: [date, kind, name].join(' '), line: index + 1 })
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return null
	}
}

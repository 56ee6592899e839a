import type { CellProblem, RowProblemKind } from '../import/problems.ts'
import { bindTitles, type TitledColumns } from '../import/titles.ts'
import { cleanCell, oneLine } from '../import/values.ts'
import type { LocalDate } from '../time.ts'
import { type BasisPoints, isMonth, monthOf, readPercent } from './satisfaction.ts'

/** The month's window satisfaction of each outlet, as the IVR and SMS evaluation gives it. */

export const SATISFACTION_LIST = 'satisfaction-list'

const FIELDS = ['outlet', 'month', 'percent', 'answers'] as const
export type SatisfactionField = (typeof FIELDS)[number]
export type SatisfactionColumns = TitledColumns<SatisfactionField>

// The first three titles are the template's: zh-Hans, zh-Hant, en (list-templates.ts).
export const SATISFACTION_TITLES = {
	outlet: ['网点编码', '網點編碼', 'Outlet code'],
	month: ['月份', '月份', 'Month', '评价月份', '評價月份'],
	percent: ['满意度', '滿意度', 'Satisfaction', '满意度（%）', '满意率', 'Satisfaction (%)'],
	answers: ['评价数', '評價數', 'Answers', '参评数', 'Responses'],
} as const satisfies Record<SatisfactionField, readonly string[]>

export type SatisfactionRow = {
	readonly outletCode: string
	readonly month: string
	readonly points: BasisPoints
	readonly answers: number | null
}

export function bindSatisfactionList(header: readonly string[]) {
	return bindTitles(FIELDS, SATISFACTION_TITLES, ['outlet', 'month', 'percent'], header)
}

/** '2026-7', '2026年07月', '202607', '2026/7/1' as '2026-07'; null for anything else. */
export function readMonth(text: string): string | null {
	const plain = text.normalize('NFKC').trim()
	const hit = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(plain) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月]0?1日?$/.exec(plain)
	const month = `${hit?.[1] ?? ''}-${(hit?.[2] ?? '').padStart(2, '0')}`
	return hit && isMonth(month) ? month : null
}

/** Reads one row; a month that is not over yet has no value. */
export function satisfactionRow(
	columns: SatisfactionColumns,
	cells: readonly string[],
	today: LocalDate,
): { readonly row: SatisfactionRow | null; readonly problems: readonly CellProblem[] } {
	const problems: CellProblem[] = []
	const cell = (field: SatisfactionField) => oneLine(cleanCell(cells[columns.at(field).index] ?? ''))
	const say = (field: SatisfactionField, kind: RowProblemKind) => {
		const { index, title } = columns.at(field)
		problems.push({ column: title, index, value: cell(field).slice(0, 80), kind, fatal: true })
	}
	const need = (field: SatisfactionField) => {
		const text = cell(field)
		if (text === '') say(field, 'blank')
		return text
	}
	const outletCode = need('outlet').normalize('NFKC').toUpperCase()
	const monthText = need('month')
	const month = readMonth(monthText)
	if (monthText !== '' && month === null) say('month', 'not-a-date')
	else if (month !== null && month >= monthOf(today)) say('month', 'out-of-range')
	const percentText = need('percent')
	const points = readPercent(percentText)
	if (percentText !== '' && points === null) say('percent', 'not-a-percent')
	const answersText = cell('answers').normalize('NFKC')
	const answers = answersText === '' ? null : /^\d{1,9}$/.test(answersText) ? Number(answersText) : 0
	if (answers === 0) say('answers', 'not-a-number')
	if (problems.length > 0 || month === null || points === null) return { row: null, problems }
	return { row: { outletCode, month, points, answers }, problems }
}

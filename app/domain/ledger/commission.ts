import { type Fen, parseYuan } from '../money.ts'
import { isPeriod, type Period } from './period.ts'

/** Statements of the commission system: imported, never computed (domain 1, point 2). */

export const COMMISSION_COLUMNS = ['dealer', 'period', 'gross', 'paid'] as const
export type CommissionColumn = (typeof COMMISSION_COLUMNS)[number]

const HEADS: Record<CommissionColumn, readonly string[]> = {
	dealer: ['代理商编码', '代理商代码', '代理商編碼', 'dealer code', 'dealer_code', 'dealer'],
	period: ['月份', '账期', '帳期', 'period', 'month'],
	gross: ['应付酬金', '酬金总额', '應付酬金', 'gross yuan', 'gross_yuan', 'gross'],
	paid: ['已付', '已付酬金', 'already paid', 'paid_yuan', 'paid'],
}
/** The most a month's commission of one dealer can be, in fen: beyond it a comma was lost. */
const MOST_FEN = 100_000_000_00

export type CommissionHeader = { readonly [K in CommissionColumn]: number }

/** Where each column stands; the missing ones when the file is no commission statement. 'already paid' may be left out. */
export function bindCommission(header: readonly string[]): CommissionHeader | readonly CommissionColumn[] {
	const plain = header.map((cell) =>
		cell
			.trim()
			.toLowerCase()
			.replace(/[（(].*[）)]$/, '')
			.trim(),
	)
	const at = (column: CommissionColumn) => plain.findIndex((cell) => HEADS[column].includes(cell))
	const bound = { dealer: at('dealer'), period: at('period'), gross: at('gross'), paid: at('paid') }
	const missing = COMMISSION_COLUMNS.filter((column) => column !== 'paid' && bound[column] < 0)
	return missing.length > 0 ? missing : bound
}

export const COMMISSION_FAULTS = [
	'malformed',
	'unknown-dealer',
	'bad-period',
	'period-ahead',
	'bad-amount',
	'paid-above-gross',
	'twice',
	'other-sum',
	'period-settled',
] as const
export type CommissionFault = (typeof COMMISSION_FAULTS)[number]

export type CommissionRow = {
	readonly row: number
	readonly code: string
	readonly period: Period
	readonly grossFen: Fen
	readonly paidFen: Fen
}

/** One row of the file, or what is wrong with it. Money in yuan with at most two decimals; a blank 'paid' is nothing. */
export function commissionRow(
	row: number,
	cells: readonly string[],
	at: CommissionHeader,
	thisPeriod: Period,
): CommissionRow | CommissionFault {
	const cell = (column: CommissionColumn) => (cells[at[column]] ?? '').trim()
	const period = cell('period').replace(/^(\d{4})[年/.]?(\d{2})月?$/, '$1-$2')
	if (!isPeriod(period)) return 'bad-period'
	if (period > thisPeriod) return 'period-ahead'
	const grossFen = parseYuan(cell('gross'))
	const paidFen = cell('paid') === '' ? 0 : parseYuan(cell('paid'))
	if (grossFen === null || paidFen === null || grossFen <= 0 || paidFen < 0 || grossFen > MOST_FEN) return 'bad-amount'
	if (paidFen > grossFen) return 'paid-above-gross'
	return { row, code: cell('dealer'), period, grossFen, paidFen }
}

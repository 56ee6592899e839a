import { fold } from '../import/columns.ts'
import type { CellProblem, RowProblemKind } from '../import/problems.ts'
import { cleanCell, dateReader, isScientific, oneLine, readAmount, readDate } from '../import/values.ts'
import type { Fen } from '../money.ts'
import { err, ok, type Result } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { maskNumber, maskNumbersIn } from '../violation/mask.ts'
import type { BadKind } from './clawback.ts'

/** The branch's list of activations of a month, as the billing system gives it: one row per number. */

export const ACTIVATION_LIST = 'activation-list'

/** Titles that a column may have; the first one is the template's. */
const TITLES = {
	key: ['记录编号', '记录号', '流水号', '記錄編號', 'Record', 'Record number'],
	outlet: ['网点编码', '網點編碼', 'Outlet code'],
	number: ['号码', '用户号码', '號碼', 'Number', 'Phone number'],
	activatedOn: ['激活日期', '入网日期', '激活日期', 'Activated on', 'Activation date'],
	paid: ['已付佣金', '已付佣金（元）', 'Commission paid', 'Paid commission'],
	unpaid: ['未付佣金', '未付佣金（元）', 'Commission unpaid', 'Unpaid instalments'],
	bad: ['异常', '异常类别', '異常', 'Bad', 'Irregular'],
	reason: ['异常原因', '異常原因', 'Reason'],
} as const
export type ActivationField = keyof typeof TITLES
const NEEDED: readonly ActivationField[] = ['key', 'outlet', 'number', 'activatedOn', 'paid']

/** Words of the column that says what is wrong; an empty cell is sound. */
const BAD_WORDS: Record<BadKind, readonly string[]> = {
	FARMED: ['FARMED', '养卡', '養卡', '异常', '異常', 'farmed', 'sim farming'],
	VOID: ['VOID', '虚假业务', '虛假業務', '无效', '無效', 'void', 'void business'],
}
const BAD = new Map(
	(['FARMED', 'VOID'] as const).flatMap((kind) => BAD_WORDS[kind].map((word) => [fold(word), kind] as const)),
)
const SOUND = new Set(['', '正常', '否', '无', '無', 'no', 'ok', 'normal'].map(fold))

const DATES = ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年MM月DD日', 'YYYYMMDD'].map(dateReader)

export type ActivationRowRead = {
	readonly key: string
	readonly outletCode: string
	/** Masked, whatever the file had. */
	readonly number: string
	readonly activatedOn: LocalDate
	/** 'YYYY-MM' of the activation. */
	readonly month: string
	readonly paidFen: Fen
	readonly unpaidFen: Fen
	readonly bad: BadKind | null
	readonly badReason: string
}

export type ActivationColumns = {
	readonly absent: readonly string[]
	readonly at: (field: ActivationField) => { readonly index: number; readonly title: string }
}

/** Finds the columns in the first row; refuses with the titles of needed ones that are not there. */
export function bindActivationList(header: readonly string[]): Result<ActivationColumns, readonly string[]> {
	const titles = header.map(cleanCell)
	const places = new Map(titles.map((title, i) => [fold(title), i] as const).reverse())
	const found = new Map<ActivationField, { index: number; title: string }>()
	const missing: string[] = []
	const absent: string[] = []
	for (const [field, names] of Object.entries(TITLES) as [ActivationField, readonly string[]][]) {
		// The entries of TITLES are its fields.
		const index = names.map((name) => places.get(fold(name))).find((place) => place !== undefined)
		if (index !== undefined) found.set(field, { index, title: titles[index] ?? '' })
		else (NEEDED.includes(field) ? missing : absent).push(names[0] ?? field)
	}
	if (missing.length > 0) return err(missing)
	return ok({ absent, at: (field) => found.get(field) ?? { index: -1, title: '' } })
}

/** True for '138****1234' and other texts that hold no more than seven digits in a row. */
export function isMasked(text: string): boolean {
	return text.includes('*') && !/\d{8}/.test(text)
}

/** The number as it may be kept: masked ones as they are, all others masked now. */
export function keptNumber(text: string): string {
	const plain = oneLine(cleanCell(text))
	return isMasked(plain) ? plain : maskNumber(plain)
}

/** A row of the file without full numbers: what may be kept between looking and importing. */
export function maskedCells(columns: ActivationColumns, cells: readonly string[]): string[] {
	const number = columns.at('number').index
	return cells.map((cell, i) => (i === number ? keptNumber(cell) : maskNumbersIn(cell)))
}

const MAX_TEXT = 100
const MAX_FEN = 1_000_000_00

/** Reads one row; a number that was not masked is masked and told (a warning), everything else that is wrong is fatal. */
export function activationRow(
	columns: ActivationColumns,
	cells: readonly string[],
	today: LocalDate,
): { readonly row: ActivationRowRead | null; readonly problems: readonly CellProblem[] } {
	const problems: CellProblem[] = []
	const cell = (field: ActivationField) => oneLine(cleanCell(cells[columns.at(field).index] ?? ''))
	const say = (field: ActivationField, kind: RowProblemKind, fatal = true) => {
		const { index, title } = columns.at(field)
		const value = field === 'number' ? keptNumber(cell(field)) : maskNumbersIn(cell(field)).slice(0, MAX_TEXT)
		problems.push({ column: title, index, value, kind, fatal })
	}
	const need = (field: ActivationField) => {
		const text = cell(field)
		if (text === '') say(field, 'blank')
		else if (text.length > MAX_TEXT) say(field, 'too-long')
		return text
	}
	const amount = (field: 'paid' | 'unpaid'): Fen => {
		const text = field === 'paid' ? need(field) : cell(field)
		if (text === '') return 0
		const fen = readAmount(text)
		if (fen === null) say(field, 'not-an-amount')
		else if (fen < 0) say(field, 'negative')
		else if (fen > MAX_FEN) say(field, 'out-of-range')
		return fen ?? 0
	}
	const key = need('key').normalize('NFKC')
	if (isScientific(key)) say('key', 'scientific')
	else if (key.includes('*') || maskNumbersIn(key) !== key) say('key', 'full-number')
	const numberText = need('number')
	if (isScientific(numberText)) say('number', 'scientific')
	const dateText = need('activatedOn')
	const activatedOn = dateText === '' ? null : readDate(DATES, dateText)
	if (dateText !== '' && activatedOn === null) say('activatedOn', 'not-a-date')
	else if (activatedOn !== null && activatedOn > today) say('activatedOn', 'out-of-range')
	const badText = fold(cell('bad'))
	const bad = BAD.get(badText) ?? null
	if (bad === null && !SOUND.has(badText)) say('bad', 'unknown-value')
	const row = {
		key,
		outletCode: need('outlet').normalize('NFKC').toUpperCase(),
		number: keptNumber(numberText),
		paidFen: amount('paid'),
		unpaidFen: amount('unpaid'),
		bad,
		badReason: maskNumbersIn(cell('reason')).slice(0, MAX_TEXT),
	}
	if (problems.some((one) => one.fatal) || !activatedOn) return { row: null, problems }
	return { row: { ...row, activatedOn, month: activatedOn.slice(0, 7) }, problems }
}

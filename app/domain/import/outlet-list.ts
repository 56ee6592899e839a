import { isCreditCode, OUTLET_TYPES, type OutletType, plainCreditCode } from '../dealer.ts'
import { type Fen, parseYuan } from '../money.ts'
import { err, ok, type Result } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { fold } from './columns.ts'
import type { CellProblem, RowProblemKind } from './problems.ts'
import { cleanCell, dateReader, isScientific, oneLine, readDate } from './values.ts'

/** The branch's own list of dealers and outlets: one row per outlet, its dealer beside it. */

export const OUTLET_LIST = 'outlet-list'

/** Titles that a column may have; the first one is the template's. */
const TITLES = {
	code: ['网点编码', '網點編碼', 'Outlet code'],
	name: ['网点名称', '網點名稱', 'Outlet name', 'Outlet'],
	type: ['渠道类型', '网点类型', '渠道類型', '網點類型', 'Outlet type', 'Type'],
	address: ['地址', '网点地址', '網點地址', 'Address'],
	unit: ['网格', '網格', '区县', '區縣', 'Grid', 'County'],
	dealerName: ['代理商名称', '代理商', '代理商名稱', 'Agent', 'Dealer', 'Dealer name'],
	creditCode: ['统一社会信用代码', '信用代码', '統一社會信用代碼', 'Credit code', 'Unified social credit code'],
	contactName: ['联系人', '聯繫人', 'Contact'],
	phone: ['联系电话', '电话', '聯繫電話', 'Telephone', 'Phone'],
	from: ['协议起始', '協議起始', 'Agreement from'],
	to: ['协议到期', '協議到期', 'Agreement to'],
	deposit: ['保证金', '保证金（元）', '保證金', 'Deposit'],
} as const
export type OutletListField = keyof typeof TITLES
const NEEDED: readonly OutletListField[] = [
	'code',
	'name',
	'type',
	'address',
	'unit',
	'dealerName',
	'creditCode',
	'phone',
]

/** Words of the type column; the codes themselves are met, too. */
const TYPE_WORDS: Record<OutletType, readonly string[]> = {
	EXCLUSIVE_STORE: ['专营店', '專營店', 'exclusive store'],
	PARTNER_HALL: ['合作厅', '合作廳', 'partner hall'],
	HANDSET_MALL: ['手机卖场', '手機賣場', 'handset mall'],
	AGENCY_POINT: ['代理点', '代理點', 'agency point'],
	CAMPUS: ['校园渠道', '校園渠道', 'campus'],
	DIRECT_SALES: ['直销', '直銷', 'direct sales'],
	ONLINE: ['线上渠道', '線上渠道', 'online'],
	CONVENIENCE: ['便利店', 'convenience store'],
}
const TYPES = new Map(
	OUTLET_TYPES.flatMap((type) => [type, ...TYPE_WORDS[type]].map((word) => [fold(word), type] as const)),
)

const DATES = ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年MM月DD日', 'YYYYMMDD'].map(dateReader)

export type OutletListRow = {
	readonly code: string
	readonly name: string
	readonly type: OutletType
	readonly address: string
	/** A grid, or a county with a single grid, by name or code. */
	readonly unit: string
	readonly dealer: {
		readonly name: string
		readonly creditCode: string
		readonly contactName: string
		readonly phone: string
		readonly from: LocalDate | null
		readonly to: LocalDate | null
		/** Null leaves a known dealer's deposit as it is. */
		readonly depositFen: Fen | null
	}
}

export type ListColumns = {
	readonly width: number
	readonly absent: readonly string[]
	readonly at: (field: OutletListField) => { readonly index: number; readonly title: string }
}

/** Finds the columns in the first row; refuses with the titles of needed ones that are not there. */
export function bindOutletList(header: readonly string[]): Result<ListColumns, readonly string[]> {
	const titles = header.map(cleanCell)
	const places = new Map(titles.map((title, i) => [fold(title), i] as const).reverse())
	const found = new Map<OutletListField, { index: number; title: string }>()
	const missing: string[] = []
	const absent: string[] = []
	for (const [field, names] of Object.entries(TITLES) as [OutletListField, readonly string[]][]) {
		const index = names.map((name) => places.get(fold(name))).find((place) => place !== undefined)
		if (index !== undefined) found.set(field, { index, title: titles[index] ?? '' })
		else (NEEDED.includes(field) ? missing : absent).push(names[0] ?? field)
	}
	if (missing.length > 0) return err(missing)
	return ok({ width: titles.length, absent, at: (field) => found.get(field) ?? { index: -1, title: '' } })
}

const MAX_NAME = 80
const MAX_ADDRESS = 200
const MAX_DEPOSIT_FEN = 100_000_000_00

/** Reads one row; every problem is fatal, because a register has no half entries. */
export function outletListRow(
	columns: ListColumns,
	cells: readonly string[],
): { readonly row: OutletListRow | null; readonly problems: readonly CellProblem[] } {
	const problems: CellProblem[] = []
	const cell = (field: OutletListField) => oneLine(cleanCell(cells[columns.at(field).index] ?? ''))
	const say = (field: OutletListField, kind: RowProblemKind) => {
		const { index, title } = columns.at(field)
		problems.push({ column: title, index, value: cell(field).slice(0, MAX_NAME), kind, fatal: true })
	}
	const need = (field: OutletListField, max = MAX_NAME) => {
		const text = cell(field)
		if (text === '') say(field, 'blank')
		else if (text.length > max) say(field, 'too-long')
		return text
	}
	const day = (field: OutletListField) => {
		const text = cell(field)
		const date = text === '' ? null : readDate(DATES, text)
		if (text !== '' && date === null) say(field, 'not-a-date')
		return date
	}
	const code = need('code', 20).normalize('NFKC').toUpperCase()
	if (code !== '' && isScientific(code)) say('code', 'scientific')
	else if (code !== '' && !/^[A-Z0-9][A-Z0-9-]*$/.test(code)) say('code', 'unknown-value')
	const type = TYPES.get(fold(need('type')))
	if (type === undefined && cell('type') !== '') say('type', 'unknown-value')
	const creditText = need('creditCode')
	const creditCode = plainCreditCode(creditText)
	if (creditText !== '' && isScientific(creditText)) say('creditCode', 'scientific')
	else if (creditText !== '' && !isCreditCode(creditCode)) say('creditCode', 'credit-code')
	const phone = need('phone').normalize('NFKC')
	if (phone !== '' && !isPhone(phone)) say('phone', 'phone')
	const depositText = cell('deposit')
	const depositFen = depositText === '' ? null : parseYuan(depositText)
	if (depositText !== '' && depositFen === null) say('deposit', 'not-an-amount')
	else if (depositFen !== null && (depositFen < 0 || depositFen > MAX_DEPOSIT_FEN)) say('deposit', 'out-of-range')
	const [from, to] = [day('from'), day('to')]
	if (from && to && to < from) say('to', 'out-of-range')
	const dealer = { name: need('dealerName'), creditCode, contactName: cell('contactName'), phone, from, to, depositFen }
	const facts = { code, name: need('name'), address: need('address', MAX_ADDRESS), unit: need('unit'), dealer }
	return { row: problems.length === 0 && type ? { ...facts, type } : null, problems }
}

/** Eleven digits of a mobile, or a landline with its area code. */
function isPhone(text: string): boolean {
	const digits = text.replace(/\D/g, '')
	if (!/^\+?[\d\s()-]+$/.test(text)) return false
	return /^(86)?1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^400\d{7}$/.test(digits)
}

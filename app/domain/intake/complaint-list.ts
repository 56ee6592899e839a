import { fold } from '../import/columns.ts'
import type { CellProblem, RowProblemKind } from '../import/problems.ts'
import { bindTitles, type TitledColumns } from '../import/titles.ts'
import { cleanCell, dateReader, isScientific, oneLine, readDate } from '../import/values.ts'
import type { LocalDate } from '../time.ts'
import { addMonths } from '../time.ts'
import { maskNumbersIn } from '../violation/mask.ts'
import { keptNumber } from './complainant.ts'
import type { ReplyVia } from './item.ts'
import { CAUSES, type Cause } from './sources.ts'

/** What a hotline sends: one complaint a row, by the hotline's own number. */

export const COMPLAINT_LIST = 'complaint-list'

const FIELDS = ['external', 'on', 'outlet', 'complainant', 'category', 'matter', 'wanted', 'replyBy'] as const
export type ComplaintField = (typeof FIELDS)[number]
export type ComplaintColumns = TitledColumns<ComplaintField>

// The first three titles are the template's: zh-Hans, zh-Hant, en (list-templates.ts).
export const COMPLAINT_TITLES = {
	external: ['工单编号', '工單編號', 'Ticket', '工单号', '编号', '受理编号', 'Ticket number', 'Reference'],
	on: ['投诉日期', '投訴日期', 'Complaint date', '受理日期', '日期', 'Date'],
	outlet: ['网点编码', '網點編碼', 'Outlet code'],
	complainant: ['用户号码', '用戶號碼', 'User number', '投诉号码', '号码', 'Number'],
	category: ['问题类别', '問題類別', 'Cause', '投诉类别', '类别', 'Category'],
	matter: ['投诉内容', '投訴內容', 'Complaint', '内容', 'Matter'],
	wanted: ['用户诉求', '用戶訴求', 'Asked for', '诉求', 'Wanted'],
	replyBy: ['回复方式', '回復方式', 'Reply by'],
} as const satisfies Record<ComplaintField, readonly string[]>

const CAUSE_WORDS: Readonly<Record<Cause, readonly string[]>> = {
	A: ['营销宣传', '營銷宣傳', 'marketing'],
	B: ['业务办理', '業務辦理', 'ordering'],
	C: ['资费收费', '資費收費', '收费', 'charges'],
	D: ['实名与号卡', '实名', '實名與號卡', 'real name'],
	E: ['个人信息', '個人信息', 'personal information'],
	F: ['格式条款', '格式條款', 'standard terms'],
	G: ['服务质量', '服務質量', '服务态度', 'service'],
	H: ['市场秩序', '市場秩序', 'market order'],
	I: ['配合监督', '配合監督', 'cooperation'],
	Z: ['其他', '网络', '網絡', 'other', 'network'],
}
const CAUSE_OF = new Map(
	CAUSES.flatMap((cause) => [cause, ...CAUSE_WORDS[cause]].map((word) => [fold(word), cause] as const)),
)

const REPLY_WORDS: Readonly<Record<ReplyVia, readonly string[]>> = {
	PHONE: ['电话', '電話', 'phone', 'telephone'],
	SMS: ['短信', 'sms'],
	LETTER: ['书面', '書面', '信函', 'letter'],
	VISIT: ['上门', '上門', 'visit'],
	AUTHORITY: ['回复转办单位', '转办单位', 'authority'],
	NONE: ['无需', '不需要', 'none'],
}
const REPLY_OF = new Map(
	(['PHONE', 'SMS', 'LETTER', 'VISIT', 'AUTHORITY', 'NONE'] as const).flatMap((via) =>
		REPLY_WORDS[via].map((word) => [fold(word), via] as const),
	),
)

const DATES = ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年MM月DD日', 'YYYYMMDD'].map(dateReader)
const MAX_KEY = 60
const MAX_TEXT = 2000
/** A complaint is time-barred two years after the event (domain 7). */
const MAX_MONTHS = 24

export type ComplaintRow = {
	readonly external: string
	readonly on: LocalDate
	/** '' when the list names none. */
	readonly outletCode: string
	readonly complainant: string
	readonly category: Cause
	/** 'B03' where the list names the type; whether the taxonomy has it is asked of the taxonomy. */
	readonly type: string | null
	readonly matter: string
	readonly wanted: string
	readonly replyBy: ReplyVia
}

export function bindComplaintList(header: readonly string[]) {
	return bindTitles(FIELDS, COMPLAINT_TITLES, ['external', 'on', 'category', 'matter'], header)
}

/** A row without full numbers: what may be kept between looking and importing. */
export function maskedComplaintCells(columns: ComplaintColumns, cells: readonly string[]): string[] {
	const number = columns.at('complainant').index
	return cells.map((cell, i) => (i === number ? keptNumber(cell) : maskNumbersIn(cell)))
}

/** 'B', 'B03' and '业务办理' are the cause B; 'B03' names the type as well. */
export function causeOf(text: string): { readonly category: Cause; readonly type: string | null } | null {
	const code = /^([A-Ia-iZz])(\d{2})?$/.exec(text.normalize('NFKC').trim())
	const category = CAUSE_OF.get(fold(code?.[1] ?? text))
	return category ? { category, type: code?.[2] ? `${category}${code[2]}` : null } : null
}

/** Reads one row; whatever is wrong is fatal: a list is taken whole or not at all. */
export function complaintRow(
	columns: ComplaintColumns,
	cells: readonly string[],
	today: LocalDate,
): { readonly row: ComplaintRow | null; readonly problems: readonly CellProblem[] } {
	const problems: CellProblem[] = []
	const cell = (field: ComplaintField) => oneLine(cleanCell(cells[columns.at(field).index] ?? ''))
	const say = (field: ComplaintField, kind: RowProblemKind) => {
		const { index, title } = columns.at(field)
		problems.push({ column: title, index, value: maskNumbersIn(cell(field)).slice(0, 80), kind, fatal: true })
	}
	const text = (field: ComplaintField, max: number, needed: boolean) => {
		const value = cell(field)
		if (value === '' && needed) say(field, 'blank')
		else if (value.length > max) say(field, 'too-long')
		return value
	}
	if (cells.some((extra, i) => i >= 200 && extra.trim() !== '')) say('external', 'too-many-cells')
	const external = text('external', MAX_KEY, true).normalize('NFKC')
	if (isScientific(external)) say('external', 'scientific')
	const dateText = text('on', 40, true).normalize('NFKC')
	const on = dateText === '' ? null : readDate(DATES, dateText)
	if (dateText !== '' && on === null) say('on', 'not-a-date')
	else if (on !== null && (on > today || on < addMonths(today, -MAX_MONTHS))) say('on', 'out-of-range')
	const complainant = cell('complainant')
	if (isScientific(complainant)) say('complainant', 'scientific')
	const categoryText = text('category', 60, true)
	const cause = causeOf(categoryText)
	if (categoryText !== '' && cause === null) say('category', 'unknown-value')
	const replyText = cell('replyBy')
	const replyBy = replyText === '' ? 'PHONE' : REPLY_OF.get(fold(replyText))
	if (replyBy === undefined) say('replyBy', 'unknown-value')
	const matter = maskNumbersIn(text('matter', MAX_TEXT, true))
	const wanted = maskNumbersIn(text('wanted', 500, false))
	const outletCode = text('outlet', 60, false).normalize('NFKC').toUpperCase()
	if (problems.length > 0 || on === null || cause === null || replyBy === undefined) return { row: null, problems }
	return {
		row: { external, on, outletCode, complainant: keptNumber(complainant), ...cause, matter, wanted, replyBy },
		problems,
	}
}

import { fold } from '../import/columns.ts'
import type { CellProblem, RowProblemKind } from '../import/problems.ts'
import { bindTitles, type TitledColumns, type Titles } from '../import/titles.ts'
import { cleanCell, isScientific, oneLine } from '../import/values.ts'
import type { Result } from '../result.ts'
import { maskNumbersIn } from '../violation/mask.ts'
import { causeOf } from './complaint-list.ts'
import type { Cause } from './sources.ts'
import { SURVEY_TOPICS, type SurveyTopic } from './sources.ts'

/** A month's opinions or the free-text answers of one survey: one item a row, by the number that the list gives it. */

export const BATCH_LIST = 'intake-batch-list'

export type BatchKind = 'opinion' | 'survey'

/** `who` is the supervisor of an opinion or the heading of a survey item. */
const FIELDS = ['number', 'who', 'outlet', 'category', 'matter', 'wanted'] as const
export type BatchField = (typeof FIELDS)[number]
export type BatchColumns = TitledColumns<BatchField>

// The first three titles are the template's: zh-Hans, zh-Hant, en (list-templates.ts).
const SHARED = {
	number: ['编号', '編號', 'Number', '序号', '序號', '意见编号', '问卷编号', 'No'],
	outlet: ['网点编码', '網點編碼', 'Outlet code'],
	category: ['问题类别', '問題類別', 'Cause', '类别', '類別', 'Category'],
} as const

export const BATCH_TITLES: Readonly<Record<BatchKind, Titles<BatchField>>> = {
	opinion: {
		...SHARED,
		who: [
			'监督员编号',
			'監督員編號',
			'Supervisor',
			'社会监督员',
			'监督员',
			'社會監督員',
			'監督員',
			'Supervisor number',
		],
		matter: ['意见内容', '意見內容', 'Opinion', '意见', '内容', '意見', '內容', 'Matter'],
		wanted: ['建议', '建議', 'Suggestion', '希望', 'Wanted'],
	},
	survey: {
		...SHARED,
		who: ['反映事项', '反映事項', 'Heading', '主题', '主題', '题目', '題目', 'Topic'],
		matter: ['文字意见', '文字意見', 'Answer', '意见内容', '意見內容', '内容', '內容', 'Matter'],
		wanted: ['用户诉求', '用戶訴求', 'Asked for', '诉求', '建议', '訴求', '建議', 'Wanted', 'Suggestion'],
	},
}

/** As the pages call them, in both scripts and in English. */
const TOPIC_WORDS: Readonly<Record<SurveyTopic, readonly string[]>> = {
	WAITING: ['等待时间较长', '等待時間較長', '等待时间', 'Long waiting', 'Waiting'],
	DATA_CHARGES: ['流量争议', '流量爭議', 'GPRS流量争议', 'Disputed data charges'],
	COVERAGE: ['网络覆盖', '網絡覆蓋', 'Coverage'],
	CALL_QUALITY: ['通信质量', '通信質量', 'Call quality'],
	ATTITUDE: ['服务感知', '服務感知', '服务态度', '服務態度', 'Conduct'],
	PROCESS: ['业务办理流程', '業務辦理流程', 'Ordering process'],
	COMPLAINT_SPEED: ['投诉处理及时率', '投訴處理及時率', 'Speed of complaint handling'],
	TARIFFS: ['资费公示', '資費公示', 'Display of tariffs'],
	BILLS: ['账单', '賬單', 'Bills'],
	EXTRA_SERVICES: ['增值业务', '增值業務', 'Value-added services'],
	PREMISES: ['营业环境', '營業環境', 'Premises'],
	PROMOTION: ['营销宣传', '營銷宣傳', 'Promotion'],
	OTHER: ['改进建议', '改進建議', '改进事项', '改進事項', '其他', 'Suggestions', 'Other'],
}
const TOPIC_OF = new Map(
	SURVEY_TOPICS.flatMap((topic) => [topic, ...TOPIC_WORDS[topic]].map((word) => [fold(word), topic] as const)),
)

const MAX_NUMBER = 40
const MAX_TEXT = 2000
const MAX_WANTED = 500

export type BatchRowData = {
	readonly number: string
	/** Code of the supervisor, in capitals; '' in a survey. */
	readonly supervisor: string
	readonly topic: SurveyTopic | null
	/** '' when the list names none. */
	readonly outletCode: string
	readonly category: Cause
	readonly type: string | null
	readonly matter: string
	readonly wanted: string
}

/** The columns of the list wherever they stand; refuses with the titles of needed ones that the file lacks. */
export function bindBatchList(kind: BatchKind, header: readonly string[]): Result<BatchColumns, readonly string[]> {
	return bindTitles(FIELDS, BATCH_TITLES[kind], ['number', 'who', 'category', 'matter'], header)
}

/** A row without full numbers: what may be kept between looking and importing. */
export function maskedBatchCells(cells: readonly string[]): string[] {
	return cells.map(maskNumbersIn)
}

/** Reads one row; whatever is wrong is fatal: a list is taken whole or not at all. */
export function batchRow(
	kind: BatchKind,
	columns: BatchColumns,
	cells: readonly string[],
): { readonly row: BatchRowData | null; readonly problems: readonly CellProblem[] } {
	const problems: CellProblem[] = []
	const cell = (field: BatchField) => oneLine(cleanCell(cells[columns.at(field).index] ?? ''))
	const say = (field: BatchField, problem: RowProblemKind) => {
		const { index, title } = columns.at(field)
		problems.push({ column: title, index, value: maskNumbersIn(cell(field)).slice(0, 80), kind: problem, fatal: true })
	}
	const text = (field: BatchField, max: number, needed: boolean) => {
		const value = cell(field)
		if (value === '' && needed) say(field, 'blank')
		else if (value.length > max) say(field, 'too-long')
		return value
	}
	const number = text('number', MAX_NUMBER, true).normalize('NFKC').toUpperCase()
	if (isScientific(number)) say('number', 'scientific')
	const who = text('who', 60, true)
	const topic = kind === 'survey' ? (TOPIC_OF.get(fold(who)) ?? null) : null
	if (kind === 'survey' && who !== '' && topic === null) say('who', 'unknown-value')
	const categoryText = text('category', 60, true)
	const cause = causeOf(categoryText)
	if (categoryText !== '' && cause === null) say('category', 'unknown-value')
	const matter = maskNumbersIn(text('matter', MAX_TEXT, true))
	const wanted = maskNumbersIn(text('wanted', MAX_WANTED, false))
	const outletCode = text('outlet', 60, false).normalize('NFKC').toUpperCase()
	if (problems.length > 0 || cause === null) return { row: null, problems }
	const supervisor = kind === 'opinion' ? who.normalize('NFKC').toUpperCase() : ''
	return { row: { number, supervisor, topic, outletCode, ...cause, matter, wanted }, problems }
}

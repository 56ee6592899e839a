import { ASSESSMENT_RULES } from '#app/domain/order/assessment.ts'
import { circularSentences, rateOf } from '#app/domain/order/circular.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type BookSheet, xlsxBook } from '#app/infra/xlsx-book.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Words } from '../export/words.ts'
import { type CircularPage, circularPage } from './views.server.ts'

export type BookFile = { readonly name: string; readonly bytes: Buffer }

const COUNTS = ['issued', 'due', 'onTime', 'late'] as const
const MORE = ['extended', 'returned', 'chased', 'notices', 'recurred'] as const
type Counted = { readonly issued: number; readonly onTime: number; readonly late: number }

const countsOf = (row: Counted) => [row.issued, row.onTime + row.late, row.onTime, row.late, rateOf(row)]

function countColumns(words: Words) {
	return [
		...COUNTS.map((name) => ({ header: words.text(`circular.col.${name}`), kind: 'number' as const })),
		{ header: words.text('circular.col.rate'), kind: 'percent' as const },
	]
}

function summarySheet(page: CircularPage, month: string, words: Words): BookSheet {
	const { facts } = page
	const numbers = [
		['circular.fig.issued', facts.issued],
		['circular.fig.due', facts.judged.onTime + facts.judged.late],
		['circular.col.onTime', facts.judged.onTime],
		['circular.fig.late', facts.judged.late],
		['circular.col.extended', facts.extended],
		['circular.col.returned', facts.returned],
		['circular.col.chased', facts.chased],
		['circular.col.notices', facts.notices],
		['circular.col.recurred', facts.recurred],
		['circular.fig.open', facts.open.all],
	] as const
	const sentences = circularSentences(facts, month, words.text)
	return {
		name: words.text('circular.sheet.summary'),
		columns: [
			{ header: words.text('circular.sheet.name'), kind: 'text', width: 70 },
			{ header: words.text('circular.sheet.value'), kind: 'number' },
		],
		rows: [
			[`${words.text('circular.title', { month })} ${page.number ?? words.text('circular.draft.note')}`, null],
			...numbers.map(([key, n]) => [words.text(key), n]),
			...sentences.map((sentence) => [sentence, null]),
			...(page.remark === '' ? [] : [[`${words.text('circular.remark')}: ${page.remark}`, null]]),
			...(page.sha256 === null ? [] : [[words.text('circular.hash', { hash: page.sha256 }), null]]),
		],
	}
}

function departmentSheets({ facts }: CircularPage, words: Words): BookSheet[] {
	const name = { header: words.text('circular.col.department'), kind: 'text' as const }
	const score = { header: words.text('circular.col.score'), kind: 'points' as const }
	return [
		{
			name: words.text('circular.sheet.departments'),
			columns: [
				name,
				...countColumns(words),
				...MORE.map((column) => ({ header: words.text(`circular.col.${column}`), kind: 'number' as const })),
				score,
			],
			rows: facts.departments.map((row) => [
				row.name,
				...countsOf(row),
				...MORE.map((column) => row[column]),
				row.scoreTenths,
			]),
		},
		{
			name: words.text('circular.sheet.scores'),
			columns: [
				name,
				...ASSESSMENT_RULES.map((rule) => ({ header: words.text(`score.col.${rule}`), kind: 'points' as const })),
				score,
			],
			rows: facts.departments.map((row) => [
				row.name,
				...ASSESSMENT_RULES.map((rule) => row.rules[rule].tenths),
				row.scoreTenths,
			]),
		},
	]
}

function lateSheet({ facts }: CircularPage, words: Words): BookSheet {
	return {
		name: words.text('circular.sheet.overdue'),
		columns: [
			{ header: words.text('export.number'), kind: 'text', width: 16 },
			{ header: words.text('circular.col.order'), kind: 'text', width: 48 },
			{ header: words.text('circular.col.department'), kind: 'text' },
			{ header: words.text('circular.col.dueOn'), kind: 'date' },
			{ header: words.text('circular.col.end'), kind: 'date' },
			{ header: words.text('circular.col.days'), kind: 'number' },
			{ header: words.text('circular.col.extended'), kind: 'number' },
			{ header: words.text('circular.col.returned'), kind: 'number' },
		],
		rows: facts.late.map((row) => [
			row.number,
			row.title ?? words.text('circular.restricted'),
			row.department,
			row.dueOn,
			row.answeredOn,
			row.days,
			row.extensions,
			row.returns,
		]),
	}
}

/** The circular as a workbook: what it says, by source, level and department, the late orders, the scores. */
export async function circularFile(
	ctx: Ctx,
	id: string,
	words: Words,
	monthName: (month: string) => string,
): Promise<Outcome<BookFile>> {
	const found = await circularPage(ctx, id)
	if (!found.ok) return found
	const page = found.value
	const { facts } = page
	const month = monthName(page.month)
	const bytes = await xlsxBook([
		summarySheet(page, month, words),
		{
			name: words.text('circular.sheet.sources'),
			columns: [{ header: words.text('circular.col.source'), kind: 'text' }, ...countColumns(words)],
			rows: facts.sources.map((row) => [words.text(`order.source.${row.source}`), ...countsOf(row)]),
		},
		{
			name: words.text('circular.sheet.levels'),
			columns: [{ header: words.text('circular.col.level'), kind: 'text' }, ...countColumns(words)],
			rows: facts.levels.map((row) => [words.text(`order.urgency.${row.urgency}`), ...countsOf(row)]),
		},
		...departmentSheets(page, words),
		lateSheet(page, words),
	])
	return ok({ name: `${words.text('circular.list')}-${page.month}.xlsx`, bytes })
}

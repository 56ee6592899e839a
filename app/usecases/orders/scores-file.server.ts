import { ASSESSMENT_RULES } from '#app/domain/order/assessment.ts'
import { xlsxBook } from '#app/infra/xlsx-book.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Words } from '../export/words.ts'
import { type ScoresQuery, scoresPage } from './scores.server.ts'

/** The scores of a month as a workbook: the departments, and every line that made a score. */
export async function scoresFile(ctx: Ctx, query: ScoresQuery, words: Words) {
	const page = await scoresPage(ctx, query)
	const department = { header: words.text('score.col.department'), kind: 'text' as const }
	const bytes = await xlsxBook([
		{
			name: words.text('score.table'),
			columns: [
				department,
				...ASSESSMENT_RULES.map((rule) => ({ header: words.text(`score.col.${rule}`), kind: 'points' as const })),
				{ header: words.text('score.col.total'), kind: 'points' },
			],
			rows: page.scores.map((score) => [
				score.name,
				...ASSESSMENT_RULES.map((rule) => score.rules[rule].tenths),
				score.totalTenths,
			]),
		},
		{
			name: words.text('score.lines'),
			columns: [
				department,
				{ header: words.text('score.line.on'), kind: 'date' },
				{ header: words.text('export.number'), kind: 'text', width: 16 },
				{ header: words.text('score.line.order'), kind: 'text', width: 48 },
				{ header: words.text('score.line.rule'), kind: 'text' },
				{ header: words.text('score.days'), kind: 'text' },
				{ header: words.text('score.line.points'), kind: 'points' },
			],
			rows: page.scores.flatMap((score) =>
				score.lines.map((line) => [
					score.name,
					line.on,
					line.number,
					line.title,
					words.text(`score.rule.${line.rule}`),
					words.text(`score.day.${line.rule}`),
					line.tenths,
				]),
			),
		},
	])
	return { name: `${words.text('score.title')}-${page.month}.xlsx`, bytes }
}

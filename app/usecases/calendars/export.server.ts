import { Readable } from 'node:stream'
import type { PreviewRow } from '#app/domain/calendar-year/page-types.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { csvFile, type OutTable, ROW_LIMIT } from '#app/infra/csv.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Words } from '../export/words.ts'
import { previewRows } from './preview.server.ts'
import { changeOf } from './views.server.ts'

const COLUMNS = ['subject', 'kind', 'bound', 'old', 'new', 'effect'] as const

function cellsOf(row: PreviewRow, words: Words): string[] {
	const day = (date: string, provisional: boolean) =>
		provisional ? `${date} ${words.text('calchange.provisional')}` : date
	return [
		row.number,
		words.text(`clock.${row.kind}`),
		row.told ? (row.name ?? words.text('calchange.bound.staff')) : '',
		day(row.from, row.wasProvisional),
		day(row.to, row.isProvisional),
		words.text(`calchange.effect.${row.effect}`),
	]
}

/** Every deadline that a change would move, as CSV; counted while it is sent. */
export async function movesFile(
	ctx: Ctx,
	id: string,
	words: Words,
): Promise<Outcome<{ readonly name: string; readonly body: Readable }>> {
	const found = await changeOf(ctx, id, 'calendar-moves.read')
	if (!found.ok) return found
	const { read } = found.value
	if (!read.sound) return refuse('procedure', 'calendar.not-sound')
	async function* rows() {
		for await (const batch of previewRows(ctx, read.change)) for (const row of batch) yield cellsOf(row, words)
	}
	const table: OutTable = {
		columns: COLUMNS.map((name) => ({ header: words.text(`calchange.${name}`), kind: 'text' })),
		rows: rows(),
		note: (limit) => words.text('export.limit', { count: limit }),
	}
	return ok({
		name: `${words.text('calchange.moves')}-${ctx.today}.csv`,
		body: Readable.from(csvFile(table, ROW_LIMIT)),
	})
}

import { Readable } from 'node:stream'
import { type Action, may } from '#app/domain/access.ts'
import { eventSearchSchema } from '#app/domain/audit/audit.schema.ts'
import { intakeQuerySchema } from '#app/domain/intake/intake.schema.ts'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Cell, csvFile, type OutTable, ROW_LIMIT } from '#app/infra/csv.server.ts'
import { xlsxFile } from '#app/infra/xlsx.server.ts'
import { exportEvents } from '../audit/search-events.server.ts'
import type { Ctx } from '../context.server.ts'
import { exportInspections } from '../inspections/views.server.ts'
import { exportIntake } from '../intake/list.server.ts'
import { exportLedger } from '../ledger/views.server.ts'
import { orderFileLines } from '../orders/export.server.ts'
import { exportPenalties } from '../penalties/list.server.ts'
import { exportOutlets } from '../registers/outlets.server.ts'
import {
	EVENT_COLUMNS,
	INSPECTION_COLUMNS,
	INTAKE_COLUMNS,
	LEDGER_COLUMNS,
	OUTLET_COLUMNS,
	PENALTY_COLUMNS,
} from './columns.ts'
import { orderColumns } from './order-columns.ts'
import type { Spec, Words } from './words.ts'

/** The lists that can be taken along, each with the permission of the list itself. */
export const EXPORT_ACTIONS = {
	orders: 'order.read',
	penalties: 'penalty.read',
	events: 'audit.read',
	outlets: 'register.read',
	ledger: 'ledger.read',
	inspections: 'inspection.read',
	intake: 'intake.read',
} as const satisfies Record<string, Action>
export type ExportList = keyof typeof EXPORT_ACTIONS
export type ExportFormat = 'csv' | 'xlsx'

export function isExportList(text: string): text is ExportList {
	return text in EXPORT_ACTIONS
}

type Query = Readonly<Record<string, string>>

function table<Row>(specs: readonly Spec<Row>[], rows: AsyncIterable<Row>, words: Words): OutTable {
	async function* cells(): AsyncGenerator<readonly Cell[]> {
		for await (const row of rows) yield specs.map((spec) => spec.of(row, words))
	}
	return {
		columns: specs.map(({ key, kind }) => ({ header: words.text(`export.${key}`), kind })),
		rows: cells(),
		note: (limit) => words.text('export.limit', { count: limit }),
	}
}

/** The rows of a list with its own filters and its own scope: what the page shows, all of it. */
function tableOf(ctx: Ctx, list: ExportList, query: Query, words: Words): OutTable {
	switch (list) {
		case 'orders':
			return table(
				orderColumns((query.cols ?? '').split(',')),
				orderFileLines(ctx, boardQuerySchema.parse(query)),
				words,
			)
		case 'penalties':
			return table(PENALTY_COLUMNS, exportPenalties(ctx, query), words)
		case 'events':
			return table(EVENT_COLUMNS, exportEvents(ctx, eventSearchSchema.parse(query)), words)
		case 'outlets':
			return table(OUTLET_COLUMNS, exportOutlets(ctx, query), words)
		case 'ledger':
			return table(LEDGER_COLUMNS, exportLedger(ctx, query), words)
		case 'inspections':
			return table(INSPECTION_COLUMNS, exportInspections(ctx, query), words)
		case 'intake':
			return table(INTAKE_COLUMNS, exportIntake(ctx, intakeQuerySchema.parse(query)), words)
	}
}

export type ExportFile = { readonly name: string; readonly type: string; readonly body: Readable }

const TYPES: Record<ExportFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A list as a file, read and written in batches while it is sent; at most 100,000 rows. */
export function openExport(
	ctx: Ctx,
	list: ExportList,
	format: ExportFormat,
	query: Query,
	words: Words,
	limit = ROW_LIMIT,
): Outcome<ExportFile> {
	if (!may(ctx.actor, EXPORT_ACTIONS[list])) return refuse('forbidden', 'not-allowed')
	const rows = tableOf(ctx, list, query, words)
	const title = words.text(`export.file.${list}`)
	return ok({
		name: `${title}-${ctx.today}.${format}`,
		type: TYPES[format],
		body: format === 'csv' ? Readable.from(csvFile(rows, limit)) : xlsxFile(rows, title, limit),
	})
}

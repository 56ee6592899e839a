import { Readable } from 'node:stream'
import type { BoundColumns } from '#app/domain/import/columns.ts'
import { type Mapping, mappingSchema } from '#app/domain/import/mapping.schema.ts'
import { columnLetters, type RowProblem } from '#app/domain/import/problems.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import { shippedMappings } from '#app/infra/table/mappings.server.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { dropUpload, type KeptUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { looksLikeXlsx, markedXlsx, readXlsx, xlsxFault } from '#app/infra/table/xlsx.server.ts'
import { importRuns } from '#db/queries/import.server.ts'
import type { Ctx } from '../context.server.ts'
import { type ImportFault, type ImportRequest, importRegister } from './import-register.server.ts'

export const MAX_IMPORT_BYTES = 20 * 1024 * 1024
/** Rows of problems on the page; the marked file has them all. */
const SHOWN = 200

export type MappingChoice = { readonly name: string; readonly title: Mapping['title'] }

function mappings(): Mapping[] {
	return shippedMappings().flatMap((body) => {
		const parsed = mappingSchema.safeParse(body)
		return parsed.success ? [parsed.data] : []
	})
}

export function mappingChoices(): MappingChoice[] {
	return mappings().map(({ name, title }) => ({ name, title }))
}

export type FileFault = 'encoding' | 'not-xlsx' | 'too-large'
type Table = { readonly open: () => AsyncIterable<TableRecord>; readonly sha256: string }

async function tableOf(mapping: Mapping, bytes: Buffer, sha256: string): Promise<Table | FileFault> {
	if (looksLikeXlsx(bytes)) {
		const fault = xlsxFault(bytes)
		return fault ?? { open: () => readXlsx(bytes), sha256 }
	}
	const open = () => Readable.from([bytes])
	const facts = await probeCsv(open, mapping.encodings, mapping.delimiter)
	return facts ? { open: () => readCsv(open, facts), sha256 } : 'encoding'
}

/** Takes a register in for a look; answers the token of the upload, or the key of what is wrong with the file. */
export async function takeUpload(
	ctx: Ctx,
	mappingName: string,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: FileFault | 'mapping' }> {
	const mapping = mappings().find((one) => one.name === mappingName)
	if (!mapping) return { fault: 'mapping' }
	const table = await tableOf(mapping, file.bytes, '')
	if (typeof table === 'string') return { fault: table }
	const note = { fileName: file.name.slice(0, 200), mapping, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, file.bytes) }
}

type Opened = { readonly kept: KeptUpload; readonly mapping: Mapping; readonly table: Table }

async function opened(ctx: Ctx, token: string): Promise<Opened | null> {
	const kept = await keptUpload(ctx.actor.accountId, token)
	const mapping = mappingSchema.safeParse(kept?.note.mapping)
	if (!kept || !mapping.success) return null
	const table = await tableOf(mapping.data, kept.bytes, kept.sha256)
	return typeof table === 'string' ? null : { kept, mapping: mapping.data, table }
}

function requestOf(
	ctx: Ctx,
	{ kept, mapping, table }: Opened,
	more: Pick<ImportRequest, 'mode' | 'report' | 'onColumns'>,
) {
	const { accountId, branchId } = ctx.actor
	const file = { name: kept.note.fileName, sha256: table.sha256 }
	return { mapping, file, open: table.open, actor: { accountId, branchId }, ...more } as const
}

const depsOf = (ctx: Ctx) => ({ inTx: ctx.inTx, read: ctx.read, now: () => ctx.now, newId: ctx.newId })

export type ShownProblem = RowProblem & { readonly letters: string }

export type UploadView = {
	readonly token: string
	readonly fileName: string
	readonly uploadedAt: Instant
	readonly title: Mapping['title']
	readonly fault: Exclude<ImportFault, { readonly kind: 'rejected' }> | null
	readonly rows: number
	readonly fresh: number
	readonly changed: number
	readonly same: number
	readonly wrongRows: number
	readonly problems: readonly ShownProblem[]
	readonly problemCount: number
	readonly warnings: readonly ShownProblem[]
	readonly warningCount: number
	readonly absent: readonly string[]
}

/** What an import of the upload would do; writes nothing. Refuses an upload that is gone. */
export async function viewUpload(ctx: Ctx, token: string): Promise<Outcome<UploadView>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	const problems: RowProblem[] = []
	let absent: readonly string[] = []
	const answer = await importRegister(
		depsOf(ctx),
		requestOf(ctx, upload, {
			mode: 'preview',
			report: (problem) => problems.push(problem),
			onColumns: (columns: BoundColumns) => {
				absent = columns.absent
			},
		}),
	)
	const bad = problems.filter((problem) => problem.fatal)
	const mild = problems.filter((problem) => !problem.fatal)
	const run = answer.ok ? answer.value.run : null
	const fault = answer.ok || answer.error.kind === 'rejected' ? null : answer.error
	return ok({
		token,
		fileName: upload.kept.note.fileName,
		uploadedAt: upload.kept.note.uploadedAt,
		title: upload.mapping.title,
		fault,
		rows: run?.rows ?? 0,
		...(run?.fates ?? { fresh: 0, changed: 0, same: 0 }),
		wrongRows: run?.rejected ?? 0,
		problems: bad.slice(0, SHOWN).map(shown),
		problemCount: bad.length,
		warnings: mild.slice(0, SHOWN).map(shown),
		warningCount: mild.length,
		absent,
	})
}

function shown(problem: RowProblem): ShownProblem {
	return { ...problem, letters: problem.index < 0 ? '' : columnLetters(problem.index) }
}

/** Imports the upload as a whole, or nothing of it when a row is bad. */
export async function importUpload(ctx: Ctx, token: string): Promise<Outcome<{ readonly rows: number }>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	const request = requestOf(ctx, upload, { mode: 'all-or-nothing', report: () => undefined })
	const answer = await importRegister(depsOf(ctx), request)
	if (!answer.ok) return refuse('invalid', 'import.has-errors')
	await dropUpload(ctx.actor.accountId, token)
	return ok({ rows: answer.value.summary.rows })
}

/** The uploaded table as a workbook with its problems marked. `sentence` puts a problem into words. */
export async function markedUpload(
	ctx: Ctx,
	token: string,
	words: { readonly heading: string; readonly sentence: (problem: RowProblem) => string },
): Promise<Outcome<{ readonly bytes: Buffer; readonly fileName: string }>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	const marks = new Map<number, { index: number; text: string }[]>()
	const request = requestOf(ctx, upload, {
		mode: 'preview',
		report: (problem) => {
			const own = marks.get(problem.row) ?? []
			own.push({ index: problem.index, text: words.sentence(problem) })
			marks.set(problem.row, own)
		},
	})
	await importRegister(depsOf(ctx), request)
	const bytes = await markedXlsx(upload.table.open(), marks, words.heading)
	return ok({ bytes, fileName: upload.kept.note.fileName.replace(/\.[^.]*$/, '') })
}

/** The latest imports of the branch, newest first. */
export async function pastImports(ctx: Ctx) {
	const rows = await importRuns(ctx.read, ctx.actor.branchId, 20)
	return rows.map((row) => {
		const summary: { created?: Partial<Record<'outlets' | 'inspections' | 'findings' | 'penalties', number>> } =
			JSON.parse(row.summary_json)
		const { outlets = 0, inspections = 0, findings = 0, penalties = 0 } = summary.created ?? {}
		const created = { outlets, inspections, findings, penalties }
		return { id: row.id, fileName: row.file_name, at: row.started_at, by: row.startedBy ?? '', created }
	})
}

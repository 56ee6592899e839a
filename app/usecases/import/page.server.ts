import { Readable } from 'node:stream'
import { type Mapping, mappingSchema } from '#app/domain/import/mapping.schema.ts'
import { OUTLET_LIST } from '#app/domain/import/outlet-list.ts'
import { columnLetters, type RowProblem } from '#app/domain/import/problems.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok, type Result } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import { shippedMappings } from '#app/infra/table/mappings.server.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { dropUpload, type KeptUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { looksLikeXlsx, markedXlsx, readXlsx, xlsxFault } from '#app/infra/table/xlsx.server.ts'
import { importRuns } from '#db/queries/import.server.ts'
import type { Ctx } from '../context.server.ts'
import { type ImportFault, importRegister } from './import-register.server.ts'
import { importOutletList, previewOutletList } from './outlet-list.server.ts'
import type { RowFates } from './run.ts'

export const MAX_IMPORT_BYTES = 20 * 1024 * 1024
/** Rows of problems on the page; the marked file has them all. */
const SHOWN = 200

type Title = Mapping['title']
/** What a file may hold: the branch's own list, or a foreign register with its mapping. */
type Kind = { readonly kind: 'list' } | { readonly kind: 'register'; readonly mapping: Mapping }
export type ImportChoice = { readonly name: string; readonly title: Title }

const LIST_TITLE: Title = { 'zh-Hans': '代理商与网点名册', 'zh-Hant': '代理商與網點名冊', en: 'Agents and outlets' }

function registers(): Mapping[] {
	return shippedMappings().flatMap((body) => {
		const parsed = mappingSchema.safeParse(body)
		return parsed.success ? [parsed.data] : []
	})
}

export function importChoices(): ImportChoice[] {
	return [{ name: OUTLET_LIST, title: LIST_TITLE }, ...registers().map(({ name, title }) => ({ name, title }))]
}

function kindOf(name: string): Kind | null {
	if (name === OUTLET_LIST) return { kind: 'list' }
	const mapping = registers().find((one) => one.name === name)
	return mapping ? { kind: 'register', mapping } : null
}

const titleOf = (kind: Kind) => (kind.kind === 'list' ? LIST_TITLE : kind.mapping.title)

export type FileFault = 'encoding' | 'not-xlsx' | 'too-large'
type Table = { readonly open: () => AsyncIterable<TableRecord>; readonly sha256: string }

async function tableOf(kind: Kind, bytes: Buffer, sha256: string): Promise<Table | FileFault> {
	if (looksLikeXlsx(bytes)) {
		const fault = xlsxFault(bytes)
		return fault ?? { open: () => readXlsx(bytes), sha256 }
	}
	const open = () => Readable.from([bytes])
	const { encodings, delimiter } = kind.kind === 'register' ? kind.mapping : LIST_FORMAT
	const facts = await probeCsv(open, encodings, delimiter)
	return facts ? { open: () => readCsv(open, facts), sha256 } : 'encoding'
}

const LIST_FORMAT = { encodings: ['utf-8', 'gb18030'], delimiter: 'auto' } as const

/** Takes a register in for a look; answers the token of the upload, or the key of what is wrong with the file. */
export async function takeUpload(
	ctx: Ctx,
	mappingName: string,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: FileFault | 'mapping' }> {
	const kind = kindOf(mappingName)
	if (!kind) return { fault: 'mapping' }
	const table = await tableOf(kind, file.bytes, '')
	if (typeof table === 'string') return { fault: table }
	const note = { fileName: file.name.slice(0, 200), mapping: mappingName, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, file.bytes) }
}

type Opened = { readonly kept: KeptUpload; readonly kind: Kind; readonly table: Table }

async function opened(ctx: Ctx, token: string): Promise<Opened | null> {
	const kept = await keptUpload(ctx.actor.accountId, token)
	const kind = kept ? kindOf(kept.note.mapping) : null
	if (!kept || !kind) return null
	const table = await tableOf(kind, kept.bytes, kept.sha256)
	return typeof table === 'string' ? null : { kept, kind, table }
}

type Told = { readonly report: (problem: RowProblem) => void; readonly onAbsent?: (absent: readonly string[]) => void }
type Done = { readonly rows: number; readonly wrong: number; readonly fates: RowFates }

/** Looks or imports, whatever the file holds. */
async function run(
	ctx: Ctx,
	{ kept, kind, table }: Opened,
	mode: 'preview' | 'all-or-nothing',
	{ report, onAbsent }: Told,
): Promise<Result<Done, ImportFault>> {
	const file = { name: kept.note.fileName, sha256: table.sha256 }
	const { accountId, branchId } = ctx.actor
	if (kind.kind === 'list') {
		const request = { open: table.open, file, report, ...(onAbsent ? { onAbsent } : {}) }
		return mode === 'preview' ? previewOutletList(ctx, request) : importOutletList(ctx, request)
	}
	const answer = await importRegister(
		{ inTx: ctx.inTx, read: ctx.read, now: () => ctx.now, newId: ctx.newId },
		{
			mapping: kind.mapping,
			file,
			open: table.open,
			actor: { accountId, branchId },
			mode,
			report,
			onColumns: (columns) => onAbsent?.(columns.absent),
		},
	)
	if (!answer.ok) return answer
	const { rows, rejected, fates } = answer.value.run
	return ok({ rows, wrong: rejected, fates })
}

export type ShownProblem = RowProblem & { readonly letters: string }

export type UploadView = {
	readonly token: string
	readonly fileName: string
	readonly uploadedAt: Instant
	readonly title: Title
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
	const answer = await run(ctx, upload, 'preview', {
		report: (problem) => problems.push(problem),
		onAbsent: (titles) => {
			absent = titles
		},
	})
	const bad = problems.filter((problem) => problem.fatal)
	const mild = problems.filter((problem) => !problem.fatal)
	const done = answer.ok ? answer.value : { rows: 0, wrong: 0, fates: { fresh: 0, changed: 0, same: 0 } }
	const fault = answer.ok || answer.error.kind === 'rejected' ? null : answer.error
	return ok({
		token,
		fileName: upload.kept.note.fileName,
		uploadedAt: upload.kept.note.uploadedAt,
		title: titleOf(upload.kind),
		fault,
		rows: done.rows,
		...done.fates,
		wrongRows: done.wrong,
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
	const answer = await run(ctx, upload, 'all-or-nothing', { report: () => undefined })
	if (!answer.ok) return refuse('invalid', 'import.has-errors')
	await dropUpload(ctx.actor.accountId, token)
	return ok({ rows: answer.value.rows })
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
	await run(ctx, upload, 'preview', {
		report: (problem) => {
			const own = marks.get(problem.row) ?? []
			own.push({ index: problem.index, text: words.sentence(problem) })
			marks.set(problem.row, own)
		},
	})
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

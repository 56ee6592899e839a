import { DAILY_QUOTA, type EvidenceSubject } from '#app/domain/evidence.ts'
import { type Outcome, type RefusalRule, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Instant, instantAt } from '#app/domain/time.ts'
import type { PictureClaims } from '#app/infra/evidence/exif.ts'
import { checkFile, claimsOf, type FileFault } from '#app/infra/evidence/inspect.server.ts'
import { type MediaType, safeFileName } from '#app/infra/evidence/sniff.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { addedSince, type EvidenceRow, hasFile, insertEvidence, linkEvidence } from '#db/queries/evidence.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { mayAddTo } from './access.server.ts'

/** A file as it came: its name is the sender's word, everything else is told from the bytes. */
export type IncomingFile = {
	readonly name: string
	readonly bytes: Buffer
	readonly caption?: string
	readonly kind?: EvidenceRow['kind']
	/** A in-page capture with position, B in-page capture, C from the gallery or a file (the default). */
	readonly grade?: EvidenceRow['grade']
	readonly capturedAt?: Instant | null
	readonly deviceSkewMs?: number | null
	readonly latitude?: number | null
	readonly longitude?: number | null
	readonly accuracyM?: number | null
}

/** A file that was judged and lies in the store under its staging name. */
export type StagedFile = {
	readonly file: IncomingFile
	readonly sha256: string
	readonly size: number
	readonly type: MediaType
	/** What the picture says of itself; what the sender measured on the page goes before it. */
	readonly claims: PictureClaims
}

const FAULT_RULE: Record<FileFault, RefusalRule> = {
	type: 'evidence.type',
	'too-large': 'evidence.too-large',
	damaged: 'evidence.damaged',
}

/** Judges and stages files before the transaction that names them. The first bad file refuses all. */
export async function stageFiles(ctx: Ctx, files: readonly IncomingFile[]): Promise<Outcome<StagedFile[]>> {
	const types: MediaType[] = []
	for (const file of files) {
		const check = await checkFile(file.bytes)
		if (!check.ok) return refuse('invalid', FAULT_RULE[check.fault], { name: file.name.slice(0, 80) })
		types.push(check.type)
	}
	const staged: StagedFile[] = []
	for (const [i, file] of files.entries()) {
		const type = types[i]
		if (!type) continue
		const claims = await claimsOf(file.bytes, type)
		staged.push({ file, type, claims, ...(await ctx.evidence.stage(file.bytes)) })
	}
	return ok(staged)
}

/** After the commit: staged files get their final names. */
export async function keepFiles(ctx: Ctx, staged: readonly StagedFile[]): Promise<void> {
	for (const { sha256 } of staged) await ctx.evidence.keep(sha256)
}

/**
 * Rows, links and events of staged files, in the transaction of the act that brings them. Refuses what lies outside
 * of the actor's scope and more than the daily quota.
 */
export async function addStagedIn(
	ctx: Ctx,
	tx: Tx,
	subject: EvidenceSubject,
	staged: readonly StagedFile[],
): Promise<Outcome<string[]>> {
	if (staged.length === 0) return ok([])
	const mayAdd = await mayAddTo(ctx, tx, subject)
	if (mayAdd === 'unknown') return refuse('missing', 'not-found')
	if (mayAdd === 'no') return refuse('forbidden', 'not-allowed')
	const today = await addedSince(tx, ctx.actor.accountId, instantAt(ctx.today, 0))
	if (today + staged.length > DAILY_QUOTA) return refuse('invalid', 'evidence.quota', { max: DAILY_QUOTA })
	const ids: string[] = []
	for (const one of staged) {
		// The same picture sent twice (a retry, two taps) is one piece of evidence.
		if (!(await hasFile(tx, subject, one.sha256))) ids.push(await addOne(ctx, tx, subject, one))
	}
	return ok(ids)
}

function rowOf(ctx: Ctx, { file, sha256, size, type, claims }: StagedFile): EvidenceRow {
	return {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		sha256,
		size,
		media_type: type,
		file_name: safeFileName(file.name, type),
		caption: file.caption ?? '',
		kind: file.kind ?? (type === 'application/pdf' ? 'document' : 'photo'),
		grade: file.grade ?? 'C',
		captured_at: file.capturedAt ?? claims.capturedAt,
		device_skew_ms: file.deviceSkewMs ?? null,
		latitude: file.latitude ?? claims.latitude,
		longitude: file.longitude ?? claims.longitude,
		accuracy_m: file.accuracyM ?? null,
		collected_by: ctx.actor.accountId,
		received_at: ctx.now,
		copy_state: 'pending',
		copy_sha256: null,
		copy_media_type: null,
		order_time: null,
		order_channel: null,
		order_staff_no: null,
		order_traceable: null,
	}
}

async function addOne(ctx: Ctx, tx: Tx, subject: EvidenceSubject, staged: StagedFile): Promise<string> {
	const row = rowOf(ctx, staged)
	const { branchId, accountId } = ctx.actor
	await insertEvidence(tx, row)
	await linkEvidence(tx, { id: ctx.newId(), branchId, evidenceId: row.id, subject, by: accountId, at: ctx.now })
	await appendEvents(tx, branchId, accountId, ctx.now, [
		{
			subjectKind: 'evidence',
			subjectId: row.id,
			kind: 'evidence.added',
			after: { sha256: row.sha256, size: row.size, mediaType: row.media_type, grade: row.grade, of: subject },
		},
	])
	return row.id
}

/** Adds files to a subject as an act of its own. Refuses as a whole; answers the ids. */
export async function addEvidence(
	ctx: Ctx,
	subject: EvidenceSubject,
	files: readonly IncomingFile[],
): Promise<Outcome<string[]>> {
	const allowed = await mayAddTo(ctx, ctx.read, subject)
	if (allowed === 'unknown') return refuse('missing', 'not-found')
	if (allowed === 'no') return refuse('forbidden', 'not-allowed')
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const added = await ctx.inTx(ctx.actor.branchId, (tx) => addStagedIn(ctx, tx, subject, staged.value))
	if (added.ok) await keepFiles(ctx, staged.value)
	return added
}

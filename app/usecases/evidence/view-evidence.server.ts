import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { type EvidenceRow, evidenceById, subjectsOf } from '#db/queries/evidence.server.ts'
import type { Ctx } from '../context.server.ts'
import { type Seen, seenAs } from './access.server.ts'

export type EvidenceVariant = 'original' | 'copy'
export type EvidenceFile = {
	readonly bytes: Buffer
	readonly mediaType: string
	readonly fileName: string
	readonly sha256: string
}

async function bestView(ctx: Ctx, evidenceId: string): Promise<Seen> {
	let best: Seen = null
	for (const subject of await subjectsOf(ctx.read, evidenceId)) {
		const seen = await seenAs(ctx, ctx.read, subject)
		if (seen === 'staff') return 'staff'
		best = seen ?? best
	}
	return best
}

function fileOf(row: EvidenceRow, variant: EvidenceVariant): Omit<EvidenceFile, 'bytes'> | null {
	if (variant === 'original') return { sha256: row.sha256, mediaType: row.media_type, fileName: row.file_name }
	if (row.copy_state !== 'ready' || row.copy_sha256 === null || row.copy_media_type === null) return null
	const extension =
		row.copy_media_type === 'application/pdf' ? 'pdf' : row.copy_media_type === 'image/webp' ? 'webp' : 'jpg'
	const fileName = row.file_name.replace(/\.[a-z]+$/, `.${extension}`)
	return { sha256: row.copy_sha256, mediaType: row.copy_media_type, fileName }
}

/**
 * The bytes of a piece of evidence, whose hash was checked just now. Staff see the original or, asked for, the copy;
 * a dealer only ever gets the copy, and only of a case that was told to the dealer. Looking is recorded.
 */
export async function viewEvidence(ctx: Ctx, id: string, variant: EvidenceVariant): Promise<Outcome<EvidenceFile>> {
	const row = await evidenceById(ctx.read, ctx.actor.branchId, id)
	const seen = row ? await bestView(ctx, id) : null
	if (!row || seen === null) return refuse('missing', 'not-found')
	const shown: EvidenceVariant = seen === 'dealer' ? 'copy' : variant
	const file = fileOf(row, shown)
	if (!file) return refuse('procedure', 'evidence.copy-pending')
	const bytes = await ctx.evidence.get(file.sha256)
	if (!Buffer.isBuffer(bytes)) {
		ctx.log.error({ evidenceId: id, sha256: file.sha256, state: bytes }, 'evidence does not match its hash')
		return refuse('procedure', 'evidence.damaged', { name: row.file_name })
	}
	await ctx.inTx(ctx.actor.branchId, async (tx) => {
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
			{
				subjectKind: 'evidence',
				subjectId: id,
				kind: 'evidence.viewed',
				after: { variant: shown, address: ctx.address },
			},
		])
		return ok(null)
	})
	return ok({ ...file, bytes })
}

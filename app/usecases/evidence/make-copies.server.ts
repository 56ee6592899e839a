import { ok } from '#app/domain/result.ts'
import { type DerivedCopy, metadataFreeCopy } from '#app/infra/evidence/copy.server.ts'
import { sniffType } from '#app/infra/evidence/sniff.ts'
import { pendingCopies, setCopy } from '#db/queries/evidence.server.ts'
import type { Deps } from '../context.server.ts'

/** A HEIC is decoded to raw pixels: two at a time would be too much memory, so copies are made one after the other. */
const BATCH = 20

async function copyOf(deps: Deps, sha256: string): Promise<DerivedCopy | null> {
	const original = await deps.evidence.get(sha256)
	if (!Buffer.isBuffer(original)) {
		deps.log.error({ sha256, state: original }, 'evidence cannot be read')
		return null
	}
	const type = sniffType(original)
	if (type === null) return null
	try {
		return await metadataFreeCopy(original, type)
	} catch (error) {
		deps.log.warn({ sha256, type, error: String(error) }, 'no copy could be made')
		return null
	}
}

/**
 * Makes copies without metadata for files that wait for one; run by the sweep. What cannot be copied is marked and
 * stays unseen by the dealer. Safe to run twice: a copy is named by its bytes, and only waiting rows are touched.
 */
export async function makePendingCopies(deps: Deps, limit = BATCH): Promise<{ made: number; failed: number }> {
	const waiting = await pendingCopies(deps.read, limit)
	const seen = new Set<string>()
	let made = 0
	let failed = 0
	for (const { sha256, branch_id } of waiting) {
		if (seen.has(sha256)) continue
		seen.add(sha256)
		const copy = await copyOf(deps, sha256)
		const staged = copy ? await deps.evidence.stage(copy.bytes) : null
		await deps.inTx(branch_id, async (tx) => {
			await setCopy(tx, sha256, copy && staged ? { sha256: staged.sha256, mediaType: copy.mediaType } : null)
			return ok(null)
		})
		if (staged) await deps.evidence.keep(staged.sha256)
		if (staged) made += 1
		else failed += 1
	}
	return { made, failed }
}

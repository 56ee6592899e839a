import { scopeOf } from '#app/domain/access.ts'
import { type AbsentFile, type BundleCopy, evidencePath } from '#app/domain/bundle/bundle.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { type PenaltyRow, penaltyById, penaltyIn } from '#db/queries/penalties.server.ts'
import { versionById } from '#db/queries/reference.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { assemble, type BundleFile, type Made } from './assemble.server.ts'
import { type Collected, collect, type EvidenceRow, provenBy } from './collect.server.ts'
import { pdfsOf } from './documents.server.ts'

export type Bundle = {
	readonly number: string
	readonly files: readonly BundleFile[]
	readonly absent: readonly AbsentFile[]
	/** What the log keeps of this export; verify.mjs prints the same. */
	readonly manifestSha256: string
}

export type WantedFile = Pick<EvidenceRow, 'sha256' | 'media_type' | 'file_name'>

/** The files that the store has, each checked against its hash just now, and the names of those it has not. */
export async function evidenceFiles(ctx: Ctx, wanted: readonly WantedFile[]) {
	const files = new Map<string, BundleFile>()
	const absent: AbsentFile[] = []
	for (const { sha256, media_type, file_name: name } of wanted) {
		const path = evidencePath(sha256, media_type)
		if (files.has(path)) continue
		const found = await ctx.evidence.get(sha256)
		if (typeof found === 'string') {
			absent.push({ sha256, name, why: found })
			continue
		}
		const again = async () => {
			const bytes = await ctx.evidence.get(sha256)
			if (typeof bytes === 'string') throw new Error(`The evidence ${sha256} is ${bytes}`)
			return bytes
		}
		files.set(path, { path, name, size: found.length, sha256, bytes: again })
	}
	return { files: [...files.values()], absent }
}

/** Finishes the bundle and records that it was made (trust: who took what out), before anybody gets a byte. */
export async function finish(ctx: Ctx, penaltyId: string, made: Made, by: string): Promise<Outcome<Bundle>> {
	const { files, manifestSha256 } = assemble(made)
	const logged = await ctx.inTx(ctx.actor.branchId, async (tx) => {
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
			{
				subjectKind: 'penalty',
				subjectId: penaltyId,
				kind: 'penalty.bundled',
				after: { copy: made.copy, files: files.length, manifest_sha256: manifestSha256, by, address: ctx.address },
			},
		])
		return ok(null)
	})
	return logged.ok ? ok({ number: made.number, files, absent: made.absent, manifestSha256 }) : logged
}

async function rulebookOf(handle: Handle, row: PenaltyRow) {
	const version = row.rulebook_version_id === null ? undefined : await versionById(handle, row.rulebook_version_id)
	if (!version) return null
	const { code, version: number, effective_from, sha256, body_json } = version
	return { code, version: number, effective_from, sha256, body_json }
}

const COPY: BundleCopy = 'staff'

async function staffBundle(ctx: Ctx, row: PenaltyRow, by: string): Promise<Outcome<Bundle>> {
	const read = await ctx.inTx<{ case: Collected; rulebook: object | null }>(ctx.actor.branchId, async (tx) =>
		ok({ case: await collect(tx, row), rulebook: await rulebookOf(tx, row) }),
	)
	if (!read.ok) return read
	const { events, links, head, notices, ...rows } = read.value.case
	const { files, absent } = await evidenceFiles(ctx, rows.evidence)
	const pdfs = await pdfsOf(ctx, notices)
	return finish(
		ctx,
		row.id,
		{
			number: row.number,
			copy: COPY,
			at: ctx.now,
			by: ctx.actor.name,
			body: { number: row.number, ...rows, rulebook: read.value.rulebook },
			log: { events, sealed: [], links, head, facts: provenBy(read.value.case) },
			files: [...pdfs.files, ...files],
			absent: [...pdfs.absent, ...absent],
		},
		by,
	)
}

/** The whole case file for staff who may take it out; 'missing' outside of their scope. `by` says by which way. */
export async function bundleCase(ctx: Ctx, penaltyId: string, by = 'web'): Promise<Outcome<Bundle>> {
	const row = await penaltyIn(ctx.read, scopeOf(ctx.actor, 'bundle.read'), penaltyId)
	if (row) return staffBundle(ctx, row, by)
	const readable = await penaltyIn(ctx.read, scopeOf(ctx.actor, 'penalty.read'), penaltyId)
	return readable ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
}

/** The same for the operator at the command line, in the name of the branch's system account. */
export async function bundleForOperator(ctx: Ctx, penaltyId: string, operator: string): Promise<Outcome<Bundle>> {
	const row = await penaltyById(ctx.read, penaltyId)
	return row && row.branch_id === ctx.actor.branchId
		? staffBundle(ctx, row, `command line: ${operator}`)
		: refuse('missing', 'not-found')
}

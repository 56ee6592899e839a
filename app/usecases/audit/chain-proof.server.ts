import { setImmediate } from 'node:timers/promises'
import { may } from '#app/domain/access.ts'
import { SUBJECT_KINDS, type SubjectKind } from '#app/domain/case/events.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type AuditEvent, chainAfter, chainHead, chainOf, type Link, linksAt } from '#db/queries/audit.server.ts'
import { opinionsOf } from '#db/queries/audit-opinions.server.ts'
import { eventHash, GENESIS } from '#db/queries/events.server.ts'
import { type SubjectLabel, storyOf, subjectLabels } from '#db/queries/subjects.server.ts'
import type { Ctx } from '../context.server.ts'
import { type EventLine, linesOf } from './search-events.server.ts'

const MAX_EVENTS = 500

/** What was found about one event of the chain. */
export type ProofLine = EventLine & {
	readonly prevHash: string
	/** SHA-256 over the stored fields, computed now. */
	readonly recomputed: string
	/** The fields give the stored hash. */
	readonly contentFits: boolean
	/** The event before it has the hash that it is chained to, and the one after it is chained to its hash. */
	readonly linkFits: boolean
}

export type Head = { readonly seq: number; readonly hash: string }
export type ChainProof = {
	readonly subjectKind: SubjectKind
	readonly subjectId: string
	readonly label: SubjectLabel | null
	readonly lines: readonly ProofLine[]
	readonly more: boolean
	readonly head: Head | null
	/** The last event of the branch has the hash that the head keeps. */
	readonly headFits: boolean
	readonly fits: boolean
	/** Other cases of the same story. */
	readonly story: readonly SubjectLabel[]
	readonly opinions: readonly { readonly id: string; readonly text: string; readonly answered: boolean }[]
	readonly whole: WholeChain | null
}

function kindOf(text: string): SubjectKind | undefined {
	return SUBJECT_KINDS.find((kind) => kind === text)
}

/** The events of one subject with the proof that none of them was changed; `whole` checks the branch's chain, too. */
export async function chainProof(ctx: Ctx, kindText: string, id: string, whole: boolean): Promise<Outcome<ChainProof>> {
	if (!may(ctx.actor, 'audit.read')) return refuse('forbidden', 'not-allowed')
	const kind = kindOf(kindText)
	if (!kind) return refuse('missing', 'not-found')
	const { branchId } = ctx.actor
	const events = await chainOf(ctx.read, branchId, kind, id, MAX_EVENTS + 1)
	if (events.length === 0) return refuse('missing', 'not-found')
	const shown = events.slice(0, MAX_EVENTS)
	const [lines, head, story, opinions] = await Promise.all([
		proved(ctx, shown),
		chainHead(ctx.read, branchId),
		storyOf(ctx.read, branchId, { kind, id }),
		opinionsOf(ctx.read, kind, id),
	])
	const labels = await subjectLabels(ctx.read, branchId, [{ kind, id }, ...story])
	const last = head ? (await linksAt(ctx.read, branchId, [head.seq])).get(head.seq) : undefined
	const headFits = head !== undefined && last?.hash === head.hash
	return ok({
		subjectKind: kind,
		subjectId: id,
		label: labels.get(`${kind}:${id}`) ?? null,
		lines,
		more: events.length > MAX_EVENTS,
		head: head ?? null,
		headFits,
		fits: headFits && lines.every((line) => line.contentFits && line.linkFits),
		story: story.flatMap((ref) => labels.get(`${ref.kind}:${ref.id}`) ?? []),
		opinions: opinions.map(({ id, text, answered_at }) => ({ id, text, answered: answered_at !== null })),
		whole: whole ? await wholeChain(ctx) : null,
	})
}

async function proved(ctx: Ctx, events: readonly AuditEvent[]): Promise<ProofLine[]> {
	const seqs = events.flatMap(({ seq }) => [seq - 1, seq + 1])
	const links = await linksAt(ctx.read, ctx.actor.branchId, [...new Set(seqs)])
	const lines = await linesOf(ctx, events)
	return events.flatMap((event, i) => {
		const line = lines[i]
		if (!line) return []
		const recomputed = eventHash(event)
		return {
			...line,
			prevHash: event.prev_hash,
			recomputed,
			contentFits: recomputed === event.hash,
			linkFits: linked(event, links),
		}
	})
}

/** The last event has no successor; its hash is the head's, which is looked at apart. */
function linked(event: AuditEvent, links: ReadonlyMap<number, Link>): boolean {
	const before = event.seq === 1 ? GENESIS : links.get(event.seq - 1)?.hash
	const after = links.get(event.seq + 1)
	return before === event.prev_hash && (after === undefined || after.prevHash === event.hash)
}

export type WholeChain = {
	readonly checked: number
	/** False when there are more events than a page may check; `npm run verify` has no limit. */
	readonly complete: boolean
	/** Number of the first event that does not fit; null when all do. */
	readonly firstFault: number | null
}

const BATCH = 500
const WHOLE_LIMIT = 50_000

/** Every event of the branch from the first on: no gap, every hash right, every link right, the head at the end. */
export async function wholeChain(ctx: Ctx): Promise<WholeChain> {
	const head = await chainHead(ctx.read, ctx.actor.branchId)
	let [seq, hash] = [0, GENESIS]
	while (seq < WHOLE_LIMIT && seq < (head?.seq ?? 0)) {
		const batch = await chainAfter(ctx.read, ctx.actor.branchId, seq, BATCH)
		if (batch.length === 0) return { checked: seq, complete: true, firstFault: seq + 1 }
		for (const event of batch) {
			if (event.seq !== seq + 1 || event.prev_hash !== hash || eventHash(event) !== event.hash)
				return { checked: seq, complete: true, firstFault: seq + 1 }
			seq = event.seq
			hash = event.hash
		}
		await setImmediate()
	}
	const complete = seq >= (head?.seq ?? 0)
	// Events may have been added while we read: the head we saw is one of those we passed.
	const atHead = head ? (await linksAt(ctx.read, ctx.actor.branchId, [head.seq])).get(head.seq)?.hash : undefined
	return { checked: seq, complete, firstFault: complete && atHead !== head?.hash ? (head?.seq ?? 0) : null }
}

const HOW =
	'hash = hex SHA-256 of the UTF-8 JSON array [prev_hash, branch_id, seq, at, actor_id, subject_kind, subject_id, kind, before_json, after_json, reason]; prev_hash of seq 1 is 64 zeros; prev_hash of every other event is the hash of the event with the number before it'

/** The segment of one subject as a document that somebody else can check without this program. */
export async function chainSegment(ctx: Ctx, kindText: string, id: string): Promise<Outcome<object>> {
	if (!may(ctx.actor, 'audit.read')) return refuse('forbidden', 'not-allowed')
	const kind = kindOf(kindText)
	const events = kind ? await chainOf(ctx.read, ctx.actor.branchId, kind, id, 100_000) : []
	if (!kind || events.length === 0) return refuse('missing', 'not-found')
	const head = await chainHead(ctx.read, ctx.actor.branchId)
	return ok({
		format: 'fangxin-chain-1',
		how: HOW,
		made_at: ctx.now,
		subject: { kind, id },
		head: head ?? null,
		events: events.map(({ id: _id, actorName, ...event }) => ({ ...event, actor_name: actorName })),
	})
}

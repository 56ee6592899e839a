import { may } from '#app/domain/access.ts'
import type { EventSearch } from '#app/domain/audit/audit.schema.ts'
import { type Change, changesOf, recordOf, scalarsOf } from '#app/domain/audit/changes.ts'
import { SUBJECT_KINDS } from '#app/domain/case/events.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addDays, type Instant, instantAt } from '#app/domain/time.ts'
import { type AuditEvent, type EventFilter, eventsPage, peopleLike } from '#db/queries/audit.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { type SubjectLabel, subjectLabels, subjectsLike } from '#db/queries/subjects.server.ts'
import type { Ctx } from '../context.server.ts'

const PAGE_SIZE = 50
const EXPORT_SIZE = 500

/** One event as a person reads it. */
export type EventLine = {
	readonly id: number
	readonly seq: number
	readonly at: Instant
	readonly kind: string
	readonly subjectKind: string
	readonly subjectId: string
	readonly number: string
	readonly title: string
	readonly actorName: string | null
	readonly reason: string | null
	readonly hash: string
	readonly changes: readonly Change[]
	/** Single values, for the parameters of the sentence. */
	readonly params: Readonly<Record<string, string | number>>
}

export type EventList = { readonly lines: readonly EventLine[]; readonly next: string | null }

/** Events of the branch that fit the search, newest first; only for whoever may read the whole log. */
export async function searchEvents(ctx: Ctx, search: EventSearch): Promise<Outcome<EventList>> {
	if (!may(ctx.actor, 'audit.read')) return refuse('forbidden', 'not-allowed')
	const filter = await filterOf(ctx, search)
	const page = await eventsPage(ctx.read, ctx.actor.branchId, filter, search.cursor ?? null, PAGE_SIZE)
	return ok({ lines: await linesOf(ctx, page.rows), next: page.next })
}

/** Every event of the search, page by page, for an export. */
export async function* exportEvents(ctx: Ctx, search: EventSearch): AsyncGenerator<EventLine> {
	if (!may(ctx.actor, 'audit.read')) return
	const filter = await filterOf(ctx, search)
	let cursor: string | null = null
	do {
		const page: Awaited<ReturnType<typeof eventsPage>> = await eventsPage(
			ctx.read,
			ctx.actor.branchId,
			filter,
			cursor,
			EXPORT_SIZE,
		)
		yield* await linesOf(ctx, page.rows)
		cursor = page.next
	} while (cursor !== null)
}

async function filterOf(ctx: Ctx, search: EventSearch): Promise<EventFilter> {
	const { branchId } = ctx.actor
	const kinds = search.subject ? [search.subject] : SUBJECT_KINDS
	return {
		actorIds: search.person ? await peopleLike(ctx.read, branchId, search.person) : undefined,
		subjectKind: search.subject,
		subjectId: search.id,
		subjects: search.number ? await subjectsLike(ctx.read, branchId, search.number, kinds) : undefined,
		kind: search.kind,
		from: search.from ? instantAt(search.from, 0) : undefined,
		before: search.to ? instantAt(addDays(search.to, 1), 0) : undefined,
		reason: search.reason,
	}
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

function isId(value: unknown): value is string {
	return typeof value === 'string' && ID.test(value)
}

/** Stored events with names instead of ids. */
export async function linesOf(ctx: Ctx, events: readonly AuditEvent[]): Promise<EventLine[]> {
	const refs = events.map((event) => ({ kind: event.subject_kind, id: event.subject_id }))
	const labels = await subjectLabels(ctx.read, ctx.actor.branchId, refs)
	const read = events.map((event) => {
		const after = recordOf(event.after_json)
		return { event, after, changes: changesOf(recordOf(event.before_json), after) }
	})
	const people = await namesOf(
		ctx.read,
		read.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after].filter(isId))),
	)
	const named = (value: unknown) => (isId(value) ? (people.get(value) ?? value) : value)
	return read.map(({ event, after, changes }) => ({
		...facts(event, labels.get(`${event.subject_kind}:${event.subject_id}`)),
		changes: changes.map((change) => ({ ...change, before: named(change.before), after: named(change.after) })),
		params: scalarsOf(after),
	}))
}

function facts(event: AuditEvent, label: SubjectLabel | undefined) {
	return {
		id: event.id,
		seq: event.seq,
		at: event.at,
		kind: event.kind,
		subjectKind: event.subject_kind,
		subjectId: event.subject_id,
		number: label?.number ?? '',
		title: label?.title ?? '',
		actorName: event.actorName,
		reason: event.reason,
		hash: event.hash,
	}
}

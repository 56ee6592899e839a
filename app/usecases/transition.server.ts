import { type Action, type Scope, scopeOf } from '#app/domain/access.ts'
import type { SubjectKind } from '#app/domain/case/events.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { appendEvents, type EventDraft, lastEventOf } from '#db/queries/events.server.ts'
import { type OutboxDraft, writeOutbox } from '#db/queries/outbox.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from './context.server.ts'

/** What a rule decided: the new values of the row, what is recorded, what is told, what else is written. */
export type Move<Set extends object> = {
	readonly set: Set
	readonly event: Omit<EventDraft, 'subjectKind' | 'subjectId' | 'before' | 'after'> & {
		readonly before?: unknown
		readonly after?: unknown
	}
	/** Events of other subjects that this change brings about, after the first one. */
	readonly alsoEvents?: readonly EventDraft[]
	readonly tell?: readonly OutboxDraft[]
	/** Rows of other tables in the same transaction: ledger entries, arguments, clocks. */
	readonly also?: (tx: Tx) => Promise<void>
}

export type Door<Row extends { version: number }, Set extends object> = {
	readonly subject: SubjectKind
	readonly id: string
	/** The version that the person saw; undefined when no person looked (sweep). */
	readonly version: number | undefined
	/** Who cannot even read it is told that it does not exist. */
	readonly readAction: Action
	/** Any of these opens the door. */
	readonly actions: readonly Action[]
	readonly load: (tx: Tx, scope: Scope, id: string) => Promise<Row | undefined>
	readonly decide: (row: Row, tx: Tx) => Promise<Outcome<Move<Set>>> | Outcome<Move<Set>>
	/** `update … where id = ? and version = ?`, setting version + 1; true when one row changed. */
	readonly save: (tx: Tx, id: string, version: number, set: Set) => Promise<boolean>
}

/**
 * The one way in which a state changes: scope, permission, version, procedure; then the row, the event, the other rows
 * and the outbox in one transaction. A refusal writes nothing.
 */
export async function transition<Row extends { version: number }, Set extends object>(
	ctx: Ctx,
	door: Door<Row, Set>,
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, (tx) => transitionIn(ctx, tx, door))
}

/** The same inside a transaction that is already open, for one act that changes several subjects. */
export async function transitionIn<Row extends { version: number }, Set extends object>(
	ctx: Ctx,
	tx: Tx,
	door: Door<Row, Set>,
): Promise<Outcome<{ id: string }>> {
	const row = await loadPermitted(ctx, tx, door)
	if (!row.ok) return row
	if (door.version !== undefined && door.version !== row.value.version) return staleRefusal(tx, door.subject, door.id)
	const decided = await door.decide(row.value, tx)
	if (!decided.ok) return decided
	const move = decided.value
	if (!(await door.save(tx, door.id, row.value.version, move.set))) return staleRefusal(tx, door.subject, door.id)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{
			...move.event,
			subjectKind: door.subject,
			subjectId: door.id,
			before: move.event.before ?? pick(row.value, move.set),
			after: move.event.after ?? move.set,
		},
		...(move.alsoEvents ?? []),
	])
	await move.also?.(tx)
	await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, move.tell ?? [])
	return ok({ id: door.id })
}

async function loadPermitted<Row extends { version: number }, Set extends object>(
	ctx: Ctx,
	tx: Tx,
	door: Door<Row, Set>,
): Promise<Outcome<Row>> {
	for (const action of door.actions) {
		const row = await door.load(tx, scopeOf(ctx.actor, action), door.id)
		if (row) return ok(row)
	}
	const readable = await door.load(tx, scopeOf(ctx.actor, door.readAction), door.id)
	return readable ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
}

/** 409: who changed the subject since the page was made. */
export async function staleRefusal(tx: Tx, subject: SubjectKind, id: string): Promise<Outcome<never>> {
	const last = await lastEventOf(tx, subject, id)
	return refuse('stale', 'stale', { by: last?.actorName ?? '', at: last?.at ?? '', kind: last?.kind ?? '' })
}

function pick(row: object, set: object): Record<string, unknown> {
	const values = Object.entries(row)
	return Object.fromEntries(values.filter(([name]) => name in set && name !== 'version'))
}

export type NewSubject = {
	readonly subject: SubjectKind
	readonly id: string
	readonly event: Omit<EventDraft, 'subjectKind' | 'subjectId'>
	readonly alsoEvents?: readonly EventDraft[]
	readonly tell?: readonly OutboxDraft[]
}

/** Records that a new subject came to be, in the transaction that inserted it. */
export async function recordNew(ctx: Ctx, tx: Tx, made: NewSubject): Promise<void> {
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{ ...made.event, subjectKind: made.subject, subjectId: made.id },
		...(made.alsoEvents ?? []),
	])
	await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, made.tell ?? [])
}

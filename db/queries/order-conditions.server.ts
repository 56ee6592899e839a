import { sql } from 'kysely'
import type { LightColour } from '#app/domain/light.ts'
import type { Happening, OrderOutcome } from '#app/domain/order/figures.ts'
import type { Instant } from '#app/domain/time.ts'
import type { SupervisionOrderTable } from '../schema.ts'
import type { Predicate } from '../sql.server.ts'

/**
 * What the lists, the counts and the figures of orders ask, each question once: a figure and the list behind it are the
 * same condition, so they cannot differ. The texts are those of the indexes of migration 021.
 */
export const orderColumn = (name: keyof SupervisionOrderTable) => sql.ref<string>(`supervision_order.${name}`)
const o = orderColumn

/**
 * The column as a value that no index is searched by. The lists are read in their own order from an index that holds
 * every column they ask for; a search by department or state in a narrower index would fetch row after row.
 */
export const plainColumn = (name: keyof SupervisionOrderTable) => sql<string>`coalesce(${o(name)}, '')`

/** Not struck off; the text of the partial index supervision_order_open, so that SQLite sees that it may use it. */
export const OPEN = sql<boolean>`supervision_order.state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`
/** The handling clock runs. */
export const HANDLED = sql<boolean>`supervision_order.state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED')`
/** Signed for, or nobody has to by a moment: the policy that asked for it has been retired. */
const SIGNED = sql<boolean>`(supervision_order.state in ('ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED') or ${o('ack_due_at')} is null)`
export const UNSIGNED = sql<boolean>`supervision_order.state = 'ISSUED'`
export const DRAFTS = sql<boolean>`supervision_order.state in ('DRAFT', 'PENDING_APPROVAL')`
export const ENDED = sql<boolean>`(supervision_order.state in ('STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED') and ${o('due_at')} is not null)`

/** What stands still comes after what runs. */
export const RANK = sql<number>`(case when supervision_order.state in ('SUBMITTED', 'COMPLETED') or supervision_order.suspended_at is not null then 1 else 0 end)`
/** An issued order without a due day: its deadline was retired with the policy (carriers.server.ts); due_at keeps its place in lists. */
const DATED = sql<boolean>`supervision_order.due_on is not null`
/** The handling clock is there, and not halted while an outside body is waited for. */
const RUNS = sql<boolean>`(supervision_order.suspended_at is null and ${DATED})`
/** At work, and the clock counts. */
export const RUNNING = sql<boolean>`(${RANK} = 0 and ${DATED})`

/**
 * The colour of an open order at a moment if nothing moves until then (domain 5.4), as a condition on moments that are
 * kept with the order; the same answer as `light` in app/domain/light.ts, which a test proves.
 */
export function lightIs(colour: LightColour, at: Instant): Predicate {
	return colour === 'stopped' ? sql<boolean>`(${RANK} = 1 or not ${DATED})` : litBy(colour, at, RUNS)
}

/**
 * The colour at a moment that lies ahead, if nobody acts: what the sweep does by itself until then has been done. A
 * suspension ends on its day, as its clock says (domain 5.2); who has not signed counts as signed for and stays red.
 */
export function lightThen(colour: Exclude<LightColour, 'stopped'>, at: Instant): Predicate {
	const resumed = sql<boolean>`exists (select 1 from clock r where r.subject_kind = 'order' and r.subject_id = ${o('id')}
		and r.kind = 'order.suspension' and r.state = 'RUNNING' and r.due_at < ${at})`
	return litBy(colour, at, sql<boolean>`(${DATED} and (supervision_order.suspended_at is null or ${resumed}))`)
}

function litBy(colour: Exclude<LightColour, 'stopped'>, at: Instant, runs: Predicate): Predicate {
	switch (colour) {
		case 'red':
			return sql<boolean>`(${HANDLED} and ${runs} and (${o('due_at')} < ${at} or (${UNSIGNED} and ${o('ack_due_at')} < ${at})))`
		case 'yellow':
			return sql<boolean>`(${HANDLED} and ${SIGNED} and ${runs} and ${o('due_at')} >= ${at} and (${o('returned_count')} > 0 or ${o('near_at')} <= ${at}))`
		case 'green':
			return sql<boolean>`(${HANDLED} and ${SIGNED} and ${runs} and ${o('due_at')} >= ${at} and ${o('returned_count')} = 0 and ${o('near_at')} > ${at})`
		case 'grey':
			return sql<boolean>`(${UNSIGNED} and ${runs} and ${o('due_at')} >= ${at} and ${o('ack_due_at')} >= ${at})`
	}
}

/** The colour as a word, for counting by it. */
export function lightWord(at: Instant) {
	return sql<LightColour>`(case when ${lightIs('red', at)} then 'red' when ${lightIs('yellow', at)} then 'yellow'
		when ${lightIs('green', at)} then 'green' when ${lightIs('grey', at)} then 'grey' else 'stopped' end)`
}

/** What is known of the outcome without a look at the time: a column that the database works out (migration 021). */
export const OUTCOME = sql.ref<OrderOutcome>('supervision_order.outcome')

/** Past the due moment without an answer, though nobody has recorded it yet. */
export function lateUnrecorded(now: Instant): Predicate {
	return sql<boolean>`(${HANDLED} and ${RUNS} and ${o('due_at')} < ${now} and ${o('overdue_at')} is null)`
}

/** The outcome of an issued order at a moment (app/domain/order/figures.ts says what counts as what). */
export function outcomeIs(outcome: OrderOutcome, now: Instant): Predicate {
	if (outcome === 'late')
		return sql<boolean>`(${o('due_on')} is not null and (${OUTCOME} = 'late' or ${lateUnrecorded(now)}))`
	if (outcome === 'waiting')
		return sql<boolean>`(${o('due_on')} is not null and ${OUTCOME} = 'waiting' and not ${lateUnrecorded(now)})`
	return sql<boolean>`(${o('due_on')} is not null and ${OUTCOME} = ${outcome})`
}

/** The orders to which it happened from `from` on and before `until`. */
export function happened(branchId: string, what: Happening, from: Instant, until: Instant): Predicate {
	return sql<boolean>`supervision_order.id in (select x.order_id from ${happeningRows(branchId, what, from, until)})`
}

/** The rows behind a happening, as table x. */
export function happeningRows(branchId: string, what: Happening, from: Instant, until: Instant) {
	const within = (at: string) =>
		sql`branch_id = ${branchId} and ${sql.ref(at)} >= ${from} and ${sql.ref(at)} < ${until}`
	switch (what) {
		case 'extended':
			return sql`(select order_id from order_extension where ${within('decided_at')} and state = 'GRANTED') x`
		case 'refused':
			return sql`(select order_id from order_extension where ${within('decided_at')} and state = 'REFUSED') x`
		case 'returned':
			return sql`(select order_id from order_feedback where ${within('judged_at')} and outcome = 'RETURNED') x`
		case 'chased':
			return sql`(select order_id from order_chase where ${within('at')} and rung = 'manual') x`
	}
}

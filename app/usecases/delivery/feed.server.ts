import { type Action, type Actor, may, scopeOf } from '#app/domain/access.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import { linkOf } from '#app/domain/delivery/link.ts'
import { endsByLifting } from '#app/domain/measure/in-force.ts'
import { MEASURE_KINDS, type MeasureKind } from '#app/domain/penalty/measure.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, DAY_MS, HOUR_MS, type Instant } from '#app/domain/time.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { type FeedItem, feedText } from '#app/infra/channels/ics.server.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { paths } from '#app/paths.ts'
import { measureFeed, refundFeed } from '#db/queries/feed-cases.server.ts'
import {
	assistFeed,
	caseFeed,
	type FeedClock,
	intakeFeed,
	type OrderFeed,
	orderFeed,
	topupFeed,
	transferFeed,
} from '#db/queries/feed-clocks.server.ts'
import { feedByHash, touchFeed } from '#db/queries/notice-preferences.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Deps } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { languageOf } from './letter.server.ts'

/** So long an ended deadline is called off in the calendars that have it. */
const ENDED_DAYS = 30
const TOUCH_MS = HOUR_MS

type Severities = readonly ('L1' | 'L2' | 'L3' | 'L4')[]
/** What of a case waits for whom: the permission that ends the clock. */
const CASES: readonly (readonly [Action, ClockKind, Severities | null])[] = [
	['penalty.check', 'penalty.check', null],
	['penalty.decide-l1', 'penalty.decision', ['L1']],
	['penalty.decide-l2-l3', 'penalty.decision', ['L2', 'L3']],
	['penalty.vote', 'penalty.decision', ['L4']],
	['penalty.decide-review', 'penalty.reviewDecision', null],
]

/** These go on after their last day until somebody lifts them (domain 3.2): whoever decides has the day before him. */
const LIFTED = MEASURE_KINDS.filter(endsByLifting)
const MEASURES: readonly (readonly [Action, readonly MeasureKind[]])[] = [
	['measure.decide', LIFTED.filter((kind) => kind !== 'TERMINATE')],
	['measure.decide-exit', LIFTED.filter((kind) => kind === 'TERMINATE')],
]

function orderFeedOf(actor: Actor): OrderFeed {
	const places = (roles: readonly string[]) =>
		actor.grants.flatMap(({ role, place }) =>
			roles.includes(role) && place.kind === 'department' ? [place.departmentId] : [],
		)
	return {
		reach: reachOf(actor, 'order.work'),
		accountId: actor.accountId,
		departments: places(['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD']),
		heads: places(['DEPARTMENT_HEAD']),
	}
}

/** Every deadline that is this person's to keep, by what the person may read and do now. */
async function ownClocks(read: Handle, actor: Actor, endedAfter: Instant): Promise<FeedClock[]> {
	const orders = orderFeedOf(actor)
	const found = [
		await orderFeed(read, orders, endedAfter),
		await assistFeed(read, orders, endedAfter),
		await transferFeed(read, orders, endedAfter),
	]
	if (may(actor, 'desk.read')) {
		const scope = scopeOf(actor, 'desk.read')
		found.push(await caseFeed(read, 'penalty', scope, ['penalty.defence', 'penalty.review'], endedAfter))
		found.push(await caseFeed(read, 'plan', scope, ['plan.submit', 'plan.work'], endedAfter))
		found.push(await topupFeed(read, scope, endedAfter))
		found.push(await refundFeed(read, scope, endedAfter))
		found.push(await measureFeed(read, scope, MEASURE_KINDS, endedAfter))
	} else found.push(await intakeFeed(read, actor.accountId, endedAfter))
	for (const [action, kind, severities] of CASES)
		if (may(actor, action))
			found.push(await caseFeed(read, 'penalty', scopeOf(actor, action), [kind], endedAfter, severities))
	for (const [action, kinds] of MEASURES)
		if (may(actor, action)) found.push(await measureFeed(read, scopeOf(actor, action), kinds, endedAfter))
	const own = new Map(found.flat().map((clock) => [clock.id, clock]))
	return [...own.values()].sort((a, b) => a.due_at.localeCompare(b.due_at) || a.id.localeCompare(b.id))
}

const STATE = { RUNNING: 'running', PAUSED: 'paused' } as const

function itemOf(clock: FeedClock, dealer: boolean, origin: string): FeedItem {
	const changes = [clock.started_at, clock.ended_at, clock.moved_at].filter((at) => at !== null)
	const subjectKind = clock.subject_kind === 'assist' ? 'order' : clock.subject_kind
	const to =
		clock.subject_kind === 'assist'
			? null
			: linkOf(paths, { kind: '', subjectKind, subjectId: clock.subject_id }, dealer)
	return {
		id: clock.id,
		kind: clock.kind,
		number: clock.number ?? '',
		title: clock.confidential === 1 || clock.title === null ? '' : maskNumbersIn(clock.title),
		dueAt: clock.due_at,
		changedAt: changes.sort().at(-1) ?? clock.started_at,
		state: clock.state === 'RUNNING' || clock.state === 'PAUSED' ? STATE[clock.state] : 'ended',
		provisional: clock.provisional === 1,
		url: to === null ? null : `${origin}${to}`,
	}
}

export type Feed = { readonly text: string; readonly etag: string; readonly changedAt: Instant | null }

/** The calendar behind a secret; undefined when the link is unknown, replaced, switched off or its account closed. */
export async function calendarFeed(deps: Deps, secret: string): Promise<Feed | undefined> {
	if (!/^[\w-]{30,80}$/.test(secret)) return undefined
	const feed = await feedByHash(deps.read, sha256Hex(secret))
	const actor = feed && (await actorOf(deps.read, feed.account_id))
	if (!feed || !actor) return undefined
	const now = deps.now()
	if (feed.read_at === null || addMs(feed.read_at, TOUCH_MS) <= now)
		await deps.inTx<null>(null, async (tx) => {
			await touchFeed(tx, feed.id, now)
			return ok(null)
		})
	const clocks = await ownClocks(deps.read, actor, addMs(now, -ENDED_DAYS * DAY_MS))
	const items = clocks.map((clock) => itemOf(clock, may(actor, 'desk.read'), deps.origin))
	const text = feedText(languageOf(feed.language), deps.origin, items)
	const changedAt =
		items
			.map((item) => item.changedAt)
			.sort()
			.at(-1) ?? null
	return { text, etag: `"${sha256Hex(text).slice(0, 32)}"`, changedAt }
}

import type { Calendar } from '#app/domain/calendar.ts'
import { goesToGroup, type NoticeClass } from '#app/domain/delivery/classes.ts'
import { type Choice, DEFAULT_CHOICE, groupWay, mailWay, messageClass, type Way } from '#app/domain/delivery/way.ts'
import { digestAt, quarterAfter } from '#app/domain/delivery/when.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, HOUR_MS, type Instant, localDateOf, MINUTE_MS } from '#app/domain/time.ts'
import type { Channels } from '#app/infra/channels/channels.ts'
import {
	envelopeOfOccasion,
	mailsSince,
	type OutboxRow,
	openEnvelope,
	putItem,
	type Receiver,
	receiverOf,
	takeForPlanning,
	unplannedOutbox,
} from '#db/queries/delivery-plan.server.ts'
import { type SubjectFacts, subjectFacts } from '#db/queries/delivery-subjects.server.ts'
import { returnLease, takeLease } from '#db/queries/leases.server.ts'
import { type RobotView, robotsOf } from '#db/queries/robots.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Deps } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'

const BATCH = 100
const LEASE = 'courier-plan'
/** An envelope that was taken while we looked: the next one, and the next; never for ever. */
const NEXT = 5

type Params = Readonly<Record<string, string | number>>
type Plan = {
	readonly deps: Pick<Deps, 'newId'>
	readonly channels: Channels
	readonly calendar: Calendar
	readonly robots: readonly RobotView[]
	readonly now: Instant
}
/** What a batch has looked up already. */
type Known = { readonly receivers: Map<string, Receiver | undefined>; readonly subjects: Map<string, SubjectFacts> }
type Message = {
	readonly row: OutboxRow
	readonly params: Params
	readonly cls: NoticeClass
	readonly facts: SubjectFacts
}

/** What a person chose, or the defaults. */
export function choiceOf(receiver: Receiver): Choice {
	if (receiver.pace === null) return DEFAULT_CHOICE
	const { quiet_from: from, quiet_to: to } = receiver
	return {
		byMail: receiver.by_mail === 1,
		byGroup: receiver.by_group === 1,
		pace: receiver.pace,
		quiet: from === null || to === null ? null : { from, to },
	}
}

/** The address that the person confirmed, or the one that the branch has on record. */
export function addressOf(receiver: Pick<Receiver, 'mail' | 'email'>): string | null {
	return receiver.mail ?? (receiver.email === '' ? null : receiver.email)
}

/** Puts every new message into the envelopes of its receiver's channels; one process at a time. Gives how many. */
export async function planMessages(deps: Deps, channels: Channels, holder: string): Promise<number> {
	const now = deps.now()
	const until = addMs(now, MINUTE_MS)
	const taken = await deps.inTx<number | null>(null, async (tx) =>
		ok(await takeLease(tx, LEASE, holder, { now, until, latest: until })),
	)
	const fence = taken.ok ? taken.value : null
	if (fence === null) return 0
	let planned = 0
	for (;;) {
		const rows = await unplannedOutbox(deps.read, BATCH)
		const done = await planRows(deps, channels, rows)
		planned += done
		// What cannot be planned stays and holds nobody up: it is tried with the next run.
		if (done < rows.length || rows.length === 0) break
	}
	await deps.inTx<null>(null, async (tx) => {
		await returnLease(tx, LEASE, fence, deps.now(), '{}')
		return ok(null)
	})
	return planned
}

/** All in one transaction; when one of them breaks it, each in its own. */
async function planRows(deps: Deps, channels: Channels, rows: readonly OutboxRow[]): Promise<number> {
	if (rows.length === 0) return 0
	try {
		return await planBatch(deps, channels, rows)
	} catch (error) {
		if (rows.length === 1) {
			deps.log.error({ err: error, message: rows[0]?.id }, 'a message cannot be planned')
			return 0
		}
	}
	let planned = 0
	for (const row of rows) planned += await planRows(deps, channels, [row])
	return planned
}

async function planBatch(deps: Deps, channels: Channels, rows: readonly OutboxRow[]): Promise<number> {
	const now = deps.now()
	const plans = new Map<string, Plan>()
	for (const branchId of new Set(rows.map((row) => row.branch_id))) {
		const asker = { actor: { branchId }, today: localDateOf(now) }
		const calendar = await currentCalendar(asker, deps.read)
		const robots = (await robotsOf(deps.read, branchId)).filter((robot) => robot.off_at === null)
		plans.set(branchId, { deps, channels, calendar, robots, now })
	}
	const done = await deps.inTx<number>(null, async (tx) => {
		let planned = 0
		const known: Known = { receivers: new Map(), subjects: new Map() }
		for (const row of rows) {
			const plan = plans.get(row.branch_id)
			if (plan && (await takeForPlanning(tx, row.id, now))) {
				await planOne(tx, plan, row, known)
				planned += 1
			}
		}
		return ok(planned)
	})
	return done.ok ? done.value : 0
}

async function planOne(tx: Tx, plan: Plan, row: OutboxRow, known: Known): Promise<void> {
	if (plan.channels.mail === null && plan.robots.length === 0) return
	const receiver = known.receivers.has(row.account_id)
		? known.receivers.get(row.account_id)
		: await receiverOf(tx, row.account_id)
	known.receivers.set(row.account_id, receiver)
	if (!receiver) return
	const params = fromJson<Params>(row.params_json)
	const subject = `${row.subject_kind}:${row.subject_id}`
	const facts = known.subjects.get(subject) ?? (await subjectFacts(tx, row.subject_kind, row.subject_id))
	known.subjects.set(subject, facts)
	const cls = messageClass(plan.calendar, { kind: row.kind, params }, facts, plan.now)
	const message: Message = { row, params, cls, facts }
	await planMail(tx, plan, message, receiver)
	if (goesToGroup(row.kind))
		for (const robot of plan.robots) if (serves(robot, receiver)) await planGroup(tx, plan, message, robot)
}

async function planMail(tx: Tx, plan: Plan, message: Message, receiver: Receiver): Promise<void> {
	const address = addressOf(receiver)
	if (plan.channels.mail === null || address === null) return
	const { cls, facts, row } = message
	// Nobody stands between a dealer and the own matters.
	const owner = facts.owners.includes(receiver.id) || receiver.places.some((place) => place.dealer_id !== null)
	const lately = await mailsSince(tx, receiver.id, addMs(plan.now, -HOUR_MS))
	const choice = choiceOf(receiver)
	const way = mailWay(plan.calendar, cls, choice, { owner, lately, now: plan.now })
	if (way === null) return
	const target = `email:${receiver.id}`
	const base = { branchId: row.branch_id, address, accountId: receiver.id, robotId: null, at: plan.now }
	const later = (at: Instant) => (way.how === 'morning' ? digestAt(plan.calendar, at, choice.quiet) : quarterAfter(at))
	await intoEnvelope(tx, plan, { row, target, way, later }, (at) => ({
		...base,
		channel: 'email',
		key: way.how === 'alone' ? `${target}:${row.id}` : `${target}:${way.how}:${at}`,
		form: way.how === 'alone' ? 'single' : 'digest',
		legal: cls === 'legal',
	}))
}

type Envelope = Omit<Parameters<typeof openEnvelope>[1], 'id' | 'dueAt'>
type Posting = {
	readonly row: OutboxRow
	readonly target: string
	readonly way: Way
	readonly later: (at: Instant) => Instant
}

async function intoEnvelope(tx: Tx, plan: Plan, posting: Posting, draft: (at: Instant) => Envelope): Promise<void> {
	let at = posting.way.at
	for (let n = 0; n < NEXT; n += 1) {
		const deliveryId = await openEnvelope(tx, { ...draft(at), id: plan.deps.newId(), dueAt: at })
		if (deliveryId !== undefined) {
			const { row, target } = posting
			await putItem(tx, { deliveryId, outboxId: row.id, branchId: row.branch_id, target, occasion: occasionOf(row) })
			return
		}
		at = posting.later(at)
	}
}

/** What happened, without whom it is told to: several people of one group hear of it in one line. */
function occasionOf(row: OutboxRow): string {
	const end = `:${row.account_id}`
	return row.idempotency_key.endsWith(end) ? row.idempotency_key.slice(0, -end.length) : row.idempotency_key
}

/** Whether the person belongs to the group: works in the department, in the county or its grids, in the branch. */
function serves(robot: RobotView, { places }: Receiver): boolean {
	const staff = places.filter((place) => place.dealer_id === null)
	if (robot.department_id !== null) return staff.some((place) => place.department_id === robot.department_id)
	if (robot.county_id !== null) return staff.some((place) => place.county_id === robot.county_id)
	return staff.some((place) => place.department_id === null && place.org_unit_id === null)
}

async function planGroup(tx: Tx, plan: Plan, message: Message, robot: RobotView): Promise<void> {
	const { row, cls } = message
	const known = await envelopeOfOccasion(tx, robot.id, occasionOf(row))
	// The group was told by the message to a colleague.
	if (known && known.state !== 'waiting') return
	const way = groupWay(plan.calendar, cls, plan.now)
	const later = (at: Instant) => (way.how === 'morning' ? digestAt(plan.calendar, at, null) : addMs(at, MINUTE_MS))
	// What is urgent at once is said at once, all of it: one message and not one per event.
	const slot = (at: Instant) => (way.how === 'morning' ? `morning:${at}` : `now:${at.slice(0, 16)}`)
	const posting = { row, target: robot.id, way, later }
	await intoEnvelope(tx, plan, posting, (at) => ({
		branchId: row.branch_id,
		key: `${robot.id}:${slot(at)}`,
		channel: robot.kind,
		address: robot.code,
		accountId: null,
		robotId: robot.id,
		form: 'digest',
		legal: false,
		at: plan.now,
	}))
}

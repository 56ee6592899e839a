import { takeToken } from '#app/domain/delivery/bucket.ts'
import { afterFailure, backOffMs, type DeliveryChannel, MAX_TRIES } from '#app/domain/delivery/delivery.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, type Instant, instantMs, instantOf, MINUTE_MS } from '#app/domain/time.ts'
import type { Answer, Channels } from '#app/infra/channels/channels.ts'
import {
	type DeliveryRow,
	dueDeliveries,
	type Ending,
	endDelivery,
	lostDeliveries,
	noteTry,
	postpone,
	takeDelivery,
} from '#db/queries/deliveries.server.ts'
import { blockRobot, gateOf, saveBucket } from '#db/queries/robots.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Deps } from '../context.server.ts'
import { contentOf } from './letter.server.ts'
import { planMessages } from './plan.server.ts'

const LEASE_MS = 2 * MINUTE_MS
const BATCH = 50
/** A run ends in time for the next one; what is left is due then. */
const MOST = 500

/** Where a process may be killed: before it took an envelope, before and after it sent, after it noted it down. */
export type CourierStep = 'planned' | 'taken' | 'composed' | 'answered' | 'noted'
export type CourierOptions = {
	readonly holder: string
	/** Tests end the process here. */
	readonly at?: (step: CourierStep) => unknown
	/** The process is to end: nothing new is begun. */
	readonly signal?: AbortSignal
}
export type CourierResult = {
	readonly planned: number
	readonly sent: number
	readonly failed: number
	readonly dead: number
	readonly dropped: number
}

type Run = { readonly deps: Deps; readonly channels: Channels; readonly options: CourierOptions }
type Down = { readonly channels: DeliveryChannel[]; readonly robots: string[] }
type Result = { state: Ending['state'] | 'busy'; down?: DeliveryChannel; silent?: string }

/**
 * Plans what is new and sends what is due. Any number of processes may run this at once: each envelope is leased, and
 * nothing of ours is counted twice. What a killed process had sent and not noted is sent again under the same
 * Message-ID; robots have no such name, so a group may see one message twice then.
 */
export async function runCourier(deps: Deps, options: CourierOptions): Promise<CourierResult> {
	const counts = { planned: 0, sent: 0, failed: 0, dead: 0, dropped: 0 }
	const { channels } = deps
	if (!channels) return counts
	const run: Run = { deps, channels, options }
	counts.planned = await planMessages(deps, channels, options.holder)
	await options.at?.('planned')
	await giveUpLost(run)
	const down: Down = { channels: [], robots: [] }
	const seen = new Set<string>()
	while (seen.size < MOST) {
		const due = (await dueDeliveries(deps.read, deps.now(), BATCH, down)).filter(({ id }) => !seen.has(id))
		if (due.length === 0) break
		for (const { id, channel, robot_id } of due) {
			seen.add(id)
			if (options.signal?.aborted) return counts
			if (down.channels.includes(channel) || (robot_id !== null && down.robots.includes(robot_id))) continue
			const result = await sendOne(run, id, robot_id)
			if (result.state !== 'busy') counts[result.state] += 1
			if (result.down) down.channels.push(result.down)
			if (result.silent) down.robots.push(result.silent)
		}
	}
	return counts
}

/** Envelopes of processes that did not come back: noted as unknown, and tried again at once. */
async function giveUpLost({ deps }: Run): Promise<void> {
	const now = deps.now()
	for (const row of await lostDeliveries(deps.read, now, BATCH))
		await deps.inTx<null>(null, async (tx) => {
			const dead = row.tries >= MAX_TRIES
			const end: Ending = { state: dead ? 'dead' : 'failed', answer: 'process ended', dueAt: now, at: now }
			const answer = 'the process ended before it noted the answer'
			if (await endDelivery(tx, row.id, row.lease_holder ?? '', end))
				await noteTry(tx, { ...tryOf(row, now), outcome: 'unknown', answer, tookMs: 0 })
			return ok(null)
		})
}

const tryOf = (row: DeliveryRow, at: Instant) => ({ branchId: row.branch_id, deliveryId: row.id, n: row.tries, at })

async function sendOne(run: Run, id: string, robotId: string | null): Promise<Result> {
	const { deps, channels, options } = run
	const taken = await takeOne(run, id, robotId)
	if (taken === 'silent') return { state: 'busy', ...(robotId === null ? {} : { silent: robotId }) }
	if (taken === 'busy') return { state: 'busy' }
	await options.at?.('taken')
	const { row, holder } = taken
	const content = await composed(run, row)
	await options.at?.('composed')
	if (content.kind === 'dropped') {
		await note(run, row, holder, { state: 'dropped', answer: content.why, at: deps.now(), giveBack: true }, null)
		return { state: 'dropped' }
	}
	const began = deps.now()
	const answer = content.kind === 'broken' ? BROKEN : await answerOf(channels, content, began)
	await options.at?.('answered')
	const end = endingOf(run, row, answer)
	await note(run, row, holder, end, { answer, began })
	await options.at?.('noted')
	return {
		state: end.state,
		...(answer.down ? { down: row.channel } : {}),
		...(answer.outcome === 'throttled' && robotId !== null ? { silent: robotId } : {}),
	}
}

/** Something of ours is wrong: the message waits for its next try, and all others go on. */
const BROKEN: Answer = { outcome: 'temporary', answer: 'it could not be composed, see the log of the server' }

async function composed({ deps, channels }: Run, row: DeliveryRow) {
	try {
		return await contentOf(deps.read, channels, row, deps.now())
	} catch (error) {
		deps.log.error({ err: error, delivery: row.id }, 'a message cannot be composed')
		return { kind: 'broken' } as const
	}
}

type Taken = { readonly row: DeliveryRow; readonly holder: string }

/** Leases the envelope; of a robot's first a token, so that all processes together keep to its minute. */
async function takeOne({ deps, options }: Run, id: string, robotId: string | null): Promise<Taken | 'busy' | 'silent'> {
	const now = deps.now()
	const holder = `${options.holder}:${deps.newId()}`
	const outcome = await deps.inTx<Taken | 'busy' | 'silent'>(null, async (tx) => {
		if (robotId !== null) {
			const free = await takeWord(tx, robotId, now)
			if (free !== 'free') return ok(free)
		}
		const row = await takeDelivery(tx, id, { holder, now, until: addMs(now, LEASE_MS) })
		return ok(row ? { row, holder } : 'busy')
	})
	return outcome.ok ? outcome.value : 'busy'
}

async function takeWord(tx: Tx, robotId: string, now: Instant): Promise<'free' | 'busy' | 'silent'> {
	const gate = await gateOf(tx, robotId)
	const token = takeToken(gate.used, instantMs(now))
	const blocked = gate.blockedUntil !== null && gate.blockedUntil > now ? gate.blockedUntil : null
	const until = blocked ?? (token.free ? null : instantOf(token.at))
	if (until !== null) {
		await postpone(tx, robotId, now, until)
		return 'silent'
	}
	return token.free && (await saveBucket(tx, robotId, gate.usedText, token.used)) ? 'free' : 'busy'
}

type Sendable = Exclude<Awaited<ReturnType<typeof contentOf>>, { kind: 'dropped' }>

async function answerOf(channels: Channels, content: Sendable, now: Instant): Promise<Answer> {
	if (content.kind === 'robot') return channels.robot(content.robot, content.message, now)
	// Switched off in this process's environment: another may have it.
	if (channels.mail === null) return { outcome: 'temporary', answer: 'no mail server in the environment', down: true }
	return channels.mail(content.mail)
}

function endingOf({ deps, channels }: Run, row: DeliveryRow, { outcome, answer, waitMs }: Answer): Ending {
	const at = deps.now()
	switch (outcome) {
		case 'sent':
			return { state: 'sent', answer, at }
		case 'throttled':
			return { state: 'failed', answer, at, dueAt: addMs(at, waitMs ?? MINUTE_MS), giveBack: true }
		default:
			return {
				state: afterFailure(outcome, row.tries),
				answer,
				at,
				dueAt: addMs(at, backOffMs(row.tries, channels.random())),
			}
	}
}

async function note(
	{ deps }: Run,
	row: DeliveryRow,
	holder: string,
	end: Ending,
	attempt: { readonly answer: Answer; readonly began: Instant } | null,
): Promise<void> {
	await deps.inTx<null>(null, async (tx) => {
		const ours = await endDelivery(tx, row.id, holder, end)
		if (attempt) {
			const { answer, began } = attempt
			const tookMs = instantMs(end.at) - instantMs(began)
			// Too slow: another process has the envelope by now, and its answer is the one that counts.
			const outcome = ours ? answer.outcome : 'unknown'
			await noteTry(tx, { ...tryOf(row, began), outcome, answer: answer.answer, tookMs })
			if (answer.outcome === 'throttled' && row.robot_id !== null && end.dueAt)
				await blockRobot(tx, row.robot_id, end.dueAt)
		}
		return ok(null)
	})
}

import type { Db } from '#db/client.server.ts'
import type { Evidence } from './judge/facts.ts'

/** Round, due moment and rung, wherever they stand in a key. */
const RUNG = /:(\d+):(\d{4}-\d\d-\d\dT[\d:.]+Z):([^:]+)/
const DUE = /:overdue:(\d+):(\d{4}-\d\d-\d\dT[\d:.]+Z)/

type Row = {
	readonly idempotency_key: string
	readonly kind: string
	readonly subject_id: string
	readonly account_id: string
	readonly params_json: string
	readonly created_at: string
}

/** What a message tells of; undefined when it tells of no clock that is judged. */
function effectOf(row: Row): string | undefined {
	const { subject_id: id, idempotency_key: key } = row
	const params: { variant?: string; rung?: string; due?: string } = JSON.parse(row.params_json)
	if (row.kind === 'order.overdue') {
		const due = DUE.exec(key)
		return `overdue|${id}|${due?.[1]}|${due?.[2]}`
	}
	if (params.rung !== undefined) {
		const rung = RUNG.exec(key)
		return `rung|${id}|${rung?.[1]}|${rung?.[2]}|${rung?.[3]}`
	}
	if (row.kind === 'order.progress-gap') return `gap|${id}|${/:gap:(\d+)/.exec(key)?.[1]}|${params.due}`
	if (row.kind === 'order.to-strike-off') return `observed|${id}|${/:to-strike-off:(\d+)/.exec(key)?.[1]}`
	if (row.kind !== 'order.escalated') return undefined
	if (params.variant === 'acknowledge') return `acknowledge|${id}`
	if (params.variant === 'statutory') return `statutory|${id}`
	if (params.variant !== 'assist') return undefined
	return `assist|${id}|${/:assist-overdue:([^:]+)/.exec(key)?.[1]}`
}

const KINDS = [
	'order.overdue',
	'order.reminder',
	'order.chase-notice',
	'order.escalated',
	'order.progress-gap',
	'order.to-strike-off',
	'plan.reminder',
	'penalty.defence-reminder',
	'intake.reminder',
] as const

/**
 * What has happened, as people were told of it: one piece of evidence per effect and moment, another one for each time
 * that one person was told twice.
 */
export async function evidenceOf(db: Db): Promise<Evidence[]> {
	const rows: Row[] = await db.read
		.selectFrom('outbox')
		.select(['idempotency_key', 'kind', 'subject_id', 'account_id', 'params_json', 'created_at'])
		.where('kind', 'in', KINDS)
		.execute()
	const told = new Map<string, Map<string, number>>()
	for (const row of rows) {
		const effect = effectOf(row)
		if (effect === undefined) continue
		const place = `${effect} ${row.created_at}`
		const people = told.get(place) ?? new Map<string, number>()
		people.set(row.account_id, (people.get(row.account_id) ?? 0) + 1)
		told.set(place, people)
	}
	return [...told].flatMap(([place, people]) => {
		const cut = place.lastIndexOf(' ')
		const one: Evidence = { key: place.slice(0, cut), at: Date.parse(place.slice(cut + 1)) }
		return Array.from({ length: Math.max(...people.values()) }, () => one)
	})
}

/** What the record itself says has happened because a date passed. */
const PASSED: Readonly<Record<string, string>> = {
	'plan.overdue': 'plan',
	'penalty.served': 'service',
	'penalty.defence-lapsed': 'defence',
	'penalty.review-defaulted': 'review',
	'redress.overdue': 'refund',
	'redress.delayed': 'refund-late',
	'intake.overdue': 'answer',
	'order.transfer-lapsed': 'transfer',
	'topup.noticed': 'topup-noticed',
	'topup.overdue': 'topup',
	'topup.suspension-proposed': 'topup-suspension',
	'topup.ended': 'topup-ended',
}

/** The case itself, or what of it has passed. */
function ownOf(row: { readonly subject_id: string; readonly after_json: string }): string {
	const after: { transfer?: string } = JSON.parse(row.after_json)
	return after.transfer ?? row.subject_id
}

export async function passedOf(db: Db): Promise<Evidence[]> {
	const notices = await db.read.selectFrom('topup_notice').select(['id', 'dealer_id']).execute()
	const dealers = new Map(notices.map((row) => [row.id, row.dealer_id]))
	const rows = await db.read
		.selectFrom('case_event')
		.select(['kind', 'subject_id', 'at', 'after_json'])
		.where('kind', 'in', Object.keys(PASSED))
		.execute()
	return rows
		.filter((row) => row.kind !== 'penalty.served' || JSON.parse(row.after_json).how === 'LAPSE')
		.map((row) => ({
			key: `passed|${PASSED[row.kind]}|${row.kind === 'topup.noticed' ? dealers.get(row.subject_id) : ownOf(row)}`,
			at: Date.parse(row.at),
		}))
}

/** Messages that never reached an inbox, and those that reached one twice. */
export async function inboxFaults(db: Db): Promise<{ readonly missed: number; readonly doubled: number }> {
	const rows = await db.read
		.selectFrom('outbox as o')
		.leftJoin('inbox_item as i', 'i.outbox_id', 'o.id')
		.select((eb) => ['o.id', eb.fn.count<number>('i.id').as('n')])
		.groupBy('o.id')
		.execute()
	const counts = rows.map(({ n }) => Number(n))
	return { missed: counts.filter((n) => n === 0).length, doubled: counts.filter((n) => n > 1).length }
}

/** Hand-overs that still wait though nobody watches over them any more. */
export async function forgotten(db: Db): Promise<readonly string[]> {
	const rows = await db.read
		.selectFrom('order_transfer as t')
		.leftJoin('clock as c', (join) => join.onRef('c.subject_id', '=', 't.id').on('c.state', '=', 'RUNNING'))
		.select('t.id')
		.where('t.state', '=', 'PENDING')
		.where('c.id', 'is', null)
		.execute()
	return rows.map(({ id }) => `forgotten transfer ${id}`)
}

import type { Insertable } from 'kysely'
import { nearFrom } from '#app/domain/order/near.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import { ORDER_SOURCES } from '#app/domain/order/sources.ts'
import { URGENCIES } from '#app/domain/order/urgency.ts'
import { addDays, addMs, HOUR_MS, type Instant, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { Database } from '#db/schema.ts'
import type { seeded } from '#seeds/random.ts'
import { chinaCalendar } from './china-calendar.ts'
import { issued, orderRow } from './orders.ts'
import type { World } from './world.ts'

type Row = Insertable<Database['supervision_order']>
type Random = ReturnType<typeof seeded>

/** What a random order may name: departments, their handlers, issuers, outlets. */
export type Cast = {
	readonly template: Row
	readonly departments: readonly string[]
	readonly handlers: readonly string[]
	readonly issuers: readonly string[]
	readonly outlets: readonly string[]
}

/** The rows that every random world is made of: one real order as a pattern, and who may stand in it. */
export async function castOf(w: World): Promise<Cast> {
	const { version: _, ...row } = await orderRow(w, await issued(w))
	const { outcome: __, ...template } = { outcome: null, ...row }
	const departments = await w.db.read.selectFrom('department').select('id').orderBy('code').execute()
	const outlets = await w.db.read.selectFrom('outlet').select('id').orderBy('code').execute()
	return {
		template,
		departments: departments.map(({ id }) => id),
		handlers: [await w.accountId('department'), await w.accountId('handler-sc')],
		issuers: [await w.accountId('issuer'), await w.accountId('orders')],
		outlets: outlets.map(({ id }) => id),
	}
}

const STATES: readonly OrderState[] = [
	'DRAFT',
	'PENDING_APPROVAL',
	'ISSUED',
	'ISSUED',
	'ACKNOWLEDGED',
	'ACKNOWLEDGED',
	'IN_PROGRESS',
	'IN_PROGRESS',
	'RETURNED',
	'SUBMITTED',
	'COMPLETED',
	'STRUCK_OFF',
	'ASSESSED',
	'WITHDRAWN',
	'MERGED',
]
const ANSWERED: readonly OrderState[] = ['SUBMITTED', 'COMPLETED', 'STRUCK_OFF', 'ASSESSED']
const HANDLED: readonly OrderState[] = ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED']

const calendar = chinaCalendar()

/** An order of any state, with dates around `today` that such a state can have. */
function randomOrder(random: Random, cast: Cast, today: LocalDate, n: number): Row {
	const state = random.pick([...STATES])
	const urgency = random.pick([...URGENCIES])
	const drafted = instantAt(addDays(today, -random.int(0, 70)), random.int(480, 1100))
	const department = random.pick([...cast.departments])
	const base = {
		...cast.template,
		id: `world-${n}`,
		number: null,
		document_number: null,
		state,
		urgency,
		title: `督办 ${n} ${random.pick(['宽带', '资费', '携号'])}`,
		source: random.pick([...ORDER_SOURCES]),
		confidential: random.chance(0.2) ? 1 : 0,
		drafted_at: drafted,
		lead_department_id: department,
		outlet_id: random.chance(0.5) ? random.pick([...cast.outlets]) : null,
		issued_at: null,
		issued_by: null,
		due_at: null,
		due_on: null,
		near_at: null,
		ack_due_at: null,
		handler_id: null,
		acknowledged_at: null,
		submitted_at: null,
		overdue_at: null,
		suspended_at: null,
		statutory_due_on: null,
		returned_count: 0,
		extension_count: 0,
		chase_count: 0,
		search_text: `db-2026-${n} 督办 ${n}`,
	} satisfies Row
	return state === 'DRAFT' || state === 'PENDING_APPROVAL'
		? base
		: { ...base, ...issuedPart(random, cast, state, urgency, drafted, n) }
}

function issuedPart(
	random: Random,
	cast: Cast,
	state: OrderState,
	urgency: (typeof URGENCIES)[number],
	issuedAt: Instant,
	n: number,
): Partial<Row> {
	const dueOn = addDays(localDateOf(issuedAt), random.int(1, 40))
	const dueAt = instantAt(dueOn, random.chance(0.8) ? 1080 : random.int(500, 1380))
	// Its deadline was retired with the policy: no day, no light, and the moment keeps the place in lists.
	const retired = HANDLED.includes(state) && random.chance(0.15)
	const submittedAt = ANSWERED.includes(state) ? addMs(issuedAt, random.int(1, 60 * 24) * HOUR_MS) : null
	const late = submittedAt !== null && submittedAt > dueAt
	const signed = state !== 'ISSUED'
	return {
		number: `DB-2026-9${String(n).padStart(3, '0')}`,
		issued_at: issuedAt,
		issued_by: random.pick([...cast.issuers]),
		due_at: dueAt,
		due_on: retired ? null : dueOn,
		near_at: retired ? null : nearFrom(calendar, { urgency, issuedAt, dueAt, dueOn }),
		ack_due_at: random.chance(retired ? 0.7 : 0.05) ? null : addMs(issuedAt, random.int(2, 40) * HOUR_MS),
		acknowledged_at: signed ? addMs(issuedAt, HOUR_MS) : null,
		handler_id: signed ? random.pick([...cast.handlers]) : null,
		submitted_at: submittedAt,
		// The sweep has seen some of what is late, not all of it; late stays late.
		overdue_at: late || (!retired && random.chance(0.1)) ? dueAt : null,
		suspended_at: HANDLED.includes(state) && signed && random.chance(0.15) ? addMs(issuedAt, HOUR_MS) : null,
		statutory_due_on: random.chance(0.3) ? addDays(dueOn, 2) : null,
		returned_count: state === 'RETURNED' ? 1 : random.chance(0.1) ? 1 : 0,
		extension_count: random.chance(0.2) ? 1 : 0,
		chase_count: random.chance(0.2) ? 2 : 0,
	}
}

/** Makes the branch hold `count` random orders and no others. */
export async function layRandomOrders(w: World, cast: Cast, random: Random, today: LocalDate, count: number) {
	const rows = Array.from({ length: count }, (_, n) => randomOrder(random, cast, today, n + 1))
	const assists = rows
		.filter((row) => row.issued_at !== null && random.chance(0.3))
		.map((row, n) => ({
			id: `assist-${n}`,
			branch_id: row.branch_id,
			order_id: row.id,
			department_id: random.pick(cast.departments.filter((id) => id !== row.lead_department_id)),
			task: '协助',
			due_on: today,
			due_at: instantAt(today, 1080),
			result: null,
			done_by: null,
			done_at: random.chance(0.3) ? instantAt(today, 60) : null,
			overdue_at: null,
		}))
	await w.db.write.deleteFrom('order_assist').execute()
	await w.db.write.deleteFrom('supervision_order').where('id', 'like', 'world-%').execute()
	await w.db.write.insertInto('supervision_order').values(rows).execute()
	if (assists.length > 0) await w.db.write.insertInto('order_assist').values(assists).execute()
}

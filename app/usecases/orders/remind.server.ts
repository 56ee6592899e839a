import type { NoticeKind } from '#app/domain/case/events.ts'
import { type DueRung, dueRungs, type RungAudience } from '#app/domain/order/reminders.ts'
import { ok } from '#app/domain/result.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { countChase, insertChase, type OrderRow, orderIn } from '#db/queries/orders.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { type LadderRow, ladderRows, noteRung, sentRungs } from '#db/queries/reminders.server.ts'
import { superiorsOf } from '#db/queries/work.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { reachOf } from './order.server.ts'
import { departmentPeople, handlersOf, headOf, issuers, issuingSide, tellAll } from './recipients.server.ts'

const BATCH = 200

const KIND_OF: Readonly<Record<RungAudience, NoticeKind>> = {
	handler: 'order.reminder',
	head: 'order.chase-notice',
	'vice-manager': 'order.escalated',
	circular: 'order.escalated',
}

/** The ladder of domain 5.4 for every order at work in the branch of `ctx`; each rung once. Gives how many were sent. */
export async function sendReminders(ctx: Ctx): Promise<number> {
	const calendar = await currentCalendar(ctx, ctx.read)
	let sent = 0
	let after = ''
	for (;;) {
		const rows = await ladderRows(ctx.read, ctx.actor.branchId, after, BATCH)
		const done = await sentRungs(
			ctx.read,
			rows.map((row) => row.clockId),
		)
		for (const row of rows) {
			const since = row.changedAt !== null && row.changedAt > row.startedAt ? row.changedAt : row.startedAt
			const rungs = dueRungs({
				calendar,
				clockId: row.clockId,
				clock: row,
				running: true,
				since,
				now: ctx.now,
				sent: done,
			})
			for (const rung of rungs) if (await sendRung(ctx, row, rung)) sent += 1
		}
		if (rows.length < BATCH) return sent
		after = rows.at(-1)?.clockId ?? after
	}
}

/** One rung: the note that it was sent, the line in the chase log and the messages, together or not at all. */
async function sendRung(ctx: Ctx, row: LadderRow, rung: DueRung): Promise<boolean> {
	const outcome = await ctx.inTx<boolean>(ctx.actor.branchId, async (tx) => {
		const note = { id: ctx.newId(), branchId: row.branchId, clockId: row.clockId, key: rung.key, at: ctx.now }
		if (!(await noteRung(tx, note))) return ok(false)
		const order = await orderIn(tx, reachOf(ctx.actor, 'order.clock'), row.orderId)
		if (!order) return ok(false)
		const people = await audienceOf(tx, order, rung.audience)
		const names = await namesOf(tx, people)
		await insertChase(tx, {
			id: ctx.newId(),
			branch_id: order.branch_id,
			order_id: order.id,
			rung: rung.rung,
			text: '',
			sent_to: [...names.values()].join('、'),
			by_account_id: ctx.actor.accountId,
			at: rung.at,
		})
		if (rung.audience !== 'handler') await chased(ctx, tx, order, rung)
		const late = rung.audience === 'vice-manager' || rung.audience === 'circular'
		const params = { rung: rung.rung, due: row.dueOn, ...(late ? { variant: rung.audience } : {}) }
		const told = tellAll(order, KIND_OF[rung.audience], rung.key, people, params)
		await writeOutbox(tx, order.branch_id, ctx.now, ctx.newId, told)
		return ok(true)
	})
	return outcome.ok && outcome.value
}

/** A rung after the due date is a chase: it counts and stands in the log. */
async function chased(ctx: Ctx, tx: Tx, order: OrderRow, rung: DueRung): Promise<void> {
	await countChase(tx, order.id)
	await appendEvents(tx, order.branch_id, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'order', subjectId: order.id, kind: 'order.chased', after: { rung: rung.rung } },
	])
}

async function audienceOf(tx: Tx, order: OrderRow, audience: RungAudience): Promise<string[]> {
	const department = order.lead_department_id
	if (audience === 'handler') return handlersOf(tx, order)
	const heads = await headOf(tx, order.branch_id, department)
	if (audience === 'head') return [...heads, ...issuingSide(order)]
	if (audience === 'vice-manager') return [...(await superiorsOf(tx, heads)), ...issuingSide(order)]
	const all = await departmentPeople(tx, order.branch_id, department)
	return [...all, ...heads, ...(await superiorsOf(tx, heads)), ...(await issuers(tx, order.branch_id))]
}

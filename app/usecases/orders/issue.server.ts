import type { Clock } from '#app/domain/clock.ts'
import { workingDaysBetween } from '#app/domain/due-date.ts'
import { issue } from '#app/domain/order/acts.ts'
import { assistClock } from '#app/domain/order/assist.ts'
import { orderDue } from '#app/domain/order/deadline.ts'
import { nearFrom } from '#app/domain/order/near.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { localDateOf, yearOf } from '#app/domain/time.ts'
import { setAssistDates } from '#db/queries/carriers.server.ts'
import { startClocks } from '#db/queries/clocks.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { branchSign } from '#db/queries/orders.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { departmentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { searchTextOf } from './draft-content.server.ts'
import { changeOrder, moveOf, type OrderCase, orderActorOf, usersOf } from './order.server.ts'
import { departmentPeople, handlersOf, tellAll } from './recipients.server.ts'
import { noteRecurrence } from './recur.server.ts'

/** '江服督〔2026〕0137号', from the branch's sign (domain 5.3). */
function documentNumber(sign: string, year: number, n: number): string {
	return `${sign}服督〔${year}〕${String(n).padStart(4, '0')}号`
}

/** Approves and issues: dates counted, gapless number drawn, clocks started, departments told, in one transaction. */
export async function issueOrder(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.issue'],
		decide: async (row, tx) => {
			const calendar = await departmentCalendar(ctx, tx, row.lead_department_id)
			const policy = await policyOf(ctx, tx)
			const due = orderDue(calendar, ctx.now, row.facts.urgency, row.complaint_on, policy)
			const change = issue(row.facts, orderActorOf(ctx.actor), due, ctx.now)
			if (!change.ok) return change
			const { dueAt, dueOn, provisional, calendarVersionId } = due.handle
			if (row.assists.some((task) => task.due_on < ctx.today || task.due_on > dueOn)) {
				return refuse('procedure', 'order.assist-date')
			}
			const year = yearOf(ctx.today)
			const n = await nextNumber(tx, row.branch_id, 'order', year)
			const number = numberText('DB', year, n)
			const issued = { ...row, number }
			const tasks = await taskClocks(ctx, tx, row, policy.body.closeOfDay.department)
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						number,
						document_number: documentNumber(await branchSign(tx, row.branch_id), year, n),
						due_provisional: flag(provisional),
						calendar_version_id: calendarVersionId,
						limit_days: workingDaysBetween(calendar, localDateOf(ctx.now), dueOn),
						near_at: nearFrom(calendar, { urgency: due.urgency, issuedAt: ctx.now, dueAt, dueOn }),
						search_text: searchTextOf({
							number,
							title: row.title,
							sourceRef: row.source_ref,
							users: usersOf(row),
						}),
					},
					tell: await toTell(tx, issued, dueOn),
					also: async (inTx) => {
						await startClocks(inTx, row.branch_id, ctx.newId, tasks)
						await setAssistDates(
							inTx,
							tasks.map(({ subjectId, dueOn: on, dueAt: at }) => ({ id: subjectId, dueOn: on, dueAt: at })),
						)
						await noteRecurrence(ctx, inTx, row, number)
					},
				}),
			)
		},
	})
}

/** Each assisting task by its own department's calendar and the close of day of the policy in force. */
async function taskClocks(ctx: Ctx, tx: Tx, row: OrderCase, closeAt: number): Promise<Clock[]> {
	const clocks: Clock[] = []
	for (const { id, department_id: departmentId, due_on: dueOn } of row.assists) {
		const calendar = await departmentCalendar(ctx, tx, departmentId)
		clocks.push(assistClock(calendar, { id, departmentId, dueOn }, ctx.now, closeAt))
	}
	return clocks
}

async function toTell(tx: Tx, row: OrderCase, due: string): Promise<OutboxDraft[]> {
	const told = tellAll(row, 'order.issued', 'issued', await handlersOf(tx, row), { due })
	for (const task of row.assists) {
		const people = await departmentPeople(tx, row.branch_id, task.department_id)
		told.push(...tellAll(row, 'order.assist', `assist:${task.id}`, people, { due: task.due_on }))
	}
	return told
}

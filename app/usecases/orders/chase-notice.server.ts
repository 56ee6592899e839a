import type { ChaseNoticeBody } from '#app/domain/notice/order-body.ts'
import { noticeNumber } from '#app/domain/penalty/notice-body.ts'
import { localDateOf, yearOf } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { composeTexts } from '#app/infra/pdf/compose.server.ts'
import { branchById } from '#db/queries/dealer-facts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { nextNumber } from '#db/queries/numbers.server.ts'
import { insertOrderNotice, orderNoticeOfRung } from '#db/queries/order-notices.server.ts'
import { departmentsOf, type OrderRow } from '#db/queries/orders.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { templateBody, templateFor } from '../notices/template.server.ts'
import { checkCode } from '../notices/write-notice.server.ts'
import { urgencyOf } from './order.server.ts'
import { headOf } from './recipients.server.ts'

/** The rung of the ladder that brings the notice about; one notice per order and key. */
export type ChaseRung = { readonly key: string }

/**
 * 催办通知书 on the working day after the due date (domain 5.1, 5.4): a numbered document to the head of the lead
 * department with a copy to the issuer, in the transaction of the rung. Telling people is the rung's; a rung that has
 * its notice gets the same again. Null for an order that was never issued.
 */
export async function writeChaseNotice(
	ctx: Ctx,
	tx: Tx,
	order: OrderRow,
	rung: ChaseRung,
): Promise<{ id: string; number: string } | null> {
	if (order.number === null || order.due_at === null || order.due_on === null) return null
	const known = await orderNoticeOfRung(tx, order.id, rung.key)
	if (known) return known
	const [headId] = await headOf(tx, order.branch_id, order.lead_department_id)
	const branch = await branchById(tx, order.branch_id)
	const year = yearOf(ctx.today)
	const n = await nextNumber(tx, order.branch_id, 'notice.chase-notice', year)
	const number = noticeNumber(branch.shortName, 'chase-notice', year, n)
	const body = await bodyOf(ctx, tx, order, { number, branch: branch.name, headId: headId ?? null })
	const template = await templateFor(ctx, tx, 'chase-notice')
	const [bodyJson, textJson] = [toJson(body), toJson(composeTexts(body, templateBody(template)))]
	const id = ctx.newId()
	await insertOrderNotice(tx, {
		id,
		branch_id: order.branch_id,
		order_id: order.id,
		department_id: order.lead_department_id,
		head_account_id: headId ?? null,
		number,
		rung_key: rung.key,
		due_at: order.due_at,
		body_json: bodyJson,
		sha256: sha256Hex(bodyJson),
		check_code: checkCode(ctx),
		sent_at: ctx.now,
		template_id: template.id,
		text_json: textJson,
		text_sha256: sha256Hex(textJson),
	})
	await appendEvents(tx, order.branch_id, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'order', subjectId: order.id, kind: 'order.chase-notice', after: { notice: id, number } },
	])
	return { id, number }
}

type Head = { readonly number: string; readonly branch: string; readonly headId: string | null }

async function bodyOf(ctx: Ctx, tx: Tx, order: OrderRow, head: Head): Promise<ChaseNoticeBody> {
	const names = await namesOf(tx, [order.issued_by, order.drafted_by, head.headId])
	const departments = await departmentsOf(tx, order.branch_id)
	return {
		v: 1,
		kind: 'chase-notice',
		number: head.number,
		branch: head.branch,
		issuedOn: ctx.today,
		to: {
			department: departments.find(({ id }) => id === order.lead_department_id)?.name ?? '',
			head: head.headId === null ? null : (names.get(head.headId) ?? null),
		},
		order: {
			number: order.number ?? '',
			title: order.title,
			urgency: urgencyOf(order.urgency),
			dueOn: order.due_on ?? localDateOf(order.due_at ?? ctx.now),
			statutoryOn: order.statutory_due_on,
			extensions: order.extension_count,
			chases: order.chase_count,
		},
		copyTo: names.get(order.issued_by ?? '') ?? '',
		contact: names.get(order.drafted_by) ?? '',
	}
}

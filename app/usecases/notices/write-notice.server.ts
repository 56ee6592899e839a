import type { DealerDocumentKind } from '#app/domain/notice/kinds.ts'
import { noticeNumber } from '#app/domain/penalty/notice-body.ts'
import { yearOf } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { type AnyBody, composeTexts } from '#app/infra/pdf/compose.server.ts'
import { branchById, dealerById } from '#db/queries/dealer-facts.server.ts'
import { insertNotice } from '#db/queries/notices.server.ts'
import { nextNumber } from '#db/queries/numbers.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { prove } from './prove.server.ts'
import { templateBody, templateFor } from './template.server.ts'

export type NewNotice = {
	readonly kind: DealerDocumentKind
	readonly dealerId: string
	readonly outletId: string | null
	readonly penaltyId: string | null
	readonly measureId: string | null
	readonly period: string | null
	readonly body: (head: { readonly number: string; readonly branch: string }) => Promise<AnyBody> | AnyBody
}

/** '7F3A-91C2-0E55' from random bytes. */
export function checkCode(ctx: Ctx): string {
	const hex = sha256Hex(ctx.secret(24)).slice(0, 12).toUpperCase()
	return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 12)}`
}

/**
 * Writes a numbered document in the transaction of the act that sends it: number (gapless per branch, kind and year),
 * body and its hash, the wording in three languages from the template in force, a check code, the proof of sending.
 */
export async function writeNotice(ctx: Ctx, tx: Tx, made: NewNotice): Promise<{ id: string; number: string }> {
	const { branchId } = ctx.actor
	const branch = await branchById(tx, branchId)
	const dealer = await dealerById(tx, made.dealerId)
	const year = yearOf(ctx.today)
	const n = await nextNumber(tx, branchId, `notice.${made.kind}`, year)
	const number = noticeNumber(branch.shortName, made.kind, year, n)
	const body = await made.body({ number, branch: branch.name })
	const template = await templateFor(ctx, tx, made.kind)
	const [bodyJson, textJson] = [toJson(body), toJson(composeTexts(body, templateBody(template)))]
	const id = ctx.newId()
	await insertNotice(tx, {
		id,
		branch_id: branchId,
		dealer_id: made.dealerId,
		outlet_id: made.outletId,
		penalty_id: made.penaltyId,
		kind: made.kind,
		number,
		body_json: bodyJson,
		sha256: sha256Hex(bodyJson),
		check_code: checkCode(ctx),
		sent_at: ctx.now,
		served_at: null,
		served_how: null,
		opened_by: null,
		opened_at: null,
		opened_address: null,
		measure_id: made.measureId,
		period: made.period,
		electronic: dealer?.e_service_consent_at === null ? 0 : 1,
		template_id: template.id,
		text_json: textJson,
		text_sha256: sha256Hex(textJson),
	})
	await prove(ctx, tx, id, { kind: 'sent' })
	return { id, number }
}

import { factorsByCode } from '#app/domain/penalty/factors.ts'
import type { PenaltyNotice } from '#app/domain/penalty/facts.ts'
import { LIMITS, type NoticeBody, noticeNumber } from '#app/domain/penalty/notice-body.ts'
import type { ReviewOutcome } from '#app/domain/penalty/review.ts'
import { yearOf } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { branchById } from '#db/queries/dealer-facts.server.ts'
import { evidenceOf } from '#db/queries/evidence.server.ts'
import { insertNotice } from '#db/queries/notices.server.ts'
import { nextNumber } from '#db/queries/numbers.server.ts'
import { outletById, penaltyNumbers } from '#db/queries/penalty-facts.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { taxonomyById } from '../reference/load.server.ts'
import { type CaseFile, workingOf } from './case-file.server.ts'

export type Said = {
	readonly amountFen: number
	readonly points: number
	readonly reason?: string
	readonly review?: ReviewOutcome
}

/**
 * Writes a numbered document: the body as it is told, its hash and a check code. Numbers are gapless per branch, kind
 * and year. In the transaction of the act that sends it.
 */
export async function sendNotice(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	kind: PenaltyNotice,
	said: Said,
): Promise<{ readonly id: string; readonly number: string }> {
	const branch = await branchById(tx, ctx.actor.branchId)
	const year = yearOf(ctx.today)
	const n = await nextNumber(tx, ctx.actor.branchId, `notice.${kind}`, year)
	const number = noticeNumber(branch.shortName, kind, year, n)
	const body = toJson(await bodyOf(ctx, tx, file, kind, said, { number, branch: branch.name }))
	const id = ctx.newId()
	await insertNotice(tx, {
		id,
		branch_id: ctx.actor.branchId,
		dealer_id: file.row.dealer_id,
		outlet_id: file.row.outlet_id,
		penalty_id: file.row.id,
		kind,
		number,
		body_json: body,
		sha256: sha256Hex(body),
		check_code: checkCode(ctx),
		sent_at: ctx.now,
		served_at: null,
		served_how: null,
		opened_by: null,
		opened_at: null,
		opened_address: null,
		measure_id: null,
		period: null,
		electronic: 1,
		template_id: null,
		text_json: null,
		text_sha256: null,
	})
	return { id, number }
}

/** '7F3A-91C2-0E55' from random bytes. */
function checkCode(ctx: Ctx): string {
	const hex = sha256Hex(ctx.secret(24)).slice(0, 12).toUpperCase()
	return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 12)}`
}

async function bodyOf(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	kind: PenaltyNotice,
	said: Said,
	head: { readonly number: string; readonly branch: string },
): Promise<NoticeBody> {
	const { row, violation, dealer, facts } = file
	const outlet = await outletById(tx, row.outlet_id)
	const taxonomy = await taxonomyById(tx, violation.taxonomy_version_id)
	const type = taxonomy.body.types.find((one) => one.code === row.violation_type)
	if (!type) throw new Error(`No violation type ${row.violation_type ?? ''} in ${taxonomy.code}`)
	const named = factorsByCode(file.rulebook.body, fromJson<string[]>(row.factors_json))
	const evidence = await evidenceOf(tx, 'violation', [violation.id])
	return {
		v: 1,
		kind,
		number: head.number,
		caseNumber: row.number,
		branch: head.branch,
		dealer: { name: dealer.name, creditCode: dealer.credit_code },
		outlet: { code: outlet.code, name: outlet.name },
		issuedOn: ctx.today,
		occurredOn: row.occurred_on,
		occurredAtMinute: violation.occurred_at_minute,
		facts: violation.facts,
		clause: {
			code: type.code,
			names: type.name,
			rulebook: file.rulebook.code,
			agreementFrom: dealer.agreement_from,
		},
		severity: facts.severity,
		units: row.units,
		unit: type.unit,
		rights: fromJson<number[]>(violation.right_articles_json),
		working: workingOf(row),
		factors: named.ok ? [...named.value.mitigating, ...named.value.aggravating] : [],
		shareReason: violation.share_reason,
		priors: await penaltyNumbers(tx, fromJson<string[]>(row.priors_json)),
		toldFen: row.notice_amount_fen ?? said.amountFen,
		amountFen: said.amountFen,
		points: said.points,
		evidence: evidence.map((one) => ({ caption: one.caption || one.file_name, sha256: one.sha256 })),
		args: file.args.map((one) => ({ no: one.no, text: one.text, answer: one.answer ?? '' })),
		reason: said.reason ?? '',
		review: said.review ? { outcome: said.review } : null,
		limits: { defence: LIMITS.defence, extension: LIMITS.extension, review: LIMITS.review },
		contact: ctx.actor.name,
	}
}

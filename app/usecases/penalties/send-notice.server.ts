import { earlyOffer } from '#app/domain/penalty/early.ts'
import { factorsByCode } from '#app/domain/penalty/factors.ts'
import type { PenaltyNotice } from '#app/domain/penalty/facts.ts'
import { LIMITS, type NoticeBody } from '#app/domain/penalty/notice-body.ts'
import type { ReviewOutcome } from '#app/domain/penalty/review.ts'
import { evidenceOf } from '#db/queries/evidence.server.ts'
import { outletById, penaltyNumbers } from '#db/queries/penalty-facts.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { writeNotice } from '../notices/write-notice.server.ts'
import { taxonomyById } from '../reference/load.server.ts'
import { type CaseFile, workingOf } from './case-file.server.ts'

export type Said = {
	readonly amountFen: number
	readonly points: number
	readonly reason?: string
	readonly review?: ReviewOutcome
	/** Nobody decided the review in time. */
	readonly byDefault?: boolean
}

/**
 * Writes a numbered document of a case, in the transaction of the act that sends it.
 */
export async function sendNotice(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	kind: PenaltyNotice,
	said: Said,
): Promise<{ readonly id: string; readonly number: string }> {
	return writeNotice(ctx, tx, {
		kind,
		dealerId: file.row.dealer_id,
		outletId: file.row.outlet_id,
		penaltyId: file.row.id,
		measureId: null,
		period: null,
		body: (head) => bodyOf(ctx, tx, file, kind, said, head),
	})
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
	const { settings } = file.rulebook.body
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
		review: said.review ? { outcome: said.review, byDefault: said.byDefault ?? false } : null,
		reviewClock: {
			days: LIMITS.reviewDecision,
			extension: settings.review.extensionDays,
			outcome: settings.review.defaultOutcome,
		},
		...earlyOf(file, kind, said),
		limits: { defence: LIMITS.defence, extension: LIMITS.extension, review: LIMITS.review },
		contact: ctx.actor.name,
	}
}

/** What an acknowledgement in time does to the amount: offered with the pre-notice, told again where it was taken. */
function earlyOf({ facts }: CaseFile, kind: PenaltyNotice, said: Said): Pick<NoticeBody, 'early'> {
	const preNoticeFen = kind === 'pre-notice' ? said.amountFen : facts.preNoticeFen
	const early = earlyOffer({ ...facts, preNoticeFen })
	return early && (kind === 'pre-notice' || (kind === 'decision' && early.taken)) ? { early } : {}
}

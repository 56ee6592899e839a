import type { ScopedRow } from '#app/domain/access.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { yearOf } from '#app/domain/time.ts'
import type { FaultShares, ViolationSource } from '#app/domain/violation/violation.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { type Circumstance, saveCircumstance } from '#db/queries/violation-gate.server.ts'
import { insertViolation } from '#db/queries/violations.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { keepDeclaration } from '../penalties/declare.server.ts'
import { taxonomyAt } from '../reference/load.server.ts'
import { recordNew } from '../transition.server.ts'

export type ViolationDraft = {
	/** The outlet's place, as its row or the finding's row has it. */
	readonly place: ScopedRow & { readonly outlet_id: string }
	readonly source: ViolationSource
	readonly sourceRef?: string | null
	readonly findingId?: string | null
	readonly inspectionId?: string | null
	/** Code of the catalogue in force. */
	readonly typeCode: string
	readonly occurredOn: LocalDate
	readonly occurredAtMinute?: number | null
	readonly discoveredOn: LocalDate
	readonly units?: number
	readonly facts: string
	readonly opinion?: string
	/** Masked numbers. */
	readonly affectedUsers?: readonly string[]
	/** Consumer Law articles; the type's own when left out. */
	readonly rightArticles?: readonly number[]
	readonly factors?: readonly string[]
	readonly shares?: FaultShares
	readonly shareReason?: string
	readonly lossBasisFen?: number
	/** What the person who records it says of an own interest. */
	readonly declaration?: Declaration
	readonly circumstance?: Circumstance
}

export type MadeViolation = { readonly id: string; readonly number: string; readonly openedAt: Instant }

const DEALER_ALONE: FaultShares = { dealer: 100, operator: 0, third: 0 }

/**
 * Writes a violation draft with its number and event and tells those who check it, in the transaction of the act that
 * brings it. Severity and rights come from the catalogue in force when it happened. The caller has checked the actor's right to do so
 * and that the type exists; throws when it does not.
 */
export async function draftViolationIn(ctx: Ctx, tx: Tx, draft: ViolationDraft): Promise<MadeViolation> {
	const taxonomy = await taxonomyAt(ctx, tx, draft.occurredOn)
	const type = taxonomy.body.types.find((one) => one.code === draft.typeCode)
	if (!type) throw new Error(`No violation type ${draft.typeCode} in ${taxonomy.code}`)
	const { branchId, accountId } = ctx.actor
	const year = yearOf(ctx.today)
	const id = ctx.newId()
	const number = numberText('WG', year, await nextNumber(tx, branchId, 'violation', year))
	const shares = draft.shares ?? DEALER_ALONE
	await insertViolation(tx, {
		id,
		branch_id: branchId,
		county_id: draft.place.county_id,
		grid_id: draft.place.grid_id,
		dealer_id: draft.place.dealer_id,
		outlet_id: draft.place.outlet_id,
		number,
		state: 'DRAFT',
		source: draft.source,
		source_ref: draft.sourceRef ?? null,
		finding_id: draft.findingId ?? null,
		inspection_id: draft.inspectionId ?? null,
		violation_type: type.code,
		taxonomy_version_id: taxonomy.versionId,
		severity: type.severity,
		occurred_on: draft.occurredOn,
		occurred_at_minute: draft.occurredAtMinute ?? null,
		discovered_on: draft.discoveredOn,
		units: draft.units ?? 1,
		affected_users_json: toJson(draft.affectedUsers ?? []),
		right_articles_json: toJson(draft.rightArticles ?? type.consumerRightArticles),
		facts: draft.facts,
		opinion: draft.opinion ?? '',
		factors_json: toJson(draft.factors ?? []),
		dealer_share: shares.dealer,
		operator_share: shares.operator,
		third_share: shares.third,
		share_reason: draft.shareReason ?? '',
		loss_basis_fen: draft.lossBasisFen ?? 0,
		opened_by: accountId,
		opened_at: ctx.now,
		checked_by: null,
		checked_at: null,
		dismiss_reason: null,
		historic: 0,
	})
	if (draft.declaration) await keepDeclaration(ctx, tx, { kind: 'violation', id }, draft.declaration)
	if (draft.circumstance) await saveCircumstance(tx, branchId, id, draft.circumstance)
	const checkers = await holdersOf(tx, branchId, ['COMPLIANCE_OFFICER'], {
		countyId: draft.place.county_id,
		gridId: draft.place.grid_id,
	})
	await recordNew(ctx, tx, {
		subject: 'violation',
		id,
		event: {
			kind: 'violation.recorded',
			after: {
				number,
				type: type.code,
				severity: type.severity,
				units: draft.units ?? 1,
				source: draft.source,
				shares,
			},
		},
		tell: checkers
			.filter((checker) => checker.id !== accountId)
			.map((checker) => ({
				key: `violation:${id}`,
				kind: 'violation.to-check',
				accountId: checker.id,
				subjectKind: 'violation',
				subjectId: id,
				params: { number },
			})),
	})
	return { id, number, openedAt: ctx.now }
}

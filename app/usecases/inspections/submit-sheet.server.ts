import { itemSubject } from '#app/domain/evidence.ts'
import { submitInspection } from '#app/domain/inspection/inspection.ts'
import type { SheetItem } from '#app/domain/inspection/sheet.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import type { Catalogue } from '#app/domain/violation/catalogue.schema.ts'
import { type FindingRow, insertFinding } from '#db/queries/findings.server.ts'
import { type AnswerRow, answersOf, type InspectionRow } from '#db/queries/inspections.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { carryEvidence } from '../evidence/carry-evidence.server.ts'
import { currentTaxonomy, sheetById } from '../reference/load.server.ts'
import { recordNew, transition } from '../transition.server.ts'
import { draftViolationIn } from '../violations/record-violation.server.ts'
import { inspectionDoor } from './door.server.ts'
import { factsOf } from './facts.server.ts'
import { storedAnswer } from './save-sheet.server.ts'

/** Serious and grave types open a violation draft at once (domain 2.1). */
export function opensDraft(taxonomy: Catalogue, code: string | null): boolean {
	const severity = taxonomy.types.find((type) => type.code === code)?.severity
	return severity === 'L3' || severity === 'L4'
}

/** Submits a complete sheet: its score stands, every fail opens a finding with its photos. */
export async function submitSheet(ctx: Ctx, id: string, version: number | undefined): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		inspectionDoor(id, version, 'inspection.fill', async (row, tx) => {
			const sheet = (await sheetById(tx, row.sheet_version_id)).body
			const rows = await answersOf(tx, id)
			const command = { sheet, answers: rows.map(storedAnswer) }
			const change = submitInspection(factsOf(ctx, row), command, ctx.actor.accountId)
			if (!change.ok) return change
			const failed = rows.filter((answer) => answer.result === 'fail')
			const scoreTenths = change.value.set.scoreTenths ?? null
			return ok({
				set: {
					state: change.value.to,
					submitted_at: ctx.now,
					score_tenths: scoreTenths,
					failed_items: failed.length,
				},
				event: {
					kind: 'inspection.submitted',
					after: { state: change.value.to, scoreTenths, failed: failed.map((answer) => answer.item_no) },
				},
				also: async (also) => {
					const taxonomy = (await currentTaxonomy(ctx, also)).body
					for (const answer of failed) {
						const item = sheet.items.find((one) => one.no === answer.item_no)
						if (item) await openFinding(ctx, also, { row, answer, item, taxonomy })
					}
				},
			})
		}),
	)
}

type Failed = {
	readonly row: InspectionRow
	readonly answer: AnswerRow
	readonly item: SheetItem
	readonly taxonomy: Catalogue
}

async function openFinding(ctx: Ctx, tx: Tx, failed: Failed): Promise<void> {
	const { row, answer, item, taxonomy } = failed
	const draft = opensDraft(taxonomy, item.violationType)
	const year = yearOf(ctx.today)
	const number = numberText('WT', year, await nextNumber(tx, row.branch_id, 'finding', year))
	const finding: Omit<FindingRow, 'version'> = {
		id: ctx.newId(),
		branch_id: row.branch_id,
		county_id: row.county_id,
		grid_id: row.grid_id,
		dealer_id: row.dealer_id,
		outlet_id: row.outlet_id,
		number,
		inspection_id: row.id,
		item_no: item.no,
		violation_type: item.violationType,
		text: answer.note,
		corrected_on_spot: answer.corrected_on_spot,
		state: draft ? 'VIOLATION' : 'OPEN',
		close_reason: null,
		historic: 0,
		external_key: null,
		created_at: ctx.now,
	}
	await insertFinding(tx, finding)
	await carryEvidence(ctx, tx, itemSubject(row.id, item.no), { kind: 'finding', id: finding.id })
	await recordNew(ctx, tx, {
		subject: 'finding',
		id: finding.id,
		event: { kind: 'finding.opened', after: { number, item: item.no, type: item.violationType } },
	})
	if (draft && item.violationType) await violationOf(ctx, tx, row, finding, item.violationType)
}

/** The violation draft of a finding, with the finding's evidence; used by the submission and by the one-step act. */
export async function violationOf(
	ctx: Ctx,
	tx: Tx,
	inspection: Pick<InspectionRow, 'occurred_on'>,
	finding: Omit<FindingRow, 'version'>,
	typeCode: string,
): Promise<{ id: string; number: string }> {
	const made = await draftViolationIn(ctx, tx, {
		place: finding,
		source: 'INSPECTION',
		sourceRef: finding.number,
		findingId: finding.id,
		inspectionId: finding.inspection_id,
		typeCode,
		occurredOn: inspection.occurred_on,
		discoveredOn: inspection.occurred_on,
		facts: finding.text,
		factors: finding.corrected_on_spot === 1 ? ['corrected-on-the-spot'] : [],
	})
	await carryEvidence(ctx, tx, { kind: 'finding', id: finding.id }, { kind: 'violation', id: made.id })
	return made
}

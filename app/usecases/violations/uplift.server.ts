import { addDays, addMonths, type LocalDate } from '#app/domain/time.ts'
import { type Uplift, upliftOf } from '#app/domain/violation/uplift.ts'
import { circumstanceOfViolation, servedMinorDays, unitsBetween } from '#db/queries/violation-gate.server.ts'
import type { ViolationRow } from '#db/queries/violations.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook, rulebookOn, taxonomyById } from '../reference/load.server.ts'

const firstOfMonth = (date: LocalDate): LocalDate => addDays(date, 1 - Number(date.slice(8, 10)))

/** Whether a draft weighs more than its type says, under the rulebook of its day (domain 2, notes); null: it does not. */
export async function upliftFor(ctx: Ctx, handle: Handle, row: ViolationRow): Promise<Uplift | null> {
	const rulebook = (await rulebookOn(handle, row.branch_id, row.occurred_on)) ?? (await currentRulebook(ctx, handle))
	const taxonomy = await taxonomyById(handle, row.taxonomy_version_id)
	const severity = taxonomy.body.types.find((one) => one.code === row.violation_type)?.severity ?? row.severity
	const from = firstOfMonth(row.occurred_on)
	const of = { dealerId: row.dealer_id, typeCode: row.violation_type }
	const { scope } = rulebook.body.recurrence
	const minor =
		severity === 'L1'
			? await servedMinorDays(handle, {
					...of,
					outletId: scope.L1 === 'outlet' ? row.outlet_id : null,
					before: row.occurred_on,
				})
			: []
	const farmed =
		row.violation_type === 'D05'
			? await unitsBetween(handle, { ...of, from, to: addDays(addMonths(from, 1), -1), exceptId: row.id })
			: 0
	return upliftOf(
		{
			typeCode: row.violation_type,
			severity,
			occurredOn: row.occurred_on,
			units: row.units,
			...(await circumstanceOfViolation(handle, row.id)),
			discoveredOn: row.discovered_on,
			minorDecisions: minor,
			farmedInMonth: farmed,
		},
		rulebook.body.settings.uplift,
	)
}

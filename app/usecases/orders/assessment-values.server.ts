import { type AssessmentValues, DEFAULT_ASSESSMENT } from '#app/domain/penalty/rulebook-parts.schema.ts'
import { type Instant, localDateOf } from '#app/domain/time.ts'
import type { Handle } from '#db/tx.server.ts'
import { rulebookOn } from '../reference/load.server.ts'

/** What an order counts: by the rulebook in force when it was issued, so that its assessment never moves. */
export async function assessmentValues(
	handle: Handle,
	row: { readonly branch_id: string; readonly issued_at: Instant | null },
): Promise<AssessmentValues> {
	if (row.issued_at === null) return DEFAULT_ASSESSMENT
	const rulebook = await rulebookOn(handle, row.branch_id, localDateOf(row.issued_at))
	return rulebook?.body.assessment ?? DEFAULT_ASSESSMENT
}

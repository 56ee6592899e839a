import { waitsForAnswer } from '#app/domain/intake/item.ts'
import type { RungAudience } from '#app/domain/policy/policy.ts'
import { assertNever } from '#app/domain/result.ts'
import { type IntakeRow, intakeById } from '#db/queries/intake.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { lastMoveOf } from '#db/queries/reminders.server.ts'
import { superiorsOf } from '#db/queries/work.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { LadderSubject } from '../ladder/standing.ts'

/** The owner; above the owner those who lead the service, and the owner's superior. */
async function audienceOf(handle: Handle, row: IntakeRow, audience: RungAudience): Promise<readonly string[]> {
	switch (audience) {
		case 'owner':
			return [row.owner_id]
		case 'head':
		case 'issuer':
			return (await holdersOf(handle, row.branch_id, ['ORDER_ISSUER'])).map(({ id }) => id)
		case 'superior':
			return superiorsOf(handle, [row.owner_id])
		case 'everybody':
			return (await holdersOf(handle, row.branch_id, ['ORDER_OFFICER', 'ORDER_ISSUER'])).map(({ id }) => id)
		default:
			return assertNever(audience)
	}
}

export const intakeLadders: readonly LadderSubject[] = [
	{
		kinds: ['complaint.answer', 'opinion.answer', 'survey.answer'],
		find: async (_, handle, clock) => {
			const row = await intakeById(handle, clock.subjectId)
			if (!row || !waitsForAnswer(row.state)) return null
			return {
				level: row.urgency,
				since: (await lastMoveOf(handle, clock.id)) ?? clock.startedAt,
				subject: { kind: 'intake', id: row.id },
				params: { number: row.number },
				kindOf: () => ({ kind: 'intake.reminder' }),
				people: (audience) => audienceOf(handle, row, audience),
			}
		},
	},
]

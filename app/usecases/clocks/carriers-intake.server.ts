import { intakeById } from '#db/queries/intake.server.ts'
import { moveIntakeDates } from '#db/queries/intake-links.server.ts'
import { type Bound, type Carrier, eachMoved } from './carrier.ts'

const carrierFor = (subject: 'complaint' | 'intake'): Carrier => ({
	subject,
	moved: eachMoved((tx, clock, dates) => moveIntakeDates(tx, clock.subjectId, dates)),
	bound: async (handle, clocks) => {
		const found = new Map<string, Bound>()
		for (const { id, subjectId } of clocks) {
			const row = await intakeById(handle, subjectId)
			if (!row) continue
			found.set(id, {
				subject: { kind: 'intake', id: row.id },
				number: row.number,
				title: row.matter.slice(0, 60),
				name: null,
				accounts: [row.owner_id],
				holders: [],
			})
		}
		return found
	},
})

export const intakeCarriers: readonly Carrier[] = [carrierFor('complaint'), carrierFor('intake')]

/** Who is away these days, and who stands in: a handler with a deputy of the week, and a manager's leave to come. */
import { addDays, type LocalDate } from '#app/domain/time.ts'
import { enterAbsence } from '#app/usecases/absences/absences.server.ts'
import type { Stage } from './stage.ts'

export async function enterAbsences(stage: Stage, day: LocalDate): Promise<void> {
	const away = { person: null, deputy: null, note: '' }
	const deputy = stage.laid.person('head-sc')
	const course = { from: day, until: addDays(day, 6), deputy, note: '集团培训' }
	await stage.attempt(enterAbsence(await stage.as('handler-sc'), { ...away, ...course }))
	// Whoever cannot enter it any more has it entered; the deputy named for good stands in.
	const ill = { person: stage.laid.person('manager4'), from: day, until: addDays(day, 9), note: '病假' }
	await stage.attempt(enterAbsence(await stage.as('admin'), { ...away, ...ill }))
	const leave = { from: addDays(day, 12), until: addDays(day, 18), note: '年休假' }
	await stage.attempt(enterAbsence(await stage.as('manager'), { ...away, ...leave }))
}

import type { Action } from '#app/domain/access.ts'
import { type InspectionRow, inspectionIn, updateInspection } from '#db/queries/inspections.server.ts'
import type { Door } from '../transition.server.ts'

export type InspectionSet = Partial<Omit<InspectionRow, 'id' | 'version'>>
export type InspectionDoor = Door<InspectionRow, InspectionSet>

/** The door of an inspection: how it is loaded and saved; the act adds who may and what is decided. */
export function inspectionDoor(
	id: string,
	version: number | undefined,
	action: Action,
	decide: InspectionDoor['decide'],
): InspectionDoor {
	return {
		subject: 'inspection',
		id,
		version,
		readAction: 'inspection.read',
		actions: [action],
		load: inspectionIn,
		decide,
		save: updateInspection,
	}
}

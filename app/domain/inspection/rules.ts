/** Reasons for which an act on an inspection can be refused (sentences: refusal.<rule>). */
export type InspectionRule =
	| 'inspection.not-inspector'
	| 'inspection.item-unknown'
	| 'inspection.item-not-asked'
	| 'inspection.items-missing'
	| 'inspection.note-missing'
	| 'inspection.in-future'
	| 'inspection.has-confirmed'

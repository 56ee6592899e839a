/** Why an act on an inspection is shut; `refusal.met.*` is the same line of a gate when it is met. */
export const refusalInspection = {
	'refusal.inspection.not-inspector': 'Only the inspector of this visit can fill it in',
	'refusal.inspection.item-unknown': 'The sheet has no item {{item}}',
	'refusal.inspection.item-not-asked': 'Item {{item}} is checked on mystery visits only',
	'refusal.inspection.items-missing': '{{count}} items are not answered: {{items}}',
	'refusal.inspection.items-missing_one': '{{count}} item is not answered: {{items}}',
	'refusal.inspection.note-missing': 'Say what was seen for each fail, at least 5 characters: items {{items}}',
	'refusal.inspection.in-future': 'The visit cannot be after today',
	'refusal.inspection.has-confirmed': '{{count}} confirmed violations rest on it, so it cannot be voided',
	'refusal.inspection.has-confirmed_one': '{{count}} confirmed violation rests on it, so it cannot be voided',
} as const

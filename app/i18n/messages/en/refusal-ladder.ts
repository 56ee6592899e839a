export const refusalLadder = {
	'refusal.absence.order': 'The last day cannot be before the first',
	'refusal.absence.past': 'That time is over; today is {{today}}',
	'refusal.absence.overlap': 'It overlaps with {{from}} to {{until}}; take that one back first',
	'refusal.absence.self': 'The deputy has to be somebody else',
	'refusal.absence.deputy': 'The deputy has to be a working account of the branch’s own people',
} as const

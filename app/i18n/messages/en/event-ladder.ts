export const eventLadder = {
	'event.account.absence-entered': 'Absence entered',
	'event.account.absence-ended': 'Absence taken back',
} as const

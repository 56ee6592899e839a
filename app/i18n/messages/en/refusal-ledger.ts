/** Why an act on a ledger posting is shut; `refusal.met.*` is the same line of a gate when it is met. */
export const refusalLedger = {
	'refusal.ledger.amount': 'The amount must be above zero, in whole fen',
	'refusal.ledger.available-short': 'The available balance is too low',
	'refusal.ledger.held-short': 'The amount on hold is too low',
} as const

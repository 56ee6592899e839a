/** Why an act on a ledger posting is shut; `refusal.met.*` is the same line of a gate when it is met. */
export const refusalLedger = {
	'refusal.ledger.amount': 'The amount must be above zero, in whole fen',
	'refusal.ledger.available-short': 'The available balance is too low',
	'refusal.ledger.held-short': 'The amount on hold is too low',
	'refusal.ledger.period': 'Write the month to settle like 2026-11',
	'refusal.ledger.period-ahead': '{{period}} has not begun and cannot be settled yet',
	'refusal.ledger.key-reused': 'This form was already used for another entry; open the page again',
	'refusal.ledger.day-ahead': 'The date of the entry cannot be after today ({{today}})',
	'refusal.ledger.commission-short': 'The commission payable is too low',
	'refusal.ledger.receivable-short': 'This is more than is invoiced and open',
	'refusal.ledger.reversal': 'This is not the opposite of any entry',
} as const

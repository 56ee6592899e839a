/** Why an act on a ledger posting is shut; `refusal.met.*` is the same line of a gate when it is met. */
export const refusalLedger = {
	'refusal.ledger.amount': '金额须是大于零的整数分',
	'refusal.ledger.available-short': '可用余额不足',
	'refusal.ledger.held-short': '冻结金额不足',
} as const

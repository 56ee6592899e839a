/** Why an act on a ledger posting is shut; `refusal.met.*` is the same line of a gate when it is met. */
export const refusalLedger = {
	'refusal.ledger.amount': '金额须是大于零的整数分',
	'refusal.ledger.available-short': '可用余额不足',
	'refusal.ledger.held-short': '冻结金额不足',
	'refusal.ledger.period': '结算月份写成 2026-11 这样',
	'refusal.ledger.period-ahead': '{{period}} 还没有开始，不能结算',
	'refusal.ledger.key-reused': '这份表单已经用来记过另一笔账，重新打开页面再填',
	'refusal.ledger.day-ahead': '记账日期不能晚于今天（{{today}}）',
	'refusal.ledger.commission-short': '应付酬金不足',
	'refusal.ledger.receivable-short': '超过了还没有收回的挂账',
	'refusal.ledger.reversal': '这不是任何一种记账的相反分录',
} as const

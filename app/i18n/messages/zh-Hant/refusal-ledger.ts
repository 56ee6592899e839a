// Made from zh-Hans/refusal-ledger.ts by npm run i18n.
export const refusalLedger = {
	'refusal.ledger.amount': '金額須是大於零的整數分',
	'refusal.ledger.available-short': '可用餘額不足',
	'refusal.ledger.held-short': '凍結金額不足',
	'refusal.ledger.period': '結算月份寫成 2026-11 這樣',
	'refusal.ledger.period-ahead': '{{period}} 還沒有開始，不能結算',
	'refusal.ledger.key-reused': '這份表單已經用來記過另一筆賬，重新打開頁面再填',
	'refusal.ledger.day-ahead': '記賬日期不能晚於今天（{{today}}）',
	'refusal.ledger.commission-short': '應付酬金不足',
	'refusal.ledger.receivable-short': '超過了還沒有收回的掛賬',
	'refusal.ledger.reversal': '這不是任何一種記賬的相反分錄',
} as const

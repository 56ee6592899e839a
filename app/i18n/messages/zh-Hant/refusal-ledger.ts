// Made from zh-Hans/refusal-ledger.ts by npm run i18n.
export const refusalLedger = {
	'refusal.ledger.amount': '金額須是大於零的整數分',
	'refusal.ledger.available-short': '可用餘額不足',
	'refusal.ledger.held-short': '凍結金額不足',
} as const

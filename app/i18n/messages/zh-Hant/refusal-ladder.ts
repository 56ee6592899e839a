// Made from zh-Hans/refusal-ladder.ts by npm run i18n.
export const refusalLadder = {
	'refusal.absence.order': '結束日期不能早於開始日期',
	'refusal.absence.past': '這段時間已經過去，今天是 {{today}}',
	'refusal.absence.overlap': '與已登記的 {{from}} 至 {{until}} 重疊，先取消那一段',
	'refusal.absence.self': '代理人須是另一人',
	'refusal.absence.deputy': '代理人須是本分公司在用的員工賬號',
} as const

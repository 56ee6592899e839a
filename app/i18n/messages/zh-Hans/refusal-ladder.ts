export const refusalLadder = {
	'refusal.absence.order': '结束日期不能早于开始日期',
	'refusal.absence.past': '这段时间已经过去，今天是 {{today}}',
	'refusal.absence.overlap': '与已登记的 {{from}} 至 {{until}} 重叠，先取消那一段',
	'refusal.absence.self': '代理人须是另一人',
	'refusal.absence.deputy': '代理人须是本分公司在用的员工账号',
} as const

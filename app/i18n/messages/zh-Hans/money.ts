export const money = {	'commission.title': '酬金单',
	'instalment.title': '分期、缓交',
} as const

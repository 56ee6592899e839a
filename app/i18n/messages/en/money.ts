export const money = {	'commission.title': 'Commission statements',
	'instalment.title': 'Instalments and deferral',
} as const

// Made from zh-Hans/money.ts by npm run i18n.
export const money = {	'commission.title': '酬金單',
	'instalment.title': '分期、緩交',
} as const

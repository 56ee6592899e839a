// Made from zh-Hans/event-plan.ts by npm run i18n.
export const eventPlan = {
	'event.deposit.paid-in': '繳存保證金',
	'event.deposit.topped-up': '補足保證金',
	'event.deposit.refunded': '退還保證金',
	'event.settlement.posted': '結算記賬',
	'event.plan.opened': '開立整改計劃',
	'event.plan.clock-started': '整改期開始',
	'event.plan.submitted': '提交整改計劃',
	'event.plan.approved': '整改計劃通過',
	'event.plan.returned': '整改退回',
	'event.plan.step-done': '完成一個步驟',
	'event.plan.handed-in': '整改交驗',
	'event.plan.struck-off': '整改銷號',
	'event.plan.extended': '整改期延長',
	'event.plan.overdue': '整改逾期',
	'event.plan.cancelled': '整改取消',
	'event.plan.reopened': '整改無效，重新開始',
} as const

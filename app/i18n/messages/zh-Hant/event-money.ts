// Made from zh-Hans/event-money.ts by npm run i18n.
export const eventMoney = {
	'event.deposit.invoice-paid': '代理商付清掛賬款項',
	'event.settlement.proposed': '提出結算',
	'event.settlement.dropped': '撤下結算',
	'event.commission.imported': '導入酬金單',
	'event.payment-plan.asked': '申請分期或者緩交',
	'event.payment-plan.granted': '同意分期或者緩交',
	'event.payment-plan.refused': '不同意分期或者緩交',
	'event.payment-plan.broken': '分期沒有按時付，餘款全部到期',
	'event.payment-plan.done': '分期付清',
	'audit.kind.commission': '酬金單',
	'audit.kind.payment-plan': '分期、緩交',
	'notice.settlement.to-confirm': '{{period}} 的結算已提出，請核對後確認',
	'notice.payment-plan.to-decide': '{{number}} 申請分期或者緩交，請決定',
	'notice.payment-plan.decided': '{{number}} 的分期或者緩交申請已有決定',
} as const

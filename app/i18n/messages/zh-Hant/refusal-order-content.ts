// Made from zh-Hans/refusal-order-content.ts by npm run i18n.
export const refusalOrderContent = {
	'refusal.order.place-unknown': '沒有編碼為 {{code}} 的網點或代理商',
	'refusal.order.link-unknown': '沒有編號為 {{number}} 的案件、整改或督辦單',
	'refusal.order.repeat-completed': '復發的督辦單要先已辦結',
	'refusal.circular.month-unknown': '通報的月份不對',
	'refusal.circular.month-open': '{{month}} 還沒有結束，月底後才能發佈',
	'refusal.circular.counted-early': '數字是月底之前統計的，先重新統計再發布',
	'refusal.circular.own-draft': '須由另一人發佈',
	'refusal.circular.draft-waits': '這個月已有一份草稿',
	'refusal.circular.reason-missing': '更正已發佈的通報要寫明原因',
} as const

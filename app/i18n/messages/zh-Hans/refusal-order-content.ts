export const refusalOrderContent = {
	'refusal.order.place-unknown': '没有编码为 {{code}} 的网点或代理商',
	'refusal.order.link-unknown': '没有编号为 {{number}} 的案件、整改或督办单',
	'refusal.order.repeat-completed': '复发的督办单要先已办结',
	'refusal.circular.month-unknown': '通报的月份不对',
	'refusal.circular.month-open': '{{month}} 还没有结束，月底后才能发布',
	'refusal.circular.counted-early': '数字是月底之前统计的，先重新统计再发布',
	'refusal.circular.own-draft': '须由另一人发布',
	'refusal.circular.draft-waits': '这个月已有一份草稿',
	'refusal.circular.reason-missing': '更正已发布的通报要写明原因',
} as const

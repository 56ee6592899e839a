export const noticeOrderContent = {
	'notice.order.to-strike-off': '观察期满，可以复查销号：{{number}} {{title}}',
	'notice.order.signed-by-default': '无人签收，已按默认签收计，由您负责：{{number}} {{title}}',
	'notice.circular.to-publish': '{{month}} 督办通报待发布',
	'notice.circular.published': '{{month}} 督办通报已发布，{{number}}',
} as const

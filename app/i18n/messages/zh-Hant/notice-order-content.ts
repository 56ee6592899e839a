// Made from zh-Hans/notice-order-content.ts by npm run i18n.
export const noticeOrderContent = {
	'notice.order.to-strike-off': '觀察期滿，可以複查銷號：{{number}} {{title}}',
	'notice.order.signed-by-default': '無人簽收，已按默認簽收計，由您負責：{{number}} {{title}}',
	'notice.circular.to-publish': '{{month}} 督辦通報待發布',
	'notice.circular.published': '{{month}} 督辦通報已發佈，{{number}}',
} as const

// Made from zh-Hans/notice-ladder.ts by npm run i18n.
export const noticeLadder = {
	'notice.for': '代{{for}}接收：{{text}}',
	'notice.clock.reminder': '{{due}} 到期：{{number}}',
	'notice.clock.escalated': '期限 {{due}} 已過：{{number}}',
	'notice.account.deputy-asked': '{{name}} {{from}} 至 {{until}} 不在崗，期間其消息同時發給您',
} as const

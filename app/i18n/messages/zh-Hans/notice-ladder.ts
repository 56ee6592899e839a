export const noticeLadder = {
	'notice.for': '代{{for}}接收：{{text}}',
	'notice.clock.reminder': '{{due}} 到期：{{number}}',
	'notice.clock.escalated': '期限 {{due}} 已过：{{number}}',
	'notice.account.deputy-asked': '{{name}} {{from}} 至 {{until}} 不在岗，期间其消息同时发给您',
} as const

export const noticeLadder = {
	'notice.clock.reminder': '{{due}} 到期：{{number}}',
	'notice.clock.escalated': '期限 {{due}} 已过：{{number}}',
	'notice.account.deputy-asked': '{{name}} {{from}} 至 {{until}} 不在岗，期间其消息同时发给您',
} as const

export const noticeLadder = {
	'notice.for': 'For {{for}}: {{text}}',
	'notice.clock.reminder': 'Due {{due}}: {{number}}',
	'notice.clock.escalated': 'The date {{due}} has passed: {{number}}',
	'notice.account.deputy-asked': '{{name}} is away from {{from}} to {{until}}; you get the messages as well',
} as const

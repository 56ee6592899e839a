export const noticeOther = {
	'notice.inspection.assigned': 'An inspection was assigned to you: {{number}}',
	'notice.opinion.recorded': '{{name}} recorded an audit opinion on {{number}}; it waits for your answer',
	'notice.opinion.answered': '{{name}} answered your audit opinion on {{number}}',
	'notice.account.password-reset': 'An administrator reset your password; set a new one at the next sign-in',
} as const

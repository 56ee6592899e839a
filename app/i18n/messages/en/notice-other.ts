export const noticeOther = {
	'notice.inspection.assigned': 'An inspection was assigned to you: {{number}}',
	'notice.opinion.recorded': '{{name}} recorded an audit opinion on {{number}}; it waits for your answer',
	'notice.opinion.answered': '{{name}} answered your audit opinion on {{number}}',
	'notice.rulebook.to-check': 'Rulebook draft {{code}} waits for your check',
	'notice.rulebook.checked': '{{name}} checked rulebook draft {{code}}; it may be published',
	'notice.rulebook.returned': '{{name}} sent rulebook draft {{code}} back: {{reason}}',
	'notice.rulebook.published': 'Rulebook {{code}} applies from {{from}}; please read and accept it',
	'notice.account.password-reset': 'An administrator reset your password; set a new one at the next sign-in',
} as const

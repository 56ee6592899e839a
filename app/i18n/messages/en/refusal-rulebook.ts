/** Why an act on a rulebook version is shut. */
export const refusalRulebook = {
	'refusal.rulebook.accepted': 'This version is accepted already',
	'refusal.rulebook.text-changed':
		'The text on the page is not the text of this version; open it again before you accept',
	'refusal.rulebook.paper-day': 'The day on the paper lies between {{from}} and {{to}}',
	'refusal.rulebook.code-taken': 'The code {{code}} is taken',
	'refusal.rulebook.unreadable': 'The rules are not complete: {{path}}',
	'refusal.rulebook.unchanged': 'Nothing differs from {{code}}',
	'refusal.rulebook.editor-checks': 'Who wrote the draft does not check it: another person does',
	'refusal.rulebook.effective-past': 'It cannot take effect before today, {{today}}',
	'refusal.rulebook.effective-taken': 'It takes effect after {{date}}, the day of the published version {{code}}',
	'refusal.rulebook.effective-across': 'A case occurred on {{date}}; it takes effect after that day',
	'refusal.penalty.above-milder': '{{code}} is in force by now and milder: at most {{limit}}, not {{amount}}',
} as const

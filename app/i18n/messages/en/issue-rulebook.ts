export const issueRulebook = {
	'issue.rulebook.cap-below-base': 'The cap is not below the base',
	'issue.rulebook.cap-not-yuan': 'The cap is in whole yuan',
	'issue.rulebook.steps-fall': 'A multiplier is not below the one before',
	'issue.rulebook.rungs-fall': 'A stronger measure needs more points',
	'issue.rulebook.base-above-cap': 'A base of its own is not above the cap of its level',
	'issue.rulebook.law-unknown': 'One of these laws is not among the legal references',
	'issue.rulebook.law-incomplete': 'Give the title and the day from which it applies',
	'issue.rulebook.law-days': 'It does not end before it begins, and has one row for one day',
	'issue.rulebook.shares': 'From 100 to 0, parted by spaces',
} as const

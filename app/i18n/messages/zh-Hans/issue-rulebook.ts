/** What is wrong with a clause. */
export const issueRulebook = {
	'issue.rulebook.cap-below-base': '封顶不能低于基数',
	'issue.rulebook.cap-not-yuan': '封顶应为整元',
	'issue.rulebook.steps-fall': '倍数不能比前一次低',
	'issue.rulebook.rungs-fall': '较重的措施分数应更高',
	'issue.rulebook.base-above-cap': '单独基数不能高于该级别的封顶',
	'issue.rulebook.law-unknown': '有一部法不在“法律依据”里',
	'issue.rulebook.law-incomplete': '写全称和施行日',
	'issue.rulebook.law-days': '失效日不能早于施行日，同一施行日只能有一行',
	'issue.rulebook.shares': '从 100 到 0，用空格隔开',
} as const

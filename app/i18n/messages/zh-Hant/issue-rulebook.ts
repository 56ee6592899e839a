// Made from zh-Hans/issue-rulebook.ts by npm run i18n.
export const issueRulebook = {
	'issue.rulebook.cap-below-base': '封頂不能低於基數',
	'issue.rulebook.cap-not-yuan': '封頂應為整元',
	'issue.rulebook.steps-fall': '倍數不能比前一次低',
	'issue.rulebook.rungs-fall': '較重的措施分數應更高',
	'issue.rulebook.base-above-cap': '單獨基數不能高於該級別的封頂',
	'issue.rulebook.law-unknown': '有一部法不在“法律依據”裡',
	'issue.rulebook.law-incomplete': '寫全稱和施行日',
	'issue.rulebook.law-days': '失效日不能早於施行日，同一施行日只能有一行',
	'issue.rulebook.shares': '從 100 到 0，用空格隔開',
} as const

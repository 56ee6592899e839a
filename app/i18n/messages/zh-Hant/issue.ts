// Made from zh-Hans/issue.ts by npm run i18n.
export const issue = {
	'issue.required': '填寫這一項',
	'issue.choose': '選一項',
	'issue.too-short': '至少 {{min}} 個字',
	'issue.too-long': '最多 {{max}} 個字',
	'issue.not-a-date': '填寫存在的日期，例如 2026 11 5',
	'issue.not-a-number': '填寫數字',
	'issue.out-of-range': '填寫 {{min}} 到 {{max}} 之間的數',
	'issue.bad-format': '格式不對',
	'issue.must-confirm': '勾選這一項',
	'issue.future': '日期不能晚於今天',
	'issue.past': '日期不能早於今天',
	'issue.not-same': '兩次輸入不一樣',
	'issue.one-character': '填寫一個漢字',
	'issue.summary.one': '有 1 處要改',
	'issue.summary.many': '有 {{count}} 處要改',
	'issue.title-prefix': '錯誤：',
} as const

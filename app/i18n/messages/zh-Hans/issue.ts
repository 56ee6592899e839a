/** What is wrong with one field; {{min}} and {{max}} come from the schema. */
export const issue = {
	'issue.required': '填写这一项',
	'issue.choose': '选一项',
	'issue.too-short': '至少 {{min}} 个字',
	'issue.too-long': '最多 {{max}} 个字',
	'issue.not-a-date': '填写存在的日期，例如 2026 11 5',
	'issue.not-a-number': '填写数字',
	'issue.out-of-range': '填写 {{min}} 到 {{max}} 之间的数',
	'issue.bad-format': '格式不对',
	'issue.must-confirm': '勾选这一项',
	'issue.future': '日期不能晚于今天',
	'issue.past': '日期不能早于今天',
	'issue.not-same': '两次输入不一样',
	'issue.one-character': '填写一个汉字',
	'issue.summary.one': '有 1 处要改',
	'issue.summary.many': '有 {{count}} 处要改',
	'issue.title-prefix': '错误：',
} as const

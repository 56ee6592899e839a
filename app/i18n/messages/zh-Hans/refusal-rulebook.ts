/** Why an act on a rulebook version is shut. */
export const refusalRulebook = {
	'refusal.rulebook.accepted': '这个版本已经确认过',
	'refusal.rulebook.text-changed': '页面上的文本不是这个版本的文本，重新打开后再确认',
	'refusal.rulebook.paper-day': '签署日期应在 {{from}} 至 {{to}} 之间',
	'refusal.rulebook.code-taken': '编号 {{code}} 已被使用',
	'refusal.rulebook.unreadable': '条款不完整：{{path}}',
	'refusal.rulebook.unchanged': '与 {{code}} 相比没有任何改动',
	'refusal.rulebook.editor-checks': '改过草稿的人不能审核，须由另一人审核',
	'refusal.rulebook.effective-past': '生效日不能早于今天 {{today}}',
	'refusal.rulebook.effective-taken': '生效日须晚于已发布版本 {{code}} 的 {{date}}',
	'refusal.rulebook.effective-across': '{{date}} 已有案件发生，生效日须在此之后',
	'refusal.penalty.above-milder': '{{code}} 已经生效，对代理商较轻：最多 {{limit}}，不能定 {{amount}}',
} as const

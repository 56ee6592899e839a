/** 日历变更和时限规则的操作为什么关着。 */
export const refusalCalendar = {
	'refusal.calendar.second-person': '起草人不能自己发布，须由第二人核对发布',
	'refusal.calendar.not-sound': '还有要改的行或未满足的条件',
	'refusal.calendar.base-moved': '期间已发布了另一版日历，请重新看预览',
	'refusal.calendar.example': '这是示例，不能提交或发布',
	'refusal.policy.second-person': '起草人不能自己施行，须由另一位签发人决定',
	'refusal.policy.unchanged': '与现行版没有不同',
	'refusal.policy.base-moved': '期间另一版已施行，请重新对比',
	'refusal.policy.unsound': '这些数字互相矛盾：{{path}}',
	'refusal.policy.in-force': '现行版不能停用，请先施行后继版',
	'refusal.policy.draft-open': '第 {{no}} 版已在起草',
} as const

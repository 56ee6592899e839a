// Made from zh-Hans/refusal-calendar.ts by npm run i18n.
export const refusalCalendar = {
	'refusal.calendar.second-person': '起草人不能自己發佈，須由第二人核對發佈',
	'refusal.calendar.not-sound': '還有要改的行或未滿足的條件',
	'refusal.calendar.base-moved': '期間已發佈了另一版日曆，請重新看預覽',
	'refusal.calendar.example': '這是示例，不能提交或發佈',
	'refusal.policy.second-person': '起草人不能自己施行，須由另一位簽發人決定',
	'refusal.policy.unchanged': '與現行版沒有不同',
	'refusal.policy.base-moved': '期間另一版已施行，請重新對比',
	'refusal.policy.unsound': '這些數字互相矛盾：{{path}}',
	'refusal.policy.in-force': '現行版不能停用，請先施行後繼版',
	'refusal.policy.draft-open': '第 {{no}} 版已在起草',
} as const

export const noticeCalendar = {
	'notice.calendar.to-publish': '{{name}}提交了日历变更“{{title}}”，等您核对并发布',
	'notice.calendar.returned': '{{name}}退回了日历变更“{{title}}”：{{reason}}',
	'notice.calendar.published': '日历变更“{{title}}”已发布，{{count}} 个未结期限改了日期',
	'notice.policy.to-decide': '{{name}}提交了时限规则第 {{no}} 版，等您决定是否施行',
	'notice.policy.returned': '{{name}}退回了时限规则第 {{no}} 版：{{reason}}',
	'notice.policy.in-force': '时限规则第 {{no}} 版已施行，新下达的督办单按它计算',
	'notice.clock.moved': '日历更新：{{number}} 的期限由 {{from}} 改为 {{to}}',
	'notice.clock.moved.many': '日历更新：您名下 {{count}} 个期限改了日期，新日期见待办与列表',
	'notice.clock.retired': '时限规则第 {{no}} 版停用，{{number}} 的期限不再计算：{{reason}}',
} as const

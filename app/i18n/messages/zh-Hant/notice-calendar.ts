// Made from zh-Hans/notice-calendar.ts by npm run i18n.
export const noticeCalendar = {
	'notice.calendar.to-publish': '{{name}}提交了日曆變更“{{title}}”，等您核對併發布',
	'notice.calendar.returned': '{{name}}退回了日曆變更“{{title}}”：{{reason}}',
	'notice.calendar.published': '日曆變更“{{title}}”已發佈，{{count}} 個未結期限改了日期',
	'notice.policy.to-decide': '{{name}}提交了時限規則第 {{no}} 版，等您決定是否施行',
	'notice.policy.returned': '{{name}}退回了時限規則第 {{no}} 版：{{reason}}',
	'notice.policy.in-force': '時限規則第 {{no}} 版已施行，新下達的督辦單按它計算',
	'notice.clock.moved': '日曆更新：{{number}} 的期限由 {{from}} 改為 {{to}}',
	'notice.clock.moved.many': '日曆更新：您名下 {{count}} 個期限改了日期，新日期見待辦與列表',
	'notice.clock.retired': '時限規則第 {{no}} 版停用，{{number}} 的期限不再計算：{{reason}}',
} as const

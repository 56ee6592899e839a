// Made from zh-Hans/event-calendar.ts by npm run i18n.
export const eventCalendar = {
	'event.calendar.drafted': '起草了日曆變更',
	'event.calendar.changed': '修改了日曆變更草稿',
	'event.calendar.proposed': '日曆變更已提交發布',
	'event.calendar.returned': '日曆變更退回修改',
	'event.calendar.published': '日曆變更已發佈，未結時限已重算',
	'event.calendar.dropped': '日曆變更已放棄',
	'event.policy.drafted': '起草了時限規則',
	'event.policy.changed': '修改了時限規則草稿',
	'event.policy.proposed': '時限規則已提交施行',
	'event.policy.returned': '時限規則退回修改',
	'event.policy.put-in-force': '時限規則已施行',
	'event.policy.dropped': '時限規則草稿已放棄',
	'event.policy.retired': '時限規則已停用',
	'event.clock.recounted': '日曆更新，期限重新計算',
	'event.clock.retired': '時限規則停用，期限不再計算',
	'event.clock.carried-over': '期限轉由現行時限規則管理，日期不變',
} as const

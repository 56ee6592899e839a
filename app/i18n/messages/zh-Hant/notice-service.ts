// Made from zh-Hans/notice-service.ts by npm run i18n.
export const noticeService = {
	'notice.how.opened': '已打開',
	'notice.how.lapse': '期滿視為送達',
	'notice.how.handed-over': '當面送交',
	'notice.how.refused': '拒收，視為送達',
	'notice.title.reminder-letter': '提醒函',
	'notice.title.settlement-statement': '結算單',
	'desk.notice-kind.reminder-letter': '提醒函',
	'desk.notice-kind.settlement-statement': '結算單',
} as const

/** Service of documents, their copies and the public check. */
export const noticeService = {
	'notice.how.opened': '已打开',
	'notice.how.lapse': '期满视为送达',
	'notice.how.handed-over': '当面送交',
	'notice.how.refused': '拒收，视为送达',
	'notice.title.reminder-letter': '提醒函',
	'notice.title.settlement-statement': '结算单',
	'desk.notice-kind.reminder-letter': '提醒函',
	'desk.notice-kind.settlement-statement': '结算单',
} as const

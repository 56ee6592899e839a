/** Service of documents, their copies and the public check. */
export const noticeService = {
	'notice.how.opened': 'opened',
	'notice.how.lapse': 'by lapse of time',
	'notice.how.handed-over': 'handed over',
	'notice.how.refused': 'refused, counts as served',
	'notice.title.reminder-letter': 'Reminder letter',
	'notice.title.settlement-statement': 'Settlement statement',
	'desk.notice-kind.reminder-letter': 'Reminder letter',
	'desk.notice-kind.settlement-statement': 'Settlement statement',
} as const

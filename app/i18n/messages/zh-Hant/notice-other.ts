// Made from zh-Hans/notice-other.ts by npm run i18n.
export const noticeOther = {
	'notice.inspection.assigned': '有一次檢查安排給您：{{number}}',
	'notice.opinion.recorded': '{{name}}對 {{number}} 提出審計意見，等您答覆',
	'notice.opinion.answered': '{{name}}答覆了您對 {{number}} 的審計意見',
	'notice.account.password-reset': '管理員重置了您的密碼，下次登錄時設一個新密碼',
} as const

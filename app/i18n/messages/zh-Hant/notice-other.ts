// Made from zh-Hans/notice-other.ts by npm run i18n.
export const noticeOther = {
	'notice.inspection.assigned': '有一次檢查安排給您：{{number}}',
	'notice.opinion.recorded': '{{name}}對 {{number}} 提出審計意見，等您答覆',
	'notice.opinion.answered': '{{name}}答覆了您對 {{number}} 的審計意見',
	'notice.rulebook.to-check': '規則草稿 {{code}} 等您審核',
	'notice.rulebook.checked': '{{name}}審核了規則草稿 {{code}}，可以發佈',
	'notice.rulebook.returned': '{{name}}退回了規則草稿 {{code}}：{{reason}}',
	'notice.rulebook.published': '規則版本 {{code}} 自 {{from}} 起適用，請閱讀並確認',
	'notice.account.password-reset': '管理員重置了您的密碼，下次登錄時設一個新密碼',
} as const

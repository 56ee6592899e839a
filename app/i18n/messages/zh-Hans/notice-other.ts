export const noticeOther = {
	'notice.inspection.assigned': '有一次检查安排给您：{{number}}',
	'notice.opinion.recorded': '{{name}}对 {{number}} 提出审计意见，等您答复',
	'notice.opinion.answered': '{{name}}答复了您对 {{number}} 的审计意见',
	'notice.account.password-reset': '管理员重置了您的密码，下次登录时设一个新密码',
} as const

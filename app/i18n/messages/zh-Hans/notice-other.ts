export const noticeOther = {
	'notice.inspection.assigned': '有一次检查安排给您：{{number}}',
	'notice.opinion.recorded': '{{name}}对 {{number}} 提出审计意见，等您答复',
	'notice.opinion.answered': '{{name}}答复了您对 {{number}} 的审计意见',
	'notice.rulebook.to-check': '规则草稿 {{code}} 等您审核',
	'notice.rulebook.checked': '{{name}}审核了规则草稿 {{code}}，可以发布',
	'notice.rulebook.returned': '{{name}}退回了规则草稿 {{code}}：{{reason}}',
	'notice.rulebook.published': '规则版本 {{code}} 自 {{from}} 起适用，请阅读并确认',
	'notice.account.password-reset': '管理员重置了您的密码，下次登录时设一个新密码',
} as const

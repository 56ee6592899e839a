export const help = {
	'help.title': '帮助与联系',
	'help.contact': '找谁',
	'help.contact.text': '账号、角色、组织的问题找{{who}}。案件的问题找案件页上写明的经办人。',
	'help.administrator': '分公司管理员',
	'help.password': '忘记密码',
	'help.password.text': '{{who}}可以重置密码，当面或打电话告诉您。连续输错 10 次，账号停用 10 分钟，之后自动恢复。',
	'help.process': '考核扣款怎样决定',
	'help.process.text':
		'发现违规，由另一人审核，发出告知书。代理商有 5 个工作日申辩，申辩不会加重处罚。作出决定后，10 个工作日内可以申请复核，由没有参与的人办理，结果不会加重。',
	'help.lights': '灯的意思',
	'help.lights.text': '灯只说时间，不说对错。形状和文字与颜色说的是同一件事。',
	'help.keys': '键盘',
	'help.keys.search': '搜索',
	'help.keys.next': '下一行',
	'help.keys.previous': '上一行',
	'help.keys.open': '打开这一行',
	'help.privacy': '记录什么',
	'help.privacy.text':
		'每次登录、每次改变、每次查看证据都会留痕，记录连成一条链，不能修改或删除。用户号码只保存打码后的样子。',
} as const

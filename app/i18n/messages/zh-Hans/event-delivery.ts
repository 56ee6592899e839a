export const eventDelivery = {
	'audit.kind.delivery': '消息投递',
	'audit.kind.robot': '群机器人',
	'event.delivery.sent-again': '重新投递了消息',
	'event.robot.added': '登记了群机器人',
	'event.robot.changed': '修改了群机器人',
	'event.robot.switched-off': '停用了群机器人',
	'event.account.notices-chosen': '修改了消息接收方式',
	'event.account.mail-asked': '登记了邮箱，待确认',
	'event.account.mail-confirmed': '确认了邮箱',
	'event.account.mail-removed': '取消了邮箱',
	'event.account.feed-made': '生成了日历订阅链接',
	'event.account.feed-ended': '停用了日历订阅链接',
} as const

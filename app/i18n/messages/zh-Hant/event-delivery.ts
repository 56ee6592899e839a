// Made from zh-Hans/event-delivery.ts by npm run i18n.
export const eventDelivery = {
	'audit.kind.delivery': '消息投遞',
	'audit.kind.robot': '群機器人',
	'event.delivery.sent-again': '重新投遞了消息',
	'event.robot.added': '登記了群機器人',
	'event.robot.changed': '修改了群機器人',
	'event.robot.switched-off': '停用了群機器人',
	'event.robot.switched-on': '啟用了群機器人',
	'event.account.notices-chosen': '修改了消息接收方式',
	'event.account.mail-asked': '登記了郵箱，待確認',
	'event.account.mail-confirmed': '確認了郵箱',
	'event.account.mail-removed': '取消了郵箱',
	'event.account.feed-made': '生成了日曆訂閱鏈接',
	'event.account.feed-ended': '停用了日曆訂閱鏈接',
} as const

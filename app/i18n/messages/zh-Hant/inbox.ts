// Made from zh-Hans/inbox.ts by npm run i18n.
export const inbox = {
	'inbox.title': '消息',
	'inbox.finding': '{{count}} 條消息沒有讀',
	'inbox.finding.none': '消息都讀過了',
	'inbox.unread': '未讀',
	'inbox.read': '已讀',
	'inbox.col.at': '時間',
	'inbox.col.what': '內容',
	'inbox.col.act': '標記',
	'inbox.mark': '標為已讀：{{text}}',
	'inbox.mark-short': '標為已讀',
	'inbox.mark-all': '全部標為已讀',
	'inbox.empty': '沒有未讀消息',
	'inbox.empty.read': '沒有已讀消息',
	'inbox.empty.why': '辦理進展、到期提醒和催辦會出現在這裡。',
	'inbox.more': '還有更早的消息',
} as const

// Made from zh-Hans/evidence.ts by npm run i18n.
export const evidence = {
	'evidence.grade.A': '現場拍攝，帶位置',
	'evidence.grade.B': '現場拍攝',
	'evidence.grade.C': '相冊或文件',
	'evidence.received': '{{at}} 收到',
	'evidence.taken': '{{at}} 拍攝',
	'evidence.by': '{{name}} 採集',
	'evidence.copy.pending': '給代理商看的副本還在製作',
	'evidence.copy.ready': '代理商看去除元數據的副本',
	'evidence.copy.failed': '做不出副本，代理商看不到',
	'evidence.hash': 'SHA-256 {{hash}}',
	'refusal.evidence.copy-pending': '給代理商看的副本還沒有做好，稍後再看',
} as const

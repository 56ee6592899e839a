export const evidence = {
	'evidence.grade.A': '现场拍摄，带位置',
	'evidence.grade.B': '现场拍摄',
	'evidence.grade.C': '相册或文件',
	'evidence.received': '{{at}} 收到',
	'evidence.taken': '{{at}} 拍摄',
	'evidence.by': '{{name}} 采集',
	'evidence.copy.pending': '给代理商看的副本还在制作',
	'evidence.copy.ready': '代理商看去除元数据的副本',
	'evidence.copy.failed': '做不出副本，代理商看不到',
	'evidence.hash': 'SHA-256 {{hash}}',
	'refusal.evidence.copy-pending': '给代理商看的副本还没有做好，稍后再看',
} as const

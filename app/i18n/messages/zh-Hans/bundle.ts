/** The case file as one bundle. */
export const bundle = {
	'bundle.export': '导出案卷',
	'bundle.why': '文书、证据、日志打成一个 ZIP，可自行核验。导出会记入日志。',
	'bundle.desk': '下载我的案卷',
	'bundle.desk.why': '文书、您可以看的材料和您的操作记录，打成一个 ZIP，可自行核验。',
} as const

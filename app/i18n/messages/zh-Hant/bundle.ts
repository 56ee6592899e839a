// Made from zh-Hans/bundle.ts by npm run i18n.
export const bundle = {
	'bundle.export': '導出案卷',
	'bundle.why': '文書、證據、日誌打成一個 ZIP，可自行核驗。導出會記入日誌。',
	'bundle.desk': '下載我的案卷',
	'bundle.desk.why': '文書、您可以看的材料和您的操作記錄，打成一個 ZIP，可自行核驗。',
} as const

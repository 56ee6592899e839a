// Made from zh-Hans/common.ts by npm run i18n.
export const common = {
	'common.product': '放心',
	'common.tagline': '社會渠道合規與處罰管理',
	'common.pledge': '消費請客戶滿意，服務讓社會放心。',
	'common.skip': '跳到正文',
	'common.all': '全部',
	'common.none': '無',
	'common.back': '返回',
	'common.cancel': '取消',
	'common.save': '保存',
	'common.search': '搜索',
	'common.filter': '篩選',
	'common.export': '導出',
	'common.print': '打印',
	'common.more': '更多',
} as const

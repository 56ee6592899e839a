// Made from zh-Hans/search.ts by npm run i18n.
export const search = {
	'search.title': '搜索',
	'search.found': '“{{q}}” 找到 {{count}} 條',
	'search.none': '沒有找到“{{q}}”',
	'search.none.text': '輸入單號或其中一段，例如 CF-2026-0142、0142；網點和代理商輸入名稱或編碼。只顯示您範圍內的記錄。',
	'search.short': '輸入至少 2 個字',
	'search.field': '單號、網點或代理商',
	'search.group.penalties': '處罰案件',
	'search.group.orders': '督辦單',
	'search.group.intake': '投訴與意見',
	'search.group.plans': '整改',
	'search.group.inspections': '檢查',
	'search.group.findings': '問題',
	'search.group.violations': '違規',
	'search.group.outlets': '網點',
	'search.group.dealers': '代理商',
	'search.draft': '未編號',
} as const

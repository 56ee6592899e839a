// Made from zh-Hans/refusal-inspection.ts by npm run i18n.
export const refusalInspection = {
	'refusal.inspection.not-inspector': '只有本次檢查人可以填寫',
	'refusal.inspection.item-unknown': '檢查單沒有第 {{item}} 項',
	'refusal.inspection.item-not-asked': '第 {{item}} 項只在暗訪中檢查，本次不適用',
	'refusal.inspection.items-missing': '還有 {{count}} 項沒有答：第 {{items}} 項',
	'refusal.inspection.note-missing': '不合格的要寫看到了什麼，至少 5 個字：第 {{items}} 項',
	'refusal.inspection.in-future': '檢查日期不能晚於今天',
	'refusal.inspection.has-confirmed': '已有 {{count}} 條違規據此確認，不能作廢',
} as const

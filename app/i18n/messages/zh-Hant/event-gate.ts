// Made from zh-Hans/event-gate.ts by npm run i18n.
export const eventGate = {
	'event.penalty.conflict-declared': '聲明利益關係，迴避',
	'event.violation.conflict-declared': '聲明利益關係，迴避',
	'event.violation.traced': '記下訂單溯源',
	'notice.penalty.waiver-refused': '{{number}} 免予扣款沒有獲得同意，案件繼續',
	'notice.penalty.panel-dropped': '{{number}} 合議多數不同意扣款，等待撤回',
	'notice.penalty.conflict-declared': '{{number}} 有人聲明利益關係並回避，等待接手',
	'notice.violation.exit-review': '{{number}} 當月養卡數量達到終止合作審查線',
} as const

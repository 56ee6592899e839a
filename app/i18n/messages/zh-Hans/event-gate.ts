/** Events and notices of the gate. */
export const eventGate = {
	'event.penalty.conflict-declared': '声明利益关系，回避',
	'event.violation.conflict-declared': '声明利益关系，回避',
	'event.violation.traced': '记下订单溯源',
	'notice.penalty.waiver-refused': '{{number}} 免予扣款没有获得同意，案件继续',
	'notice.penalty.panel-dropped': '{{number}} 合议多数不同意扣款，等待撤回',
	'notice.penalty.conflict-declared': '{{number}} 有人声明利益关系并回避，等待接手',
	'notice.violation.exit-review': '{{number}} 当月养卡数量达到终止合作审查线',
} as const

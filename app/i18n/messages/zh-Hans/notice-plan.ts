export const noticePlan = {
	'notice.plan.opened': '整改计划 {{number}} 到 {{due}}',
	'notice.plan.to-approve': '整改计划 {{number}} 等待审核',
	'notice.plan.approved': '整改计划 {{number}} 已通过，到 {{due}} 完成',
	'notice.plan.returned': '整改计划 {{number}} 已退回',
	'notice.plan.to-verify': '整改计划 {{number}} 等待验收',
	'notice.plan.reminder': '整改计划 {{number}} 的截止日是 {{due}}',
	'notice.plan.overdue': '整改计划 {{number}} 已逾期，截止日 {{due}}',
	'notice.plan.struck-off': '整改计划 {{number}} 已销号',
} as const

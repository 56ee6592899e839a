// Made from zh-Hans/notice-plan.ts by npm run i18n.
export const noticePlan = {
	'notice.plan.opened': '整改計劃 {{number}} 到 {{due}}',
	'notice.plan.to-approve': '整改計劃 {{number}} 等待審核',
	'notice.plan.approved': '整改計劃 {{number}} 已通過，到 {{due}} 完成',
	'notice.plan.returned': '整改計劃 {{number}} 已退回',
	'notice.plan.to-verify': '整改計劃 {{number}} 等待驗收',
	'notice.plan.reminder': '整改計劃 {{number}} 的截止日是 {{due}}',
	'notice.plan.overdue': '整改計劃 {{number}} 已逾期，截止日 {{due}}',
	'notice.plan.struck-off': '整改計劃 {{number}} 已銷號',
} as const

export const noticePlan = {
	'notice.plan.opened': 'Remediation plan {{number}} is due on {{due}}',
	'notice.plan.to-approve': 'Plan {{number}} waits for approval',
	'notice.plan.approved': 'Plan {{number}} was approved; to be done by {{due}}',
	'notice.plan.returned': 'Plan {{number}} was sent back',
	'notice.plan.to-verify': 'Plan {{number}} waits for verification',
	'notice.plan.reminder': 'The last day of plan {{number}} is {{due}}',
	'notice.plan.overdue': 'Plan {{number}} is overdue since {{due}}',
	'notice.plan.struck-off': 'Plan {{number}} was struck off',
} as const

/** What the inbox tells of complaints. */
export const noticeIntake = {
	'notice.intake.successor-named': '{{by}} 请你接手 {{number}}',
	'notice.intake.successor-declined': '{{by}} 不接手 {{number}}，仍由你负责',
	'notice.intake.answer-proposed': '{{number}}：督办单已办结，请核对并发出答复',
	'notice.intake.reopened': '{{number}}：督办单已撤销或并案，请重新处理',
	'notice.intake.overdue': '{{number}}：答复已超期（{{due}}）',
	'notice.intake.reminder': '{{number}}：{{due}} 前答复',
	'notice.proposal.made': '{{number}}：{{outlet}}，提议立督办单',
} as const

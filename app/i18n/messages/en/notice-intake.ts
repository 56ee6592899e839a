/** What the inbox tells of complaints. */
export const noticeIntake = {
	'notice.intake.successor-named': '{{by}} asks you to take over {{number}}',
	'notice.intake.successor-declined': '{{by}} does not take over {{number}}; it stays yours',
	'notice.intake.answer-proposed': '{{number}}: the order is completed; check and send the answer',
	'notice.intake.reopened': '{{number}}: its order was withdrawn or merged; it is open again',
	'notice.intake.overdue': '{{number}}: the answer is overdue ({{due}})',
	'notice.intake.reminder': '{{number}}: answer by {{due}}',
	'notice.proposal.made': '{{number}}: an order is proposed for {{outlet}}',
} as const

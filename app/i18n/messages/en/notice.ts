/** Documents as they are printed. */
export const notice = {
	'notice.print': 'Document',
	'notice.case': 'Case {{number}}',
	'notice.title.pre-notice': 'Notice of intended penalty',
	'notice.title.decision': 'Penalty decision',
	'notice.title.review-decision': 'Review decision',
	'notice.title.education': 'Education letter',
	'notice.title.withdrawal': 'Notice of withdrawal',
	'notice.title.revocation': 'Revocation',
	'notice.to': 'To {{name}} (unified social credit code {{code}}):',
	'notice.to.plain': 'To {{name}}:',
	'notice.found':
		'{{when}}, at your outlet {{outlet}}: {{facts}} {{count}} pieces of evidence, which you can see in the system.',
	'notice.clause': 'This breaks clause {{code}} “{{name}}” of the agent (dealer) service rules ({{rulebook}}).',
	'notice.clause.accepted': ' The rules are part of your agreement, in force since {{day}}.',
	'notice.intended': 'Under the agreement, the following is intended:',
	'notice.table': 'Working of the amount',
	'notice.total.told': 'Intended deduction {{words}}, {{points}} points',
	'notice.total.decided': 'Deduction {{words}}, {{points}} points',
	'notice.not-a-fine.told':
		'The penalty named here is a deduction agreed in the agency agreement and not an administrative one. The amount is on hold in the deposit from today and is not collected before the final decision.',
	'notice.not-a-fine.decided':
		'The penalty named here is a deduction agreed in the agency agreement and not an administrative one.',
	'notice.rights': 'Your rights',
	'notice.rights.told':
		'You may state your case within {{defence}} working days from the day after service and ask once for {{extension}} more. The last day is on the receipt of service. Replying can never make it worse. Without a reply we decide on the evidence at hand. Against the decision you may ask for a review within {{review}} working days of its service; nothing is collected during a review. The way to court or arbitration stays open.',
	'notice.rights.decided':
		'You may ask for a review within {{review}} working days from the day after service; somebody who took no part decides, never upward, and nothing is collected meanwhile. The way to court or arbitration stays open.',
	'notice.argument': 'Argument {{no}}: {{text}} Answer: {{answer}}',
	'notice.reason': 'Reason: {{reason}}',
	'notice.decided': 'After examination it is decided:',
	'notice.decided.lower':
		'After examination the amount told, {{told}}, is lowered to {{amount}} ({{words}}), {{points}} points.',
	'notice.review.UPHELD': 'On review the decision is upheld.',
	'notice.review.VARIED': 'On review the decision is lowered.',
	'notice.review.REVOKED': 'On review the decision is revoked. Money, points and repetition are restored.',
	'notice.review.RETURNED': 'On review the case is returned for a new decision, never above the first one.',
	'notice.review.stands': 'Deduction {{amount}} ({{words}}), {{points}} points.',
	'notice.ending.education':
		'As it was the first, minor, without harm and is corrected, nothing is deducted and no points are given; this letter is for education.',
	'notice.ending.education.then': 'Remediation is still due in time. A repetition is dealt with by the rules.',
	'notice.ending.withdrawal': 'The pre-notice is withdrawn and the case ends.',
	'notice.ending.withdrawal.then': 'The hold on the deposit is released; the remediation is cancelled with the case.',
	'notice.ending.revocation': 'The decision in this case is revoked.',
	'notice.ending.revocation.then':
		'What was on hold is released, what was collected goes back to the deposit, the points no longer count.',
	'notice.receipt': 'Receipt of service',
	'notice.served.opened': '{{day}} {{time}}, opened by {{name}}',
	'notice.served.lapse': '{{day}}, by lapse of time',
	'notice.window.penalty.defence': 'Reply period ends',
	'notice.window.penalty.review': 'Review period ends',
	'notice.window.until': '{{day}}, midnight',
	'notice.check-code': 'Check code {{code}}',
	'notice.contact': 'Contact: {{name}}',
	'notice.copy.unserved': 'Original',
	'notice.copy.served': 'Copy (printed after service)',
} as const

/** What the inbox says about violations, penalties and measures. */
export const noticeCase = {
	'notice.violation.to-check': '{{number}} waits for its check',
	'notice.violation.dismissed': '{{number}} was found to be no violation',
	'notice.penalty.to-check': '{{number}} waits for its check',
	'notice.penalty.to-decide': '{{number}} can be decided',
	'notice.penalty.to-vote': '{{number}} waits for the panel’s votes',
	'notice.penalty.waiver-to-agree': '{{number}}: a waiver is proposed and waits for agreement',
	'notice.penalty.pre-notice': 'Pre-notice {{notice}} has arrived; you can reply within 5 working days of service',
	'notice.penalty.defence-received': '{{number}}: the agent has replied',
	'notice.penalty.defence-reminder': '{{number}}: the reply period runs until {{until}}, midnight',
	'notice.penalty.decision':
		'Decision {{notice}} has arrived; you can ask for a review within 10 working days of service',
	'notice.penalty.education': 'Letter {{notice}} has arrived: no deduction, no points',
	'notice.penalty.review-received': '{{number}}: a review is asked for',
	'notice.penalty.review-decided': '{{number}} has a new result, see {{notice}}',
	'notice.penalty.withdrawn': '{{number}} was withdrawn, the hold on the deposit is released',
	'notice.penalty.revoked': 'The decision on {{number}} was revoked, money and points are restored',
	'notice.penalty.settled': 'The deduction of {{number}} is settled',
	'notice.penalty.recompute': '{{number}} has to be computed again: a decision that it counted was revoked',
	'notice.measure.proposed': '{{number}} sets off a measure, to be decided',
	'notice.measure.imposed': 'A measure was imposed',
	'notice.measure.review': 'A measure has changed and has to be looked at',
} as const

/** What agents bring about from their desk, for timelines and the audit log. */
export const eventDesk = {
	'audit.kind.self-report': 'Self-report',
	'event.penalty.extension-asked': 'Agent asked for more time to reply',
	'event.penalty.extension-refused': 'More time to reply was not granted',
	'event.self-report.received': 'Agent reported a violation',
	'event.self-report.taken-up': 'Self-report taken up as a violation draft',
	'event.self-report.declined': 'Self-report not taken up',
	'notice.penalty.extension-asked': '{{number}}: the agent asks for more time to reply',
	'notice.penalty.extension-decided': '{{number}}: no more time was granted, you can reply until {{until}}, midnight',
	'notice.penalty.extension-decided.granted':
		'{{number}}: more time was granted, you can reply until {{until}}, midnight',
	'notice.self-report.received': '{{number}}: {{outlet}} reported a violation of its own',
	'notice.self-report.decided': 'Your report {{number}} was not taken up, the reason stands with it',
	'notice.self-report.decided.taken-up': 'Your report {{number}} was taken up',
	'refusal.penalty.extension-asked': 'More time was asked for already, once per case',
	'refusal.penalty.extension-open': 'Decide on the agent’s request for more time first',
	'refusal.met.penalty.extension-open': 'No request for more time is waiting',
	'refusal.penalty.extension-none': 'No request for more time is waiting',
	'refusal.penalty.extension-past':
		'The longer window would have ended on {{until}}; it can only be refused with a reason',
	'refusal.penalty.above-early': 'The agent acknowledged early: the deduction is at most {{limit}}, not {{amount}}',
	'refusal.self-report.future': 'The day it happened cannot be after today',
	'refusal.self-report.too-old':
		'This is more than two years ago and need not be reported; call your channel manager when in doubt',
	'refusal.self-report.not-waiting': 'This report has been dealt with',
	'refusal.self-report.signed-up': 'You signed this agent up; another colleague deals with it',
	'refusal.desk.drafts-full': 'Too many unfinished drafts: send or discard some first',
} as const

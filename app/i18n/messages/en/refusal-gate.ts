/** Why the gate of a case or a violation is shut, and the same lines when they are met. */
export const refusalGate = {
	'refusal.penalty.not-declared': 'First say whether anything binds you to this agent',
	'refusal.penalty.conflict-declared': 'You declared an interest in this agent, so another person must act',
	'refusal.penalty.inspected': 'You took part in the inspection that found this, so another person must act',
	'refusal.penalty.no-trace':
		'An ordered service needs the trace of its order (time, channel, staff account), or a reason why it cannot be traced',
	'refusal.penalty.excess-reason': 'The amount is above {{percent}}% of the loss; give a reason',
	'refusal.penalty.fairness-reason': 'The amount is far from like cases ({{lower}} to {{upper}}); give a reason',
	'refusal.penalty.waiver-refused': 'A second person refused the waiver; it cannot be proposed again',
	'refusal.penalty.decision-not-served': 'The decision is not served yet',
	'refusal.penalty.review-undecided': 'The review is not decided yet',
	'refusal.penalty.not-final': 'The decision is not final yet',
	'refusal.met.penalty.not-declared': 'Declared: nothing binds you to this agent',
	'refusal.met.penalty.conflict-declared': 'No interest declared',
	'refusal.met.penalty.inspected': 'Took no part in the inspection',
	'refusal.met.penalty.no-trace': 'Order traced, explained or not needed',
	'refusal.met.penalty.waiver-refused': 'No waiver was refused',
	'refusal.met.penalty.decision-not-served': 'Decision served',
	'refusal.met.penalty.review-undecided': 'Review decided',
	'refusal.met.penalty.not-final': 'Decision final',
	'refusal.met.penalty.review-window-open': 'Review window over, or the review is done',
	'refusal.violation.not-declared': 'First say whether anything binds you to this agent',
	'refusal.violation.conflict-declared':
		'Something binds you to this agent, so another person must act. Hand the papers to another channel manager of the grid or to a compliance officer',
	'refusal.violation.inspected': 'You took part in the inspection that found it, so another person must check it',
	'refusal.violation.twin':
		'Same outlet, act and day as {{number}}. One act, one penalty: stop, or say why this is another act',
	'refusal.violation.uplift-reason': 'Give a reason for not following the rule',
	'refusal.met.violation.not-declared': 'Declared: nothing binds you to this agent',
	'refusal.met.violation.conflict-declared': 'No interest declared',
	'refusal.met.violation.inspected': 'Took no part in the inspection',
	'refusal.met.violation.twin': 'No record of the same act, or told apart',
} as const

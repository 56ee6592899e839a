/** What can be recorded of the registers that come from outside. */
export const INTAKE_SUBJECTS = ['intake', 'intake-batch', 'supervisor', 'proposal', 'satisfaction'] as const

export const INTAKE_EVENTS = [
	'intake.received',
	'intake.ordered',
	'intake.violation-recorded',
	'intake.answer-proposed',
	'intake.answered',
	'intake.merged',
	'intake.declined',
	'intake.reopened',
	'intake.overdue',
	'intake.successor-named',
	'intake.successor-accepted',
	'intake.successor-declined',
	'intake.contacted',
	'intake.clustered',
	'intake.recounted',
	'intake-batch.opened',
	'intake-batch.closed',
	'supervisor.registered',
	'supervisor.ended',
	'proposal.made',
	'proposal.joined',
	'proposal.confirmed',
	'proposal.dismissed',
	'proposal.lapsed',
	'satisfaction.corrected',
] as const

export const INTAKE_NOTICES = [
	'intake.successor-named',
	'intake.successor-declined',
	'intake.answer-proposed',
	'intake.reopened',
	'intake.overdue',
	'intake.reminder',
	'proposal.made',
] as const

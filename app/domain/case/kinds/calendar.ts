/** What is recorded and told of calendars, of deadline policies and of the clocks that they move. */
export const CALENDAR_SUBJECTS = ['calendar', 'policy'] as const

export const CALENDAR_EVENTS = [
	'calendar.drafted',
	'calendar.changed',
	'calendar.proposed',
	'calendar.returned',
	'calendar.published',
	'calendar.dropped',
	'policy.drafted',
	'policy.changed',
	'policy.proposed',
	'policy.returned',
	'policy.put-in-force',
	'policy.dropped',
	'policy.retired',
	'clock.recounted',
	'clock.retired',
	'clock.carried-over',
] as const

export const CALENDAR_NOTICES = [
	'calendar.to-publish',
	'calendar.returned',
	'calendar.published',
	'policy.to-decide',
	'policy.returned',
	'policy.in-force',
	'clock.moved',
	'clock.retired',
] as const

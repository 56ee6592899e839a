export const noticeCalendar = {
	'notice.calendar.to-publish': '{{name}} handed in the calendar change “{{title}}”; please check and publish it',
	'notice.calendar.returned': '{{name}} sent the calendar change “{{title}}” back: {{reason}}',
	'notice.calendar.published': 'The calendar change “{{title}}” was published; {{count}} open deadlines have new dates',
	'notice.calendar.published_one':
		'The calendar change “{{title}}” was published; {{count}} open deadline has a new date',
	'notice.policy.to-decide': '{{name}} handed in version {{no}} of the deadline policy; please decide on it',
	'notice.policy.returned': '{{name}} sent version {{no}} of the deadline policy back: {{reason}}',
	'notice.policy.in-force': 'Version {{no}} of the deadline policy is in force; new orders count by it',
	'notice.clock.moved': 'The calendar changed: the deadline of {{number}} moves from {{from}} to {{to}}',
	'notice.clock.moved.many':
		'The calendar changed: {{count}} of your deadlines have new dates; the list of your work shows them',
	'notice.clock.moved.many_one':
		'The calendar changed: {{count}} of your deadlines has a new date; the list of your work shows it',
	'notice.clock.retired':
		'Version {{no}} of the deadline policy was retired; {{number}} no longer has this deadline: {{reason}}',
} as const

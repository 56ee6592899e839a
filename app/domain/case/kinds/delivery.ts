/** What is recorded of channels, of people's choices about them and of messages that are sent again. */
export const DELIVERY_SUBJECTS = ['delivery', 'robot'] as const

export const DELIVERY_EVENTS = [
	'delivery.sent-again',
	'robot.added',
	'robot.changed',
	'robot.switched-off',
	'robot.switched-on',
	'account.notices-chosen',
	'account.mail-asked',
	'account.mail-confirmed',
	'account.mail-removed',
	'account.feed-made',
	'account.feed-ended',
] as const

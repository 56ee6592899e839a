export const eventDelivery = {
	'audit.kind.delivery': 'Delivery',
	'audit.kind.robot': 'Group robot',
	'event.delivery.sent-again': 'sent a message again',
	'event.robot.added': 'registered a group robot',
	'event.robot.changed': 'changed a group robot',
	'event.robot.switched-off': 'switched a group robot off',
	'event.account.notices-chosen': 'changed how messages arrive',
	'event.account.mail-asked': 'entered an e-mail address, not confirmed yet',
	'event.account.mail-confirmed': 'confirmed the e-mail address',
	'event.account.mail-removed': 'removed the e-mail address',
	'event.account.feed-made': 'made a calendar link',
	'event.account.feed-ended': 'switched a calendar link off',
} as const

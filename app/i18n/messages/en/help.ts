export const help = {
	'help.title': 'Help and contact',
	'help.contact': 'Whom to ask',
	'help.contact.text': 'Accounts, roles and organisation: {{who}}. A case: the handler named on its page.',
	'help.administrator': 'the branch administrator',
	'help.password': 'Forgot the password',
	'help.password.text':
		'{{who}} can reset it and tells you face to face or by telephone. After 10 failures a name is shut for 10 minutes and then opens by itself.',
	'help.process': 'How a deduction is decided',
	'help.process.text':
		'Somebody finds a violation, another person checks it, a pre-notice goes out. The agent (dealer) has 5 working days to reply, and replying can never make it worse. After the decision the agent has 10 working days to ask for a review by somebody who took no part; the result can never be worse.',
	'help.lights': 'What the lights mean',
	'help.lights.text': 'A light speaks of time, not of right and wrong. Shape and word say the same as the colour.',
	'help.keys': 'Keyboard',
	'help.keys.search': 'Search',
	'help.keys.next': 'Next row',
	'help.keys.previous': 'Previous row',
	'help.keys.open': 'Open this row',
	'help.privacy': 'What is recorded',
	'help.privacy.text':
		'Every sign-in, every change and every look at evidence leaves a trace; the traces form a chain that cannot be altered or deleted. Customer numbers are kept in masked form only.',
} as const

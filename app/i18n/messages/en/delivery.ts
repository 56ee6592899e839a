/** What mails and group robots say. */
export const delivery = {
	'delivery.subject': '[Fangxin] {{text}}',
	'delivery.digest': '{{count}} items to look at, {{day}}',
	'delivery.group': '[Fangxin] {{name}}: {{count}} items to look at, {{day}}',
	'delivery.hello': 'Dear {{name}},',
	'delivery.open': 'Open it:',
	'delivery.document': 'The whole document follows. Opening it in the system is service; the dates shown there hold.',
	'delivery.own': 'Other matters',
	'delivery.whose': '{{whose}} ({{n}})',
	'delivery.more': '{{n}} more lines, see the system',
	'delivery.confidential': '(confidential, see the system)',
	'delivery.why': 'You get this mail because something in the system concerns you. Please do not reply to it.',
	'delivery.why.legal':
		'You have to be told this under the rules; it cannot be switched off. Please do not reply to it.',
	'delivery.choose': 'Choose how you are told:',
	'delivery.test': '[Fangxin] Test message: the robot of {{name}} is connected',
	'delivery.confirm.title': 'Confirm your e-mail address',
	'delivery.confirm.lead':
		'Dear {{name}}, please open the link below to confirm this address; it is valid for {{hours}} hours.',
	'delivery.confirm.do': 'Confirm the address:',
	'delivery.confirm.foot': 'If it was not you, ignore this mail; the address will not be used.',
} as const

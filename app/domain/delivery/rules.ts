/** Reasons for which an act on channels and messages can be refused (sentences: refusal.<rule>). */
export type DeliveryRule =
	| 'delivery.not-dead'
	| 'delivery.no-mail'
	| 'mail.too-soon'
	| 'mail.not-sent'
	| 'mail.link-expired'
	| 'mail.too-often'
	| 'mail.nothing-open'
	| 'robot.off'
	| 'robot.on'

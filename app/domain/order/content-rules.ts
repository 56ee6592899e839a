/** Reasons for which the content of an order or a circular can be refused (sentences: refusal.<rule>). */
export type OrderContentRule =
	| 'order.place-unknown'
	| 'order.link-unknown'
	| 'order.repeat-completed'
	| 'circular.month-unknown'
	| 'circular.month-open'
	| 'circular.counted-early'
	| 'circular.own-draft'
	| 'circular.draft-waits'
	| 'circular.reason-missing'

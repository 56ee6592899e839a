/** What is recorded and told of an order's content: signed for by default, come back, struck off, the circular. */
export const ORDER_CONTENT_SUBJECTS = ['circular'] as const

export const ORDER_CONTENT_EVENTS = [
	'order.signed-by-default',
	'order.recurred',
	'circular.drafted',
	'circular.recounted',
	'circular.published',
	'circular.dropped',
] as const

export const ORDER_CONTENT_NOTICES = [
	'order.to-strike-off',
	'order.signed-by-default',
	'circular.to-publish',
	'circular.published',
] as const

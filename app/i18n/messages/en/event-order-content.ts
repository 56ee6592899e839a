export const eventOrderContent = {
	'event.order.signed-by-default': 'Nobody signed inside the limit: signed for by default, late; {{handler}} owns it',
	'event.order.recurred': '{{actor}} noted that the problem came back within 90 days',
	'event.circular.drafted': '{{actor}} drafted the circular',
	'event.circular.recounted': '{{actor}} counted the numbers again',
	'event.circular.published': '{{actor}} published the circular',
	'event.circular.dropped': '{{actor}} dropped the draft',
} as const

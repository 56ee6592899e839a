export const eventOrderContent = {
	'event.order.signed-by-default': '时限届满无人签收，按默认签收计，迟；由{{handler}}负责',
	'event.order.recurred': '{{actor}}记录问题在 90 天内再次发生',
	'event.circular.drafted': '{{actor}}起草了通报',
	'event.circular.recounted': '{{actor}}重新统计了数字',
	'event.circular.published': '{{actor}}发布了通报',
	'event.circular.dropped': '{{actor}}撤下了草稿',
} as const

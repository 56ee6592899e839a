// Made from zh-Hans/event-order-content.ts by npm run i18n.
export const eventOrderContent = {
	'event.order.signed-by-default': '時限屆滿無人簽收，按默認簽收計，遲；由{{handler}}負責',
	'event.order.recurred': '{{actor}}記錄問題在 90 天內再次發生',
	'event.circular.drafted': '{{actor}}起草了通報',
	'event.circular.recounted': '{{actor}}重新統計了數字',
	'event.circular.published': '{{actor}}發佈了通報',
	'event.circular.dropped': '{{actor}}撤下了草稿',
} as const

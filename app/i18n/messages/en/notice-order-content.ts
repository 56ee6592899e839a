export const noticeOrderContent = {
	'notice.order.to-strike-off': 'The observation is over, it may be struck off: {{number}} {{title}}',
	'notice.order.signed-by-default': 'Nobody signed: signed for by default and yours to handle: {{number}} {{title}}',
	'notice.circular.to-publish': 'The circular of {{month}} waits to be published',
	'notice.circular.published': 'The circular of {{month}} is published, {{number}}',
} as const

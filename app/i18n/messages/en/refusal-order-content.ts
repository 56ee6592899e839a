export const refusalOrderContent = {
	'refusal.order.place-unknown': 'No outlet or agent has the code {{code}}',
	'refusal.order.link-unknown': 'There is no case, plan or order with the number {{number}}',
	'refusal.order.repeat-completed': 'The order that came back must have been completed',
	'refusal.circular.month-unknown': 'The month of the circular is not right',
	'refusal.circular.month-open': '{{month}} is not over yet; it can be published afterwards',
	'refusal.circular.counted-early': 'The numbers were counted before the month was over; count again, then publish',
	'refusal.circular.own-draft': 'Another person must publish it',
	'refusal.circular.draft-waits': 'There is a draft for this month already',
	'refusal.circular.reason-missing': 'Say why a published circular is replaced',
} as const

export const eventLadder = {
	'event.account.absence-entered': '登记不在岗',
	'event.account.absence-ended': '取消不在岗',
} as const

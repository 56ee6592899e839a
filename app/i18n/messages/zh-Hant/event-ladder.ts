// Made from zh-Hans/event-ladder.ts by npm run i18n.
export const eventLadder = {
	'event.account.absence-entered': '登記不在崗',
	'event.account.absence-ended': '取消不在崗',
} as const

// Made from zh-Hans/refusal-clock.ts by npm run i18n.
export const refusalClock = {
	'refusal.clock.not-running': '該時限未在計時',
	'refusal.clock.not-paused': '該時限未掛起',
	'refusal.clock.statutory': '法定期限不得掛起',
	'refusal.clock.over': '到期時刻已過，掛起不再補回時間',
	'refusal.clock.pause-end': '預計恢復時間應晚於當前時間',
	'refusal.clock.date-past': '新的到期日應為今天或之後',
	'refusal.clock.past-statutory': '不得晚於法定日期 {{statutoryOn}}',
} as const

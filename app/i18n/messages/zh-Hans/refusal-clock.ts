/** Why an act on a clock is shut. */
export const refusalClock = {
	'refusal.clock.not-running': '该时限未在计时',
	'refusal.clock.not-paused': '该时限未挂起',
	'refusal.clock.statutory': '法定期限不得挂起',
	'refusal.clock.over': '到期时刻已过，挂起不再补回时间',
	'refusal.clock.pause-end': '预计恢复时间应晚于当前时间',
	'refusal.clock.date-past': '新的到期日应为今天或之后',
	'refusal.clock.past-statutory': '不得晚于法定日期 {{statutoryOn}}',
} as const

/** Why an act on a clock is shut. */
export const refusalClock = {
	'refusal.clock.not-running': 'The clock is not running',
	'refusal.clock.not-paused': 'The clock is not paused',
	'refusal.clock.statutory': 'A date set by law is never paused',
	'refusal.clock.over': 'The due moment has passed; a pause would give nothing back',
	'refusal.clock.pause-end': 'The expected end of the pause lies after now',
	'refusal.clock.date-past': 'The new due date is today or later',
	'refusal.clock.past-statutory': 'Not after the statutory date of {{statutoryOn}}',
} as const

/** Reasons for which an act on a clock can be refused (sentences: refusal.<rule>). */
export type ClockRule =
	| 'clock.not-running'
	| 'clock.not-paused'
	| 'clock.statutory'
	| 'clock.over'
	| 'clock.pause-end'
	| 'clock.date-past'
	| 'clock.past-statutory'

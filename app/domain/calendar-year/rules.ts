/** Reasons for which an act on a calendar change or a deadline policy can be refused (sentences: refusal.<rule>). */
export type CalendarRule =
	| 'calendar.second-person'
	| 'calendar.not-sound'
	| 'calendar.base-moved'
	| 'calendar.example'
	| 'policy.second-person'
	| 'policy.unchanged'
	| 'policy.base-moved'
	| 'policy.unsound'
	| 'policy.in-force'
	| 'policy.draft-open'

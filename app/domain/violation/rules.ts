/** Reasons for which an act on a violation can be refused (sentences: refusal.<rule>). */
export type ViolationRule =
	| 'violation.no-type'
	| 'violation.no-facts'
	| 'violation.no-evidence'
	| 'violation.units'
	| 'violation.in-future'
	| 'violation.discovered-before'
	| 'violation.shares-sum'
	| 'violation.dealer-share'
	| 'violation.checker-opened'
	| 'violation.conflict-of-interest'

/** Reasons for which an act of the desk, or an answer to one, can be refused (sentences: refusal.<rule>). */
export type DeskRule =
	// more time for the defence (4, step 5)
	| 'penalty.extension-asked'
	| 'penalty.extension-open'
	| 'penalty.extension-none'
	| 'penalty.extension-past'
	// acknowledged early
	| 'penalty.above-early'
	// self-report (3.2)
	| 'self-report.future'
	| 'self-report.too-old'
	| 'self-report.not-waiting'
	| 'self-report.signed-up'
	| 'desk.drafts-full'

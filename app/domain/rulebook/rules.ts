/** Reasons for which an act on a rulebook version can be refused (sentences: refusal.<rule>). */
export type RulebookRule =
	// accepting
	| 'rulebook.accepted'
	| 'rulebook.text-changed'
	| 'rulebook.paper-day'
	// writing and publishing
	| 'rulebook.code-taken'
	| 'rulebook.unreadable'
	| 'rulebook.unchanged'
	| 'rulebook.editor-checks'
	| 'rulebook.effective-past'
	| 'rulebook.effective-taken'
	| 'rulebook.effective-across'

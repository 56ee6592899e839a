/** Rules of documents, their service and their wording. */
export type NoticeRule =
	| 'notice.not-served'
	| 'notice.already-served'
	| 'notice.before-sending'
	| 'notice.later-than-today'
	| 'template.faults'
	| 'template.no-draft'
	| 'template.not-later'

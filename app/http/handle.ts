import type { MessageKey, T } from '#app/i18n/messages.ts'

/**
 * What a page tells the shell: `export const handle: PageHandle = { title: 'help.title' }`.
 * A title that depends on the data is a function of the loader's data.
 */
export type PageHandle = {
	readonly title?: MessageKey | ((t: T, data: unknown) => string)
	/** 'app' (default): navigation around the page; 'plain': dealers, sign-in; 'print': a document alone. */
	readonly layout?: 'app' | 'plain' | 'print'
	readonly width?: 'wide' | 'mid' | 'form' | 'sheet'
}

/** The icons that stand beside places of the navigation. */
export type PlaceIcon =
	| 'board'
	| 'calendar'
	| 'case'
	| 'check'
	| 'clock'
	| 'dealer'
	| 'department'
	| 'document'
	| 'fix'
	| 'grade'
	| 'history'
	| 'home'
	| 'import'
	| 'inspect'
	| 'key'
	| 'ledger'
	| 'lock'
	| 'log'
	| 'message'
	| 'order'
	| 'rules'
	| 'send'
	| 'stop'
	| 'users'
	| 'warn'

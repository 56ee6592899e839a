import { type Instant, parseMoment } from '#app/domain/time.ts'
import type { FieldValues } from './form-result.ts'

/** Drafts of forms in the browser, by account and form. Every access may fail: storage can be shut or full. */

export type LocalDraft = { readonly at: Instant; readonly values: FieldValues }

const PREFIX = 'fangxin.draft:'
const SENDING = 'fangxin.sending'
const nameOf = (account: string, key: string) => `${PREFIX}${account}:${key}`

function isInstant(value: unknown): value is Instant {
	return typeof value === 'string' && value.endsWith('Z') && parseMoment(value) !== null
}

function isValues(value: unknown): value is FieldValues {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
	return Object.values(value).every(
		(one) => typeof one === 'string' || (Array.isArray(one) && one.every((text) => typeof text === 'string')),
	)
}

export function readLocal(account: string, key: string): LocalDraft | null {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(nameOf(account, key)) ?? 'null')
		if (typeof stored !== 'object' || stored === null || !('at' in stored) || !('values' in stored)) return null
		return isInstant(stored.at) && isValues(stored.values) ? { at: stored.at, values: stored.values } : null
	} catch {
		return null
	}
}

/** True when it lies in the browser now. */
export function writeLocal(account: string, key: string, draft: LocalDraft): boolean {
	try {
		localStorage.setItem(nameOf(account, key), JSON.stringify(draft))
		return true
	} catch {
		return false
	}
}

export function dropLocal(account: string, key: string): void {
	try {
		localStorage.removeItem(nameOf(account, key))
	} catch {
		// Storage that cannot be written holds nothing.
	}
}

/** Every draft of this browser: at sign-out nothing stays behind. */
export function forgetDrafts(): void {
	try {
		const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
		for (const name of names) localStorage.removeItem(name)
		sessionStorage.removeItem(SENDING)
	} catch {
		// Storage that cannot be read holds nothing.
	}
}

/** The form is on its way; the page that says it has arrived forgets its text. */
export function markSending(account: string, key: string): void {
	try {
		sessionStorage.setItem(SENDING, nameOf(account, key))
	} catch {
		// Then the server's newer, empty draft makes the text go when the form is opened again.
	}
}

export function forgetSent(): void {
	try {
		const name = sessionStorage.getItem(SENDING)
		sessionStorage.removeItem(SENDING)
		if (name) localStorage.removeItem(name)
	} catch {
		// As above.
	}
}

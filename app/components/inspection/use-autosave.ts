import { type RefObject, useEffect, useRef, useState } from 'react'
import { fingerprint } from '#app/domain/inspection/draft.ts'
import { type Instant, parseMoment } from '#app/domain/time.ts'
import { valuesOf } from '../form-result.ts'
import { type Base, wordsOf } from './sheet-values.ts'

/** The answer to an autosave, in headers: '5:1,7:3' are versions by item, '7:<id>' new photos by item. */
export const SAVED_AT = 'X-Sheet-Saved'
export const SAVED_VERSIONS = 'X-Sheet-Versions'
export const SAVED_PHOTOS = 'X-Sheet-Photos'

export type SaveState =
	| { readonly kind: 'idle' | 'saving' | 'failed' | 'conflict' | 'photo-refused' }
	| { readonly kind: 'saved'; readonly at: Instant }
export type NewPhoto = { readonly itemNo: number; readonly id: string }

const QUIET_MS = 1200
const RETRY_MS = 15_000

function isInstant(text: string): text is Instant {
	return text.endsWith('Z') && parseMoment(text) !== null
}

function pairs(header: string | null): [number, string][] {
	return (header ?? '').split(',').flatMap((pair) => {
		const [no, value] = pair.split(':')
		return no && value ? [[Number(no), value] as [number, string]] : []
	})
}

type Sent = { readonly data: FormData; readonly files: readonly HTMLInputElement[] }

function read(form: HTMLFormElement): Sent {
	const files = [...form.querySelectorAll<HTMLInputElement>('input[type=file]')].filter((input) => input.files?.length)
	const data = new FormData(form)
	data.set('intent', 'autosave')
	return { data, files }
}

/**
 * Saves the sheet a moment after each change, in the background, with the same POST that the button sends. A lost
 * connection is tried again; a conflict stops it until the person saves and compares.
 */
export function useAutosave(formRef: RefObject<HTMLFormElement>, firstBases: ReadonlyMap<number, Base>) {
	const [bases, setBases] = useState(firstBases)
	const [state, setState] = useState<SaveState>({ kind: 'idle' })
	const [photos, setPhotos] = useState<readonly NewPhoto[]>([])
	const timer = useRef<number>()
	const running = useRef(false)
	const again = useRef(false)
	const stopped = useRef(false)
	const pending = useRef(false)
	const refused = useRef(false)

	function take(sent: Sent, answer: Response): void {
		const versions = new Map(pairs(answer.headers.get(SAVED_VERSIONS)))
		const values = valuesOf(sent.data.entries())
		setBases((before) => {
			const after = new Map(before)
			for (const [no, version] of versions)
				after.set(no, { version: Number(version), was: fingerprint(wordsOf(values, no)) })
			return after
		})
		const added = pairs(answer.headers.get(SAVED_PHOTOS)).map(([itemNo, id]) => ({ itemNo, id }))
		if (added.length > 0) setPhotos((before) => [...before, ...added])
		for (const input of sent.files) input.value = ''
		const at = answer.headers.get(SAVED_AT)
		if (sent.files.length > 0) refused.current = false
		if (refused.current) setState({ kind: 'photo-refused' })
		else setState(at !== null && isInstant(at) ? { kind: 'saved', at } : { kind: 'idle' })
	}

	async function send(): Promise<void> {
		const form = formRef.current
		if (!form || stopped.current) return
		if (running.current) {
			again.current = true
			return
		}
		running.current = true
		pending.current = false
		setState({ kind: 'saving' })
		const sent = read(form)
		try {
			const answer = await fetch(`${window.location.pathname}.data`, { method: 'POST', body: sent.data })
			if (answer.ok && answer.headers.has(SAVED_AT)) take(sent, answer)
			else if (answer.status === 409) {
				stopped.current = true
				setState({ kind: 'conflict' })
			} else if (sent.files.length > 0 && (answer.status === 413 || answer.status === 422)) {
				// Without the picture that was refused the words can be saved.
				for (const input of sent.files) input.value = ''
				refused.current = true
				setState({ kind: 'photo-refused' })
				again.current = true
			} else setState({ kind: 'failed' })
		} catch {
			setState({ kind: 'failed' })
			schedule(RETRY_MS)
		} finally {
			running.current = false
			if (again.current) {
				again.current = false
				schedule(QUIET_MS)
			}
		}
	}

	function schedule(ms: number): void {
		pending.current = true
		window.clearTimeout(timer.current)
		timer.current = window.setTimeout(send, ms)
	}

	// What was typed a moment before the page is left is sent on the way out.
	useEffect(() => {
		const form = formRef.current
		const address = `${window.location.pathname}.data`
		function leave(): void {
			window.clearTimeout(timer.current)
			if (!form || !pending.current || stopped.current) return
			pending.current = false
			fetch(address, { method: 'POST', body: read(form).data, keepalive: true }).catch(() => undefined)
		}
		window.addEventListener('pagehide', leave)
		return () => {
			window.removeEventListener('pagehide', leave)
			leave()
		}
	}, [formRef])
	return {
		bases,
		state,
		photos,
		changed: () => schedule(QUIET_MS),
		/** At once, for the button; false when the form has to be sent the ordinary way. */
		saveNow: () => {
			if (stopped.current) return false
			window.clearTimeout(timer.current)
			send()
			return true
		},
		/** The form is being sent by the person: nothing more in the background until it turns out to be wrong. */
		stop: () => {
			stopped.current = true
			window.clearTimeout(timer.current)
		},
		resume: () => {
			stopped.current = false
		},
	}
}

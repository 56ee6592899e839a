import { type RefObject, useEffect, useRef, useState } from 'react'
import type { DraftView } from '#app/domain/desk/draft.ts'
import { addMs, type Instant } from '#app/domain/time.ts'
import { paths } from '#app/paths.ts'
import type { FieldValues, FormResult } from './form-result.ts'
import { dropLocal, markSending, readLocal, writeLocal } from './kept-store.ts'
import { hasWords, QUIET_DRAFT, sameValues, typedValues } from './kept-values.ts'

const QUIET_MS = 2000
const PATIENCE_MS = 8000

export type KeptState = 'idle' | 'local' | 'saved' | 'offline' | 'back' | 'failed'

export type KeptDraft = {
	readonly draft: DraftView
	/** What the fields begin with. */
	readonly values: FieldValues
	/** Changes when the fields have to begin anew: `key` of the form. */
	readonly revision: number
	/** When the restored words were typed; null when the form begins empty. */
	readonly restoredAt: Instant | null
	readonly state: KeptState
	readonly typed: (form: HTMLFormElement) => void
	readonly saveNow: (form: HTMLFormElement) => Promise<boolean>
	readonly discard: () => void
	/** Before the form is sent: what was typed is safe, and the server answers. */
	readonly beforeSend: (form: HTMLFormElement) => Promise<boolean>
}

type Begin = { readonly values: FieldValues; readonly at: Instant | null; readonly revision: number }

function firstOf({ saved }: DraftView, defaults: FieldValues): Begin {
	const kept = saved !== null && hasWords(saved.values)
	return kept ? { values: saved.values, at: saved.at, revision: 0 } : { values: defaults, at: null, revision: 0 }
}

/**
 * The text of a form outlives a lost connection and a closed page: it is kept in this browser as it is typed and, when
 * there is a connection, with us; the newest wins. Never files. Without scripts the form's own button keeps it.
 * `key` the ActForm with `revision`, give `values` to useActForm as defaults and `beforeSend` as it is.
 */
export function useKeptDraft(
	draft: DraftView,
	{ result, defaults = {} }: { result?: FormResult | undefined; defaults?: FieldValues } = {},
): KeptDraft {
	const { account, key, saved } = draft
	const [begin, setBegin] = useState(() => firstOf(draft, defaults))
	const [state, setState] = useState<KeptState>('idle')
	const began = useRef(0)
	const timer = useRef<number>()
	const running = useRef<AbortController>()
	const sent = useRef(false)

	// biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the page opens; then what is typed is the newest
	useEffect(() => {
		began.current = performance.now()
		const local = readLocal(account, key)
		if (!local) return
		const newer = saved === null || local.at > saved.at
		if (!newer || !hasWords(local.values)) dropLocal(account, key)
		else if (!result && !sameValues(local.values, saved?.values ?? {}))
			setBegin((before) => ({ values: local.values, at: local.at, revision: before.revision + 1 }))
	}, [account, key])

	// A refusal comes back with every word: from here on it is kept again.
	useEffect(() => {
		if (result) sent.current = false
	}, [result])

	useEffect(() => {
		const back = () => setState((before) => (before === 'offline' ? 'back' : before))
		window.addEventListener('online', back)
		return () => {
			window.removeEventListener('online', back)
			window.clearTimeout(timer.current)
		}
	}, [])

	const now = () => addMs(draft.now, Math.round(performance.now() - began.current))

	function keepHere(form: HTMLFormElement): FieldValues {
		const values = typedValues(new FormData(form).entries())
		if (hasWords(values)) writeLocal(account, key, { at: now(), values })
		else dropLocal(account, key)
		return values
	}

	async function keepThere(values: FieldValues): Promise<'saved' | 'offline' | 'failed'> {
		window.clearTimeout(timer.current)
		running.current?.abort()
		const call = new AbortController()
		running.current = call
		const patience = window.setTimeout(() => call.abort(), PATIENCE_MS)
		try {
			const body = new URLSearchParams({ key, body: JSON.stringify(values) })
			const answer = await fetch(paths.drafts(), {
				method: 'POST',
				headers: { [QUIET_DRAFT]: '1' },
				body,
				signal: call.signal,
				redirect: 'manual',
			})
			return answer.ok ? 'saved' : 'failed'
		} catch {
			return 'offline'
		} finally {
			window.clearTimeout(patience)
		}
	}

	async function saveNow(form: HTMLFormElement): Promise<boolean> {
		const values = keepHere(form)
		const how = navigator.onLine ? await keepThere(values) : 'offline'
		setState(how)
		return how === 'saved'
	}

	return {
		draft,
		values: begin.values,
		revision: begin.revision,
		restoredAt: begin.at,
		state,
		saveNow,
		typed: (form) => {
			if (sent.current) return
			const values = keepHere(form)
			setState((before) => (before === 'offline' ? before : 'local'))
			window.clearTimeout(timer.current)
			timer.current = window.setTimeout(() => {
				if (!sent.current) keepThere(values).then((how) => setState((before) => (how === 'failed' ? before : how)))
			}, QUIET_MS)
		},
		discard: () => {
			dropLocal(account, key)
			window.clearTimeout(timer.current)
			keepThere({}).catch(() => undefined)
			setState('idle')
			setBegin((before) => ({ values: defaults, at: null, revision: before.revision + 1 }))
		},
		beforeSend: async (form) => {
			const values = keepHere(form)
			const how = navigator.onLine ? await keepThere(values) : 'offline'
			if (how === 'offline') {
				setState('offline')
				return false
			}
			sent.current = true
			markSending(account, key)
			return true
		},
	}
}

/** The form that a kept draft belongs to tells it what is typed. */
export function useTyping(formRef: RefObject<HTMLFormElement>, kept: KeptDraft): void {
	const onTyped = useRef(kept.typed)
	onTyped.current = kept.typed
	useEffect(() => {
		const form = formRef.current
		if (!form) return
		const tell = () => onTyped.current(form)
		form.addEventListener('input', tell)
		form.addEventListener('change', tell)
		return () => {
			form.removeEventListener('input', tell)
			form.removeEventListener('change', tell)
		}
	}, [formRef])
}

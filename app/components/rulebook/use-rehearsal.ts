import { useCallback, useEffect, useRef, useState } from 'react'
import {
	addTotals,
	type Crossing,
	NO_TOTALS,
	type RehearsalTotals,
	type RehearsedCase,
	type RehearsedDealer,
} from '#app/domain/penalty/rehearse.ts'

/** Cases that a page lists; the totals are over all of them. */
export const SHOWN_CASES = 200

export type RehearsalShown = {
	readonly totals: RehearsalTotals
	readonly cases: readonly (RehearsedCase & { readonly dealer: string })[]
	readonly crossings: readonly (Crossing & { readonly dealer: string })[]
}

export const NOTHING_SHOWN: RehearsalShown = { totals: NO_TOTALS, cases: [], crossings: [] }

export function withDealer(shown: RehearsalShown, dealer: RehearsedDealer, name: string): RehearsalShown {
	const changed = dealer.cases.filter((one) => one.newFen !== one.oldFen || one.newPoints !== one.oldPoints)
	return {
		totals: addTotals(shown.totals, dealer),
		cases: [...shown.cases, ...changed.map((one) => ({ ...one, dealer: name }))].slice(0, SHOWN_CASES),
		crossings: [...shown.crossings, ...dealer.crossings.map((one) => ({ ...one, dealer: name }))].slice(0, SHOWN_CASES),
	}
}

/** One line of the stream, as the route writes it. */
type Step = RehearsedDealer & { readonly dealerName: string; readonly done: number; readonly total: number }

export type RehearsalRun =
	| { readonly state: 'idle' }
	| {
			readonly state: 'running' | 'done'
			readonly done: number
			readonly total: number
			readonly shown: RehearsalShown
	  }
	| { readonly state: 'stopped' }

async function* stepsFrom(response: Response): AsyncGenerator<Step> {
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
	let rest = ''
	while (reader) {
		const { value, done } = await reader.read()
		if (done) return
		const texts = (rest + value).split('\n')
		rest = texts.pop() ?? ''
		// Our own route wrote the line.
		for (const text of texts) if (text !== '') yield JSON.parse(text)
	}
}

/** Reads the stream of a rehearsal and adds it up while it comes. */
export function useRehearsal() {
	const [run, setRun] = useState<RehearsalRun>({ state: 'idle' })
	const stop = useRef<AbortController | null>(null)
	useEffect(() => () => stop.current?.abort(), [])
	const start = useCallback(async (url: string) => {
		stop.current?.abort()
		const controller = new AbortController()
		stop.current = controller
		let shown = NOTHING_SHOWN
		let at = { done: 0, total: 0 }
		setRun({ state: 'running', ...at, shown })
		try {
			const response = await fetch(url, { signal: controller.signal })
			if (!response.ok) return setRun({ state: 'stopped' })
			let painted = 0
			for await (const step of stepsFrom(response)) {
				shown = withDealer(shown, step, step.dealerName)
				at = { done: step.done, total: step.total }
				// A line per dealer comes faster than anybody can read.
				if (step.done - painted < step.total / 50) continue
				painted = step.done
				setRun({ state: 'running', ...at, shown })
			}
			setRun({ state: 'done', ...at, shown })
		} catch {
			if (!controller.signal.aborted) setRun({ state: 'stopped' })
		}
	}, [])
	return { run, start }
}

import { useEffect } from 'react'

const ROWS = 'main .t tr.link .main a, main .work a.t1'
const FIELDS = 'input, select, textarea, [contenteditable]'

function step(by: 1 | -1): void {
	const rows = [...document.querySelectorAll<HTMLElement>(ROWS)]
	const now = rows.findIndex((row) => row.matches(':focus'))
	rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : now + by]?.focus()
}

/** '/' goes to the search box, j and k walk the rows; never inside fields, never while characters are composed. */
export function useShortcuts(on: boolean): void {
	useEffect(() => {
		if (!on) return
		const press = (event: KeyboardEvent) => {
			if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
			if (event.target instanceof Element && event.target.closest(FIELDS)) return
			if (event.key === '/') {
				const box = document.querySelector<HTMLInputElement>('.find input')
				if (!box?.checkVisibility()) return
				event.preventDefault()
				box.focus()
			} else if (event.key === 'j') step(1)
			else if (event.key === 'k') step(-1)
		}
		document.addEventListener('keydown', press)
		return () => document.removeEventListener('keydown', press)
	}, [on])
}

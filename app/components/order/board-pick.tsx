import { type ChangeEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'

/** Boxes of a form that are ticked. */
const ticked = (form: HTMLFormElement) => form.querySelectorAll('input[name="id"]:checked').length

/**
 * Rows with boxes, and what is done with those that are ticked. A plain form that asks for a page: without scripts, too;
 * it is no navigation of the router, so that the way back finds the boxes as they were.
 */
export function PickForm({ back, children }: { back: string; children: ReactNode }) {
	const t = useT()
	const form = useRef<HTMLFormElement>(null)
	const [count, setCount] = useState<number | null>(null)
	useEffect(() => {
		if (form.current) setCount(ticked(form.current))
	}, [])
	function onChange(event: ChangeEvent<HTMLFormElement>) {
		setCount(ticked(event.currentTarget))
	}
	function tickAll() {
		const boxes = [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="id"]') ?? [])]
		const all = boxes.every((box) => box.checked)
		for (const box of boxes) box.checked = !all
		setCount(all ? 0 : boxes.length)
	}
	return (
		<form method="get" action={paths.chaseOrders()} ref={form} onChange={onChange}>
			<input type="hidden" name="back" value={back} />
			{children}
			<div className="btns mt3">
				<Button type="submit" icon="chase">
					{t('board.chase')}
				</Button>
				{count === null ? null : (
					<>
						<Button variant="quiet" onClick={tickAll}>
							{t('board.pick.all')}
						</Button>
						<span className="sm second" role="status">
							{count > 0 ? t('board.pick.count', { count }) : null}
						</span>
					</>
				)}
			</div>
		</form>
	)
}

import { useEffect, useState } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Button } from '#app/ui/button.tsx'

/** Prints the page; without scripts the browser's own menu does it, and no button promises anything. */
export function PrintButton() {
	const t = useT()
	const [ready, setReady] = useState(false)
	useEffect(() => setReady(true), [])
	if (!ready) return null
	return (
		<Button icon="print" onClick={() => window.print()}>
			{t('common.print')}
		</Button>
	)
}

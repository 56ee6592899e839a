import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Icon } from '#app/ui/icon.tsx'

/** After every legal act: the number under which it is kept. */
export function Receipt({
	number,
	title,
	children,
}: {
	number: string
	title: string
	children?: ReactNode | undefined
}) {
	const t = useT()
	return (
		<div className="receipt" role="status">
			<p className="strong md">
				<span className="seal-ok">
					<Icon name="check" />
				</span>{' '}
				{title}
			</p>
			<p className="no">
				{t('ui.receipt')} {number}
			</p>
			<p className="sm muted">{t('ui.receipt.keep')}</p>
			{children}
		</div>
	)
}

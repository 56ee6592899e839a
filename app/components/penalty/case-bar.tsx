import type { CaseView } from '#app/domain/penalty/views.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { ButtonLink, PostButton } from '../act.tsx'
import { DoBar } from '../dealer-page.tsx'
import { actPath } from './case-aside.tsx'

/** The next act within reach of the thumb; only on phones, and only when there is one. */
export function CaseBar({ page }: { page: CaseView }) {
	const t = useT()
	const word = useDynamicT()
	const next = page.acts.find(({ open }) => open)?.act
	if (next === undefined) return null
	const label = word(`penalty.act.${next}`)
	const action =
		next === 'close' ? (
			<PostButton variant="primary" fields={{ intent: 'close', version: String(page.version) }}>
				{label}
			</PostButton>
		) : (
			<ButtonLink variant="primary" to={actPath(page.id, next)}>
				{label}
			</ButtonLink>
		)
	return <DoBar phoneOnly title={t('order.bar.next')} action={action} />
}

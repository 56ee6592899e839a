import type { Light } from '#app/domain/light.ts'
import { isBeside, type OrderActName } from '#app/domain/order/act-names.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { Instant } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, PostButton } from '../act.tsx'
import { lightText } from '../clock-chip.tsx'
import { DoBar } from '../dealer-page.tsx'

type BarOrder = {
	readonly id: string
	readonly version: number
	readonly dueAt: Instant | null
	readonly light: Light | null
	readonly acts: readonly { readonly act: OrderActName; readonly shut: Refusal | null }[]
}

/** The next act within reach of the thumb, with the time that is left; only on phones, and only when there is one. */
export function OrderBar({ order }: { order: BarOrder }) {
	const t = useT()
	const formats = useFormats()
	const next = order.acts.find(({ act, shut }) => shut === null && !isBeside(act))?.act
	if (!next) return null
	const label = t(`order.act.${next}`)
	const time = order.dueAt === null ? undefined : formats.clock(order.dueAt)
	const action =
		next === 'submit' ? (
			<PostButton variant="primary" fields={{ intent: 'submit', version: String(order.version) }}>
				{label}
			</PostButton>
		) : (
			<ButtonLink variant="primary" to={paths.orderAct(order.id, next)}>
				{label}
			</ButtonLink>
		)
	return (
		<DoBar
			phoneOnly
			title={t('order.bar.next')}
			text={order.light ? lightText(t, { light: order.light, time }) : undefined}
			action={action}
		/>
	)
}

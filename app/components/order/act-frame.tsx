import type { ReactNode } from 'react'
import type { Light } from '#app/domain/light.ts'
import type { OrderActName } from '#app/domain/order/act-names.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { ButtonLink } from '../act.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import type { ActFormHandle } from '../form.tsx'
import { PageHead } from '../page-head.tsx'
import { useRefusalWords } from '../refusal-words.ts'
import { OrderBadge } from './words.tsx'

type FrameOrder = {
	readonly id: string
	readonly title: string
	readonly number: string | null
	readonly state: OrderState
	readonly returnedCount: number
	readonly today: LocalDate
	readonly light: Light | null
}

type ActFrameProps = {
	order: FrameOrder
	act: OrderActName
	shut: Refusal | null
	/** Forms of the page, for the summary of what is wrong. */
	forms: readonly ActFormHandle[]
	children: ReactNode
}

/** The page of one act on one order: what it is, what it means, the form, or why it cannot be done now. */
export function ActFrame({ order, act, shut, forms, children }: ActFrameProps) {
	const t = useT()
	const refusalText = useRefusalWords(order.today)
	const back = paths.order(order.id)
	return (
		<>
			{forms.map((form) => (
				<ErrorSummary key={form.prefix} form={form} />
			))}
			<PageHead
				title={t(`order.act.${act}`)}
				crumbs={[
					{ label: t('order.board'), to: paths.orders() },
					{ label: order.number ?? t('order.no-number'), to: back },
					{ label: t(`order.act.${act}`) },
				]}
				meta={
					<>
						<span>{order.title}</span>
						<OrderBadge state={order.state} returned={order.returnedCount} />
						{order.light ? <ClockChip light={order.light} /> : null}
					</>
				}
				lead={t(`order.act.${act}.why`)}
			/>
			{shut ? (
				<>
					<Note kind="plain">{refusalText(shut)}</Note>
					<p className="mt4">
						<ButtonLink to={back}>{t('order.back')}</ButtonLink>
					</p>
				</>
			) : (
				children
			)}
		</>
	)
}

/** The other way out of a form. */
export function BackLink({ id }: { id: string }) {
	const t = useT()
	return (
		<ButtonLink variant="quiet" to={paths.order(id)}>
			{t('order.back')}
		</ButtonLink>
	)
}

import { Link } from '@remix-run/react'
import type { SuccessionKind, SuccessionState } from '#app/domain/measure/succession.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { StateBadge } from '../badge.tsx'
import { Facts } from '../facts.tsx'

export type SuccessionItem = {
	readonly id: string
	readonly kind: SuccessionKind
	readonly state: SuccessionState
	readonly on: LocalDate
	readonly outlet: { readonly id: string; readonly name: string } | null
	readonly from: { readonly id: string; readonly name: string }
	readonly to: { readonly id: string; readonly name: string }
	readonly reason: string
}

const BADGE = { FOLLOWS: 'done', ASKED: 'todo', RELEASED: 'ended', REFUSED: 'done' } as const

export function SuccessionBadge({ state }: { state: SuccessionState }) {
	const t = useT()
	return <StateBadge kind={BADGE[state]}>{t(`succession.state.${state}`)}</StateBadge>
}

/** What a dealer took over or handed on, in words. */
export function SuccessionList({ items, today }: { items: readonly SuccessionItem[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (items.length === 0) return <p className="muted">{t('succession.none')}</p>
	return (
		<Facts
			wide
			items={items.map((one) => ({
				label: formats.day(one.on, today),
				value: (
					<>
						<Link to={paths.succession(one.id)}>{t(`succession.kind.${one.kind}`)}</Link>{' '}
						{one.outlet ? one.outlet.name : t('succession.whole')}{' '}
						<span className="muted">
							{one.from.name} → {one.to.name}
						</span>{' '}
						<SuccessionBadge state={one.state} />
					</>
				),
			}))}
		/>
	)
}

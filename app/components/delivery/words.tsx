import { StateBadge } from '#app/components/badge.tsx'
import { maskedAddress, type DeliveryState as State } from '#app/domain/delivery/delivery.ts'
import { useT } from '#app/i18n/use-t.ts'

const KIND = {
	waiting: 'wait',
	sending: 'run-1',
	sent: 'done',
	failed: 'returned',
	dead: 'ended-against',
	dropped: 'ended',
} as const

export function DeliveryState({ state }: { state: State }) {
	const t = useT()
	return <StateBadge kind={KIND[state]}>{t(`deliveries.state.${state}`)}</StateBadge>
}

type Row = {
	readonly form: 'single' | 'digest' | 'test'
	readonly items: number
	readonly legal: 0 | 1
	readonly person: string | null
	readonly robot: string | null
	readonly address: string
}

/** Who gets it: the person with the masked address, or the group. */
export function deliveryTo({ person, robot, address }: Pick<Row, 'person' | 'robot' | 'address'>): string {
	return robot ?? [person, maskedAddress(address)].filter(Boolean).join(' ')
}

/** What kind of message it is; never what it says. */
export function useDeliveryWords() {
	const t = useT()
	return {
		what: ({ form, items, legal }: Pick<Row, 'form' | 'items' | 'legal'>) => {
			const text = form === 'digest' ? t('deliveries.form.digest', { n: items }) : t(`deliveries.form.${form}`)
			return legal === 1 ? `${t('deliveries.legal')} · ${text}` : text
		},
	}
}

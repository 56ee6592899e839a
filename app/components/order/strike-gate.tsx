import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { GateList } from '../gate.tsx'
import { Section } from '../page-head.tsx'
import { useRefusalWords } from '../refusal-words.ts'
import type { Ends } from './order-aside.tsx'

/** What stands before 销号, and who may do it earlier. */
export function StrikeGate({ order }: { order: { readonly today: LocalDate; readonly ends: Ends } }) {
	const t = useT()
	const formats = useFormats()
	const refusalText = useRefusalWords(order.today)
	const { ends, today } = order
	const observed = ends.observedUntil !== null && today >= ends.observedUntil
	const until = ends.observedUntil
		? t('order.gate.until', { day: formats.longDay(ends.observedUntil, today) })
		: undefined
	return (
		<Section id="gate" title={t('order.gate.title')}>
			<GateList
				id="strike-gate"
				conditions={[
					{ ok: true, text: t('order.gate.completed') },
					{ ok: observed, text: t('order.gate.observed'), help: until },
					{
						ok: ends.strikeShut?.rule !== 'order.completer-strikes-off',
						text: t('order.gate.other-person'),
						help:
							ends.strikeShut && ends.strikeShut.rule !== 'order.observation-running'
								? refusalText(ends.strikeShut)
								: undefined,
					},
				]}
			/>
		</Section>
	)
}

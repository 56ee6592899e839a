import type { CaseGateView } from '#app/domain/penalty/gate-views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { TextArea, TextField } from '../field.tsx'
import { RadioGroup } from '../field-choice.tsx'

type Gate = Pick<CaseGateView, 'declared'>

/** Labels of the declaration, where the page asks for it; spread them first into the form's labels. */
export function useDeclareLabels(gate: Gate): Record<string, string> {
	const t = useT()
	return gate.declared === null ? { declared: t('gate.declare'), relation: t('gate.declare.relation') } : {}
}

/** A required choice, nothing chosen beforehand; who has declared before is told so. */
export function DeclareFields({ gate }: { gate: Gate }) {
	const t = useT()
	if (gate.declared !== null) return <p className="sm muted">{t('gate.declare.done')}</p>
	return (
		<>
			<RadioGroup
				name="declared"
				hint={t('gate.declare.lead')}
				options={[
					{ value: 'none', label: t('gate.declare.none'), hint: t('gate.declare.none.hint') },
					{ value: 'conflict', label: t('gate.declare.conflict'), hint: t('gate.declare.conflict.hint') },
				]}
			/>
			<TextField name="relation" optional hint={t('gate.declare.relation.hint')} width="l" />
		</>
	)
}

type Amounts = Pick<CaseGateView, 'lossFen' | 'excessPercent' | 'fairness'>

const asksExcess = (gate: Amounts) => gate.lossFen !== null
const asksFairness = ({ fairness }: Amounts) => fairness.like !== null && fairness.like.count >= fairness.least

/** Labels of the reasons that the amount may need. */
export function useReasonLabels(gate: Amounts): Record<string, string> {
	const t = useT()
	return {
		...(asksExcess(gate) ? { excessReason: t('gate.excess.reason') } : {}),
		...(asksFairness(gate) ? { fairnessReason: t('gate.fairness.reason') } : {}),
	}
}

/** Where the amount goes far above the loss or away from like cases, a reason is asked; elsewhere nothing. */
export function ReasonFields({ gate }: { gate: Amounts }) {
	const t = useT()
	const formats = useFormats()
	const { lossFen, excessPercent, fairness } = gate
	return (
		<>
			{asksExcess(gate) ? (
				<TextArea
					name="excessReason"
					optional
					short
					max={300}
					hint={t('gate.excess.reason.hint', { loss: formats.money(lossFen ?? 0), percent: excessPercent })}
				/>
			) : null}
			{asksFairness(gate) && fairness.like ? (
				<TextArea
					name="fairnessReason"
					optional
					short
					max={300}
					hint={t('gate.fairness.reason.hint', {
						lower: formats.money(fairness.like.lowerFen),
						upper: formats.money(fairness.like.upperFen),
						margin: fairness.marginPercent,
					})}
				/>
			) : null}
		</>
	)
}

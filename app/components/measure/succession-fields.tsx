import { SUCCESSION_KINDS } from '#app/domain/measure/succession.ts'
import { useT } from '#app/i18n/use-t.ts'
import { TextArea } from '../field.tsx'
import { RadioGroup, SelectField } from '../field-choice.tsx'
import { Section } from '../page-head.tsx'

/** Labels of the three fields, for the form's summary. */
export function useSuccessionLabels() {
	const t = useT()
	return {
		successionKind: t('succession.kind'),
		pointsFollow: t('succession.follow'),
		successionReason: t('succession.reason'),
	}
}

/** What the screen asks when premises or a dealer change hands (domain 11, trap 8); inside the form. */
export function SuccessionFields() {
	const t = useT()
	return (
		<Section id="succession" title={t('succession.ask')} sub={t('succession.ask.sub')}>
			<SelectField
				name="successionKind"
				optional
				options={SUCCESSION_KINDS.map((kind) => ({ value: kind, label: t(`succession.kind.${kind}`) }))}
			/>
			<RadioGroup
				name="pointsFollow"
				options={[
					{ value: 'yes', label: t('succession.follow.yes') },
					{ value: 'no', label: t('succession.follow.no'), hint: t('succession.follow.no.hint') },
				]}
			/>
			<TextArea name="successionReason" optional max={500} short />
		</Section>
	)
}

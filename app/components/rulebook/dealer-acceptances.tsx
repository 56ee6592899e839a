import { Link } from '@remix-run/react'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'

type Rules = {
	readonly accepted: readonly {
		readonly versionId: string
		readonly code: string
		readonly acceptedOn: LocalDate
		readonly acceptedName: string
		readonly how: 'desk' | 'paper'
		readonly note: string
	}[]
	readonly missing: readonly { readonly id: string; readonly code: string }[]
}

/** Which versions of the rulebook a dealer accepted, and which wait. */
export function DealerAcceptances({ rules, today }: { rules: Rules; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	return (
		<Section id="rules" title={t('rulebook.dealer')}>
			<Facts
				wide
				items={[
					...rules.missing.map((one) => ({
						label: one.code,
						value: (
							<Link to={paths.rulebookRegister(one.id, { only: 'missing' })}>{t('rulebook.register.missing')}</Link>
						),
					})),
					...rules.accepted.map((one) => ({
						label: one.code,
						value: (
							<>
								{t('rulebook.dealer.line', {
									code: formats.day(one.acceptedOn, today),
									name: one.acceptedName,
									how: t(`rulebook.register.how.${one.how}`),
								})}
								{one.note === '' ? null : <span className="sub">{one.note}</span>}
							</>
						),
					})),
				]}
			/>
		</Section>
	)
}

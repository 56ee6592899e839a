import type { CaseExtension } from '#app/domain/penalty/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Facts } from '../facts.tsx'

/** The dealer's request for more time, and the answer to it. */
export function ExtensionFacts({ extension, today }: { extension: CaseExtension; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const { outcome } = extension
	const who = (name: string, at: CaseExtension['decidedAt']) =>
		at === null ? name : t('penalty.extension.who', { name, at: formats.moment(at, today) })
	return (
		<Facts
			items={[
				{
					label: t('penalty.extension.asked'),
					value: (
						<>
							<p>{extension.reason}</p>
							<p className="sm muted">{who(extension.askedBy, extension.askedAt)}</p>
						</>
					),
				},
				{
					label: t('penalty.extension.original'),
					value: t('penalty.step.until', { day: formats.longDay(extension.originalDueOn, today) }),
				},
				{
					label: t('penalty.extension.answer'),
					value: (
						<>
							<p>
								{t(`penalty.extension.${outcome ?? 'OPEN'}`, {
									day: extension.newDueOn ? formats.longDay(extension.newDueOn, today) : '',
								})}
							</p>
							{extension.answer ? <p>{extension.answer}</p> : null}
							{outcome === 'GRANTED' || outcome === 'REFUSED' ? (
								<p className="sm muted">{who(extension.decidedBy, extension.decidedAt)}</p>
							) : null}
						</>
					),
				},
			]}
		/>
	)
}

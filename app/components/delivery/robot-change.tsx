import { ButtonLink } from '#app/components/act.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { SubjectLog } from '#app/components/subject-log.tsx'
import type { ActFormHandle } from '#app/components/use-act-form.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#app/i18n/languages.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'

type LogLine = {
	readonly id: number
	readonly at: Instant
	readonly kind: string
	readonly actor: string
	readonly reason: string | null
}

type Props = {
	form: ActFormHandle
	robot: { readonly id: string; readonly name: string; readonly version: number; readonly events: readonly LogLine[] }
	places: readonly { readonly value: string; readonly label: string }[]
	today: LocalDate
}

/** Name, group and language of one robot, and who did what to it. */
export function RobotChange({ form, robot, places, today }: Props) {
	const t = useT()
	return (
		<>
			<Section id="change" title={t('robots.change.title', { name: robot.name })}>
				<ActForm form={form} version={robot.version} hidden={{ id: robot.id }} labelledBy="change">
					<TextField name="name" autoComplete="off" hint={t('robots.name.hint')} />
					<SelectField name="place" options={places} />
					<SelectField
						name="language"
						empty={false}
						options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
					/>
					<div className="btns">
						<SubmitButton>{t('robots.save')}</SubmitButton>
						<ButtonLink to={paths.robots()}>{t('common.cancel')}</ButtonLink>
					</div>
				</ActForm>
			</Section>
			<SubjectLog events={robot.events} today={today} />
		</>
	)
}

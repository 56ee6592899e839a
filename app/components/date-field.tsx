import { useT } from '#app/i18n/use-t.ts'
import { type FieldProps, FieldSet, useField } from './field.tsx'
import { useFormState } from './form-context.ts'
import { datePartsOf } from './form-result.ts'

/** Three boxes for a known date, sent as `<name>.y`, `.m`, `.d`; `valuesOf` and `schemaInput` make one text of them. */
export function DateField({ hint, ...props }: FieldProps) {
	const t = useT()
	const form = useFormState()
	const shownHint = hint ?? t('ui.date-hint')
	const field = useField({ ...props, hint: shownHint })
	const typed = datePartsOf(form.values, props.name)
	return (
		<FieldSet {...props} hint={shownHint} field={field}>
			<div className="date3">
				{(['y', 'm', 'd'] as const).map((part) => {
					const id = part === 'y' ? field.id : `${field.id}-${part}`
					return (
						<div key={part} className={part === 'y' ? 'y' : undefined}>
							<label htmlFor={id}>{t(part === 'y' ? 'ui.year' : part === 'm' ? 'ui.month' : 'ui.day')}</label>
							<input
								{...form.register(`${props.name}.${part}`)}
								id={id}
								type="text"
								inputMode="numeric"
								autoComplete="off"
								maxLength={part === 'y' ? 4 : 2}
								defaultValue={typed[part]}
								aria-describedby={field.describedBy}
								aria-invalid={field.error ? true : undefined}
							/>
						</div>
					)
				})}
			</div>
		</FieldSet>
	)
}

import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { cx } from '#app/ui/class-name.ts'
import { Field, FieldError, type FieldProps, FieldSet, useControl, useField } from './field.tsx'
import { useFormState } from './form-context.ts'

export type Choice = { value: string; label: ReactNode; hint?: ReactNode | undefined; disabled?: boolean | undefined }

type SelectProps = FieldProps & {
	options: readonly { value: string; label: string; group?: string | undefined; disabled?: boolean | undefined }[]
	/** First entry with an empty value; false leaves it out. */
	empty?: string | false | undefined
}

export function SelectField({ options, empty, ...props }: SelectProps) {
	const t = useT()
	const field = useField(props)
	const { defaultValue, ...control } = useControl(props.name, field)
	const groups = [...new Set(options.map((option) => option.group ?? ''))]
	return (
		<Field {...props} field={field}>
			<select {...control} defaultValue={defaultValue}>
				{empty === false ? null : <option value="">{empty ?? t('ui.choose')}</option>}
				{groups.map((group) => {
					const entries = options
						.filter((option) => (option.group ?? '') === group)
						.map((option) => (
							<option key={option.value} value={option.value} disabled={option.disabled}>
								{option.label}
							</option>
						))
					return group ? (
						<optgroup key={group} label={group}>
							{entries}
						</optgroup>
					) : (
						entries
					)
				})}
			</select>
		</Field>
	)
}

/** `row` sets short choices beside each other. */
export function RadioGroup({
	options,
	row,
	...props
}: FieldProps & { options: readonly Choice[]; row?: boolean | undefined }) {
	const field = useField(props)
	const { defaultValue, id, ...control } = useControl(props.name, field)
	return (
		<FieldSet {...props} field={field}>
			<div className={row ? 'choices--row' : undefined}>
				{options.map((option, i) => (
					<label className="choice" key={option.value}>
						<input
							{...control}
							type="radio"
							id={i === 0 ? id : undefined}
							value={option.value}
							disabled={option.disabled}
							defaultChecked={defaultValue === option.value}
						/>
						<span>
							{option.label}
							{option.hint ? <small>{option.hint}</small> : null}
						</span>
					</label>
				))}
			</div>
		</FieldSet>
	)
}

/** Several of a list; sent as `<name>[]`, which the form code always reads as a list. */
export function CheckGroup({
	options,
	row,
	...props
}: FieldProps & { options: readonly Choice[]; row?: boolean | undefined }) {
	const form = useFormState()
	const field = useField(props)
	const chosen = [form.values[props.name] ?? []].flat()
	return (
		<FieldSet {...props} field={field}>
			<div className={row ? 'choices--row' : undefined}>
				{options.map((option, i) => (
					<label className="choice" key={option.value}>
						<input
							type="checkbox"
							name={`${props.name}[]`}
							id={i === 0 ? field.id : undefined}
							value={option.value}
							disabled={option.disabled}
							defaultChecked={chosen.includes(option.value)}
							aria-describedby={field.describedBy}
							aria-invalid={field.error ? true : undefined}
						/>
						<span>
							{option.label}
							{option.hint ? <small>{option.hint}</small> : null}
						</span>
					</label>
				))}
			</div>
		</FieldSet>
	)
}

/** One box with a sentence; sends 'on' when ticked and nothing when not. */
export function CheckField({ hint, ...props }: FieldProps) {
	const field = useField({ ...props, hint })
	const { defaultValue, ...control } = useControl(props.name, field)
	return (
		<div className={cx('field', field.error && 'field--bad')}>
			<FieldError id={field.errorId} text={field.error} />
			<label className="choice">
				<input {...control} type="checkbox" value="on" defaultChecked={defaultValue === 'on'} />
				<span>
					{field.label}
					{hint ? <small id={field.hintId}>{hint}</small> : null}
				</span>
			</label>
		</div>
	)
}

type FileFieldProps = FieldProps & {
	accept?: string | undefined
	multiple?: boolean | undefined
	/** Opens the phone's camera; a second control offers the gallery under the same name. */
	capture?: boolean | undefined
}

/** Files are never filled in again after a refusal: browsers forbid it. */
export function FileField({ accept, multiple, capture, ...props }: FileFieldProps) {
	const t = useT()
	const field = useField(props)
	const { defaultValue: _, ...control } = useControl(props.name, field)
	return (
		<Field {...props} field={field}>
			<input
				{...control}
				type="file"
				accept={accept}
				multiple={multiple}
				capture={capture ? 'environment' : undefined}
			/>
			{capture ? (
				<input
					className="mt2"
					type="file"
					name={props.name}
					accept={accept}
					multiple
					aria-label={t('ui.photo.gallery')}
				/>
			) : null}
		</Field>
	)
}

import { type ChangeEvent, type ReactNode, useState } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { cx } from '#app/ui/class-name.ts'
import { Icon } from '#app/ui/icon.tsx'
import { fieldId, useFormState } from './form-context.ts'
import { useIssueText } from './use-issue-text.ts'

/** Common to all fields. `label` may be left out when the form's labels name the field. */
export type FieldProps = {
	name: string
	label?: string | undefined
	hint?: ReactNode | undefined
	/** Marked, because most fields must be filled in. */
	optional?: boolean | undefined
}

type Described = {
	id: string
	label: string
	hintId?: string | undefined
	errorId?: string | undefined
	error?: string | undefined
	describedBy?: string | undefined
}

/** Ids, label and error of a field, tied together. */
export function useField({ name, label, hint }: FieldProps): Described {
	const form = useFormState()
	const textOf = useIssueText()
	const id = fieldId(form.prefix, name)
	const issue = form.errors[name]?.[0]
	const hintId = hint ? `${id}-hint` : undefined
	const errorId = issue ? `${id}-error` : undefined
	return {
		id,
		label: label ?? form.labels[name] ?? '',
		hintId,
		errorId,
		error: issue ? textOf(form.labels[name] ?? label, issue) : undefined,
		describedBy: cx(hintId, errorId) || undefined,
	}
}

export function FieldHint({ id, children }: { id?: string | undefined; children: ReactNode }) {
	return children ? (
		<p className="hint" id={id}>
			{children}
		</p>
	) : null
}

export function FieldError({ id, text }: { id?: string | undefined; text?: string | undefined }) {
	return text ? (
		<p className="err" id={id}>
			<Icon name="stop" size="s" />
			{text}
		</p>
	) : null
}

export function OptionalMark({ on }: { on?: boolean | undefined }) {
	const t = useT()
	return on ? <span className="opt"> {t('ui.optional')}</span> : null
}

/** Label, hint, error, control: in this order everywhere. */
export function Field({
	field,
	wide,
	children,
	...props
}: FieldProps & { field: Described; wide?: boolean | undefined; children: ReactNode }) {
	return (
		<div className={cx('field', field.error && 'field--bad', wide && 'field--wide')}>
			<label htmlFor={field.id}>
				{field.label}
				<OptionalMark on={props.optional} />
			</label>
			<FieldHint id={field.hintId}>{props.hint}</FieldHint>
			<FieldError id={field.errorId} text={field.error} />
			{children}
		</div>
	)
}

/** The same for a group of controls. */
export function FieldSet({
	field,
	silent,
	children,
	...props
}: FieldProps & { field: Described; silent?: boolean | undefined; children: ReactNode }) {
	return (
		<fieldset className={cx('field', field.error && 'field--bad')}>
			<legend className={silent ? 'vh' : undefined}>
				{field.label}
				<OptionalMark on={props.optional} />
			</legend>
			<FieldHint id={field.hintId}>{props.hint}</FieldHint>
			<FieldError id={field.errorId} text={field.error} />
			{children}
		</fieldset>
	)
}

/** What every single control carries. */
export function useControl(name: string, field: Described) {
	const form = useFormState()
	const value = form.values[name]
	return {
		...form.register(name),
		id: field.id,
		defaultValue: typeof value === 'string' ? value : '',
		'aria-describedby': field.describedBy,
		'aria-invalid': field.error ? true : undefined,
	}
}

type TextFieldProps = FieldProps & {
	type?: 'text' | 'password' | 'email' | 'tel' | 'search' | undefined
	autoComplete?: string | undefined
	inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | undefined
	/** Width fits the answer: s 7, m 14, l 30 rem. */
	width?: 's' | 'm' | 'l' | undefined
	maxLength?: number | undefined
	/** Suggestions from a datalist with this id. */
	list?: string | undefined
}

export function TextField({ name, label, hint, optional, type = 'text', width = 'l', ...rest }: TextFieldProps) {
	const field = useField({ name, label, hint })
	const control = useControl(name, field)
	return (
		<Field name={name} hint={hint} optional={optional} field={field}>
			<input
				{...rest}
				{...control}
				type={type}
				defaultValue={type === 'password' ? undefined : control.defaultValue}
				className={width === 'l' ? undefined : `w-${width}`}
			/>
		</Field>
	)
}

/** A whole number. Not type=number: scroll wheels and 'e' do not belong into it. */
export function NumberField({ unit, ...props }: FieldProps & { unit?: string | undefined }) {
	const field = useField(props)
	const control = useControl(props.name, field)
	return (
		<Field {...props} field={field}>
			<div className="money">
				<input {...control} type="text" inputMode="numeric" autoComplete="off" />
				{unit ? <span>{unit}</span> : null}
			</div>
		</Field>
	)
}

/** Yuan as people write them; the schema makes fen of it. */
export function MoneyField(props: FieldProps) {
	const field = useField(props)
	const control = useControl(props.name, field)
	return (
		<Field {...props} field={field}>
			<div className="money">
				<span aria-hidden="true">¥</span>
				<input {...control} type="text" inputMode="decimal" autoComplete="off" />
			</div>
		</Field>
	)
}

type TextAreaProps = FieldProps & {
	max?: number | undefined
	rows?: number | undefined
	short?: boolean | undefined
	placeholder?: string | undefined
}

/** `max` shows the counter; longer text is not cut, the schema says so. */
export function TextArea({ name, label, hint, optional, max, rows, short }: TextAreaProps) {
	const field = useField({ name, label, hint })
	const { onChange, ...control } = useControl(name, field)
	const [length, setLength] = useState(control.defaultValue.length)
	const change = (event: ChangeEvent<HTMLTextAreaElement>) => {
		setLength(event.target.value.length)
		onChange(event)
	}
	return (
		<Field name={name} hint={hint} optional={optional} field={field} wide>
			<textarea {...control} rows={rows} className={short ? 'short' : undefined} onChange={change} />
			{max === undefined ? null : <Counter length={length} max={max} />}
		</Field>
	)
}

function Counter({ length, max }: { length: number; max: number }) {
	const t = useT()
	return <p className={cx('count', length > max && 'count--over')}>{t('ui.counter', { n: length, max })}</p>
}

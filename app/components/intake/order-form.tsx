import type { ReactNode } from 'react'
import { makeOrderSchema } from '#app/domain/intake/intake.schema.ts'
import { useT } from '#app/i18n/use-t.ts'
import { TextArea, TextField } from '../field.tsx'
import { SelectField } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { useUrgencyOptions } from '../order/words.tsx'

type Begin = { readonly title: string; readonly matter: string; readonly urgency: string }
type Departments = readonly { readonly id: string; readonly name: string }[]

/** The form of an order that begins from an item or a proposal. */
export function useOrderForm(begin: Begin, result: FormResult | undefined, intent?: string): ActFormHandle {
	const t = useT()
	return useActForm(makeOrderSchema, {
		labels: {
			title: t('order.field.title'),
			matter: t('order.field.matter'),
			urgency: t('order.field.urgency'),
			leadDepartmentId: t('order.field.leadDepartmentId'),
		},
		defaults: { title: begin.title, matter: begin.matter, urgency: begin.urgency },
		result,
		...(intent === undefined ? {} : { intent, prefix: intent }),
	})
}

export function OrderFields({
	form,
	version,
	departments,
	children,
}: {
	form: ActFormHandle
	version: number
	departments: Departments
	children?: ReactNode
}) {
	const t = useT()
	return (
		<ActForm form={form} version={version} guard>
			<TextField name="title" />
			<TextArea name="matter" max={4000} />
			<SelectField name="urgency" options={useUrgencyOptions()} />
			<SelectField name="leadDepartmentId" options={departments.map((one) => ({ value: one.id, label: one.name }))} />
			<div className="btns">
				<SubmitButton variant="primary">{t('intake.act.order.do')}</SubmitButton>
				{children}
			</div>
		</ActForm>
	)
}

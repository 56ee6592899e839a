import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { useCauseOptions, useChannelOptions, useReplyOptions, useTypeOptions } from '#app/components/intake/words.tsx'
import { useUrgencyOptions } from '#app/components/order/words.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { complaintSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { complaintForm } from '#app/usecases/intake/list.server.ts'
import { recordComplaint } from '#app/usecases/intake/record.server.ts'

export const handle: PageHandle = { title: 'intake.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.record')
	return complaintForm(ctx)
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.record')
	const form = await readForm(args.request, complaintSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await recordComplaint(ctx, form.value), ({ id }) => paths.intakeItem(id), { values: form.values })
}

const FIELDS = [
	'channel',
	'externalNumber',
	'complainedOn',
	'complainant',
	'outletId',
	'category',
	'typeCode',
	'matter',
	'wanted',
	'replyBy',
	'urgency',
] as const

export default function NewComplaint() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(complaintSchema, {
		labels: Object.fromEntries(FIELDS.map((name) => [name, t(`intake.field.${name}`)])),
		defaults: { requestKey: page.requestKey, complainedOn: page.today, replyBy: 'PHONE' },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.new')}
				lead={t('intake.new.lead')}
				crumbs={[{ label: t('intake.title'), to: paths.intake() }, { label: t('intake.new') }]}
			/>
			<ActForm form={form} hidden={{ requestKey: page.requestKey }} guard>
				<SelectField name="channel" options={useChannelOptions()} />
				<TextField name="externalNumber" optional width="m" hint={t('intake.field.externalNumber.hint')} />
				<DateField name="complainedOn" hint={t('intake.field.complainedOn.hint')} />
				<TextField
					name="complainant"
					type="tel"
					optional
					width="m"
					autoComplete="off"
					hint={t('intake.field.complainant.hint')}
				/>
				<SelectField
					name="outletId"
					optional={!page.outletNeeded}
					empty={t('intake.field.outletId.none')}
					options={page.outlets.map((one) => ({
						value: one.id,
						label: `${one.name} ${one.code}`,
						group: one.dealerName,
					}))}
				/>
				<SelectField name="category" options={useCauseOptions(page.causes)} />
				<SelectField
					name="typeCode"
					optional
					empty={t('intake.field.typeCode.none')}
					hint={t('intake.field.typeCode.hint')}
					options={useTypeOptions(page.causes)}
				/>
				<TextArea name="matter" max={2000} hint={t('intake.field.matter.hint')} />
				<TextArea name="wanted" max={500} short optional />
				<SelectField name="replyBy" options={useReplyOptions()} />
				<SelectField name="urgency" optional empty={t('intake.field.urgency.source')} options={useUrgencyOptions()} />
				<div className="btns">
					<SubmitButton>{t('intake.new.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

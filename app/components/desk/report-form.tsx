import { Link } from '@remix-run/react'
import type { DraftView } from '#app/domain/desk/draft.ts'
import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import { REFUND_STATES } from '#app/domain/desk/self-report.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { DateField } from '../date-field.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { NumberField, TextArea, TextField } from '../field.tsx'
import { CheckField, FileField, RadioGroup, SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { ConsequenceList } from '../gate.tsx'
import { KeptDraftBar, KeptDraftNote, useKeptDraft } from '../kept-draft.tsx'
import { Section } from '../page-head.tsx'
import { DeskPage } from './desk-page.tsx'

type Props = {
	outlets: readonly { readonly id: string; readonly name: string }[]
	/** What a report that comes first brings, in percent. */
	percent: number
	idempotencyKey: string
	draft: DraftView
	result: FormResult | undefined
}

/** A dealer reports an own violation: what will happen, then the form. */
export function SelfReportForm({ outlets, percent, idempotencyKey, draft, result }: Props) {
	const t = useT()
	const only = outlets.length === 1 ? { outletId: outlets[0]?.id ?? '' } : {}
	const kept = useKeptDraft(draft, { result, defaults: { ...only, units: '1' } })
	const form = useActForm(selfReportSchema, {
		labels: {
			outletId: t('self-report.outlet'),
			matter: t('self-report.matter'),
			occurredOn: t('self-report.occurred'),
			units: t('self-report.units'),
			facts: t('self-report.facts'),
			affectedNumbers: t('self-report.affected'),
			refund: t('self-report.refund'),
			files: t('self-report.files'),
			confirm: t('self-report.confirm'),
		},
		defaults: kept.values,
		result,
		revision: kept.revision,
		beforeSend: kept.beforeSend,
	})
	// The key of a refused form stays: it is still the same report.
	const sent = result?.values.idempotencyKey
	return (
		<DeskPage docno={t('self-report.title')} title={t('self-report.new')} before={<ErrorSummary form={form} />}>
			<Section id="then" title={t('desk.act.then')}>
				<ConsequenceList
					items={[
						...(percent > 0 ? [{ icon: 'check' as const, text: t('self-report.then.first', { percent }) }] : []),
						{ icon: 'search', text: t('self-report.then.look') },
						{ icon: 'case', text: t('self-report.then.procedure') },
					]}
				/>
			</Section>
			<ActForm
				key={kept.revision}
				form={form}
				className="sec"
				encType="multipart/form-data"
				idempotencyKey={typeof sent === 'string' ? sent : idempotencyKey}
			>
				<KeptDraftNote kept={kept} form={form} />
				<SelectField name="outletId" options={outlets.map((one) => ({ value: one.id, label: one.name }))} />
				<TextField name="matter" hint={t('self-report.matter.hint')} maxLength={100} />
				<DateField name="occurredOn" />
				<NumberField name="units" />
				<TextArea name="facts" max={2000} hint={t('self-report.facts.hint')} />
				<TextArea name="affectedNumbers" short optional hint={t('self-report.affected.hint')} />
				<RadioGroup
					name="refund"
					options={REFUND_STATES.map((state) => ({ value: state, label: t(`self-report.refund.${state}`) }))}
				/>
				<FileField
					name="files"
					multiple
					optional
					accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
					hint={t('desk.files.hint')}
				/>
				<CheckField name="confirm" />
				<div className="btns mt4">
					<SubmitButton>{t('self-report.do')}</SubmitButton>
				</div>
				<KeptDraftBar kept={kept} form={form} />
			</ActForm>
			<p className="mt4">
				<Link to={paths.desk()}>{t('self-report.back')}</Link>
			</p>
		</DeskPage>
	)
}

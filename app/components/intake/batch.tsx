import { batchItemSchema } from '#app/domain/intake/intake.schema.ts'
import type { CauseNames } from '#app/domain/intake/views.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Progress } from '#app/ui/meter.tsx'
import { StateBadge } from '../badge.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { TextArea } from '../field.tsx'
import { SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { useCauseOptions, useTopicOptions } from './words.tsx'

/** '12 件已答复 7 件' with the bar that shows it. */
export function BatchProgress({ done, total }: { done: number; total: number }) {
	const t = useT()
	const text = t('intake.batch.progress', { done, total })
	return (
		<>
			<Progress value={done} max={Math.max(total, 1)} label={text} /> <span className="nowrap">{text}</span>
		</>
	)
}

export function BatchState({ state }: { state: 'OPEN' | 'CLOSED' }) {
	const t = useT()
	return <StateBadge kind={state === 'OPEN' ? 'run-1' : 'done'}>{t(`intake.batch.state.${state}`)}</StateBadge>
}

type AddProps = {
	kind: 'opinion' | 'survey'
	adding: {
		readonly requestKey: string
		readonly outlets: readonly {
			readonly id: string
			readonly name: string
			readonly code: string
			readonly dealerName: string
		}[]
		readonly supervisors: readonly { readonly id: string; readonly code: string; readonly name: string }[]
	}
	causes: CauseNames
	result: FormResult | undefined
}

/** The next item of a batch: who said it or what it is about, and the words. */
export function AddBatchItem({ kind, adding, causes, result }: AddProps) {
	const t = useT()
	const form = useActForm(batchItemSchema, {
		labels: {
			supervisorId: t('intake.field.supervisorId'),
			topic: t('intake.field.topic'),
			category: t('intake.field.category'),
			outletId: t('intake.field.outletId'),
			matter: t('intake.field.matter'),
			wanted: t('intake.field.wanted'),
		},
		intent: 'add',
		prefix: 'add',
		result,
	})
	const causeOptions = useCauseOptions(causes)
	const topics = useTopicOptions()
	return (
		<Section id="add" title={t('intake.batch.add')}>
			<ErrorSummary form={form} />
			<ActForm form={form} hidden={{ requestKey: adding.requestKey }} labelledBy="add">
				{kind === 'opinion' ? (
					<SelectField
						name="supervisorId"
						options={adding.supervisors.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
					/>
				) : (
					<SelectField name="topic" options={topics} />
				)}
				<SelectField name="category" options={causeOptions} />
				<SelectField
					name="outletId"
					optional
					empty={t('intake.field.outletId.none')}
					options={adding.outlets.map((one) => ({
						value: one.id,
						label: `${one.name} ${one.code}`,
						group: one.dealerName,
					}))}
				/>
				<TextArea name="matter" max={2000} />
				<TextArea name="wanted" max={500} short optional />
				<div className="btns">
					<SubmitButton icon="plus">{t('intake.batch.add.do')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}

import type { ReactNode } from 'react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { NumberField, TextArea, TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import { Section } from '#app/components/page-head.tsx'
import { URGENCIES } from '#app/domain/order/urgency.ts'
import type { Ladder } from '#app/domain/policy/policy.ts'
import { policyFormSchema } from '#app/domain/policy/policy-form.schema.ts'
import type { T } from '#app/i18n/messages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'

type Props = {
	readonly head: ReactNode
	readonly defaults: FieldValues
	readonly ladders: readonly Ladder[]
	readonly version: number
	readonly result?: FormResult | undefined
}

const LEVELS = URGENCIES.toReversed()
const COUNTS = [
	['statutory.reserveWd', 'reserve', 'wd'],
	['chase.minIntervalWh', 'chase', 'wh'],
	['progressGapWd', 'progress-gap', 'wd'],
	['extension.max', 'extension-max', 'times'],
	['extension.noticeWd', 'extension-notice', 'wd'],
	['extension.noticeHours', 'extension-hours', 'h'],
	['observeDays', 'observe', 'cd'],
	['cluster.count', 'cluster-count', 'cases'],
	['cluster.days', 'cluster-days', 'cd'],
	['satisfaction.months', 'satisfaction-months', 'months'],
] as const
const TEXTS = [
	['closeOfDay.dealer', 'close-dealer'],
	['closeOfDay.department', 'close-department'],
	['satisfaction.percent', 'satisfaction'],
	['remindAt', 'remind-at'],
] as const

function labelsOf(t: T, ladders: readonly Ladder[]): Record<string, string> {
	const labels: Record<string, string> = { reason: t('policy.reason') }
	for (const level of LEVELS) {
		for (const part of ['handle', 'acknowledge'] as const) {
			const name = t('policy.line.of', { level: t(`order.urgency.${level}`), name: t(`policy.line.${part}`) })
			labels[`levels.${level}.${part}.amount`] = name
			labels[`levels.${level}.${part}.unit`] = t('policy.unit.of', { name })
		}
	}
	labels['statutory.limit.amount'] = t('policy.line.statutory')
	labels['statutory.limit.unit'] = t('policy.unit.of', { name: t('policy.line.statutory') })
	for (const [name, line] of [...COUNTS, ...TEXTS]) labels[name] = t(`policy.line.${line}`)
	for (const i of ladders.keys()) labels[`ladders.${i}.rungs`] = t('policy.rungs')
	return labels
}

/** Amount and unit of one limit. */
function LimitField({ name }: { readonly name: string }) {
	const t = useT()
	const units = (['wd', 'wh', 'cd', 'h'] as const).map((value) => ({ value, label: t(`policy.unit.${value}`) }))
	return (
		<div className="cols2">
			<NumberField name={`${name}.amount`} />
			<SelectField name={`${name}.unit`} options={units} empty={false} />
		</div>
	)
}

/** The whole policy; every number has its own field. */
export function PolicyForm({ head, defaults, ladders, version, result }: Props) {
	const t = useT()
	const formats = useFormats()
	const form = useActForm(policyFormSchema, { labels: labelsOf(t, ladders), defaults, result })
	return (
		<>
			<ErrorSummary form={form} />
			{head}
			<ActForm form={form} version={version} guard>
				<TextArea name="reason" rows={2} max={500} />
				<Section id="levels" title={t('policy.part.levels')}>
					{LEVELS.flatMap((level) => [
						<LimitField key={`${level}h`} name={`levels.${level}.handle`} />,
						<LimitField key={`${level}a`} name={`levels.${level}.acknowledge`} />,
					])}
					<LimitField name="statutory.limit" />
				</Section>
				<Section id="numbers" title={t('policy.part.numbers')}>
					{COUNTS.map(([name, , unit]) => (
						<NumberField key={name} name={name} unit={t(`policy.count.unit.${unit}`)} />
					))}
					{TEXTS.map(([name]) => (
						<TextField key={name} name={name} width="s" />
					))}
				</Section>
				<Section id="ladders" title={t('policy.part.ladders')}>
					<p className="second">{t('policy.rungs.hint')}</p>
					{ladders.map((ladder, i) => (
						<TextArea
							key={i}
							name={`ladders.${i}.rungs`}
							rows={ladder.rungs.length + 1}
							label={formats.list([
								...ladder.kinds.map((kind) => t(`clock.${kind}`)),
								...(ladder.levels ?? []).map((level) => t(`order.urgency.${level}`)),
							])}
						/>
					))}
				</Section>
				<div className="btns">
					<SubmitButton>{t('policy.save')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

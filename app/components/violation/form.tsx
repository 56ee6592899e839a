import { useState } from 'react'
import type { Names } from '#app/domain/calendar.ts'
import { violationSchema } from '#app/domain/violation/violation.schema.ts'
import { VIOLATION_SOURCES } from '#app/domain/violation/violation.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { useName } from '../desk/words.tsx'
import { MoneyField, NumberField, TextArea, TextField } from '../field.tsx'
import { CheckField, CheckGroup, FileField, SelectField } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton, useActForm } from '../form.tsx'
import type { FieldValues, FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { DeclareFields } from '../penalty/gate-fields.tsx'

export type ViolationChoices = {
	readonly outlets: readonly {
		readonly id: string
		readonly code: string
		readonly name: string
		readonly dealerName: string
	}[]
	readonly categories: readonly { readonly code: string; readonly name: Names }[]
	readonly types: readonly {
		readonly code: string
		readonly category: string
		readonly name: Names
		readonly severity: 'L1' | 'L2' | 'L3' | 'L4'
		readonly unit: string
		readonly rights: readonly number[]
	}[]
	readonly factors: readonly { readonly code: string; readonly percent: number }[]
	readonly shares: readonly number[]
}

/** The form of a violation with its labels in the order of the page. */
export function useViolationForm(defaults: FieldValues, result: FormResult | undefined): ActFormHandle {
	const t = useT()
	return useActForm(violationSchema, {
		labels: {
			source: t('violation.source'),
			sourceRef: t('violation.source-ref'),
			outletId: t('violation.outlet'),
			typeCode: t('violation.type'),
			units: t('violation.units'),
			occurredOn: t('violation.occurred'),
			discoveredOn: t('violation.discovered'),
			facts: t('violation.facts'),
			opinion: t('violation.opinion'),
			affectedNumbers: t('violation.affected'),
			consumerRight: t('violation.right'),
			factors: t('violation.factors'),
			shareDealer: t('violation.share.dealer'),
			shareOperator: t('violation.share.operator'),
			shareThird: t('violation.share.third'),
			shareReason: t('violation.share.reason'),
			lossYuan: t('violation.loss'),
			contactOrThreat: t('gate.contact'),
			refundClaimedOn: t('gate.claimed'),
			twinReason: t('gate.twin.reason'),
			declared: t('gate.declare'),
			relation: t('gate.declare.relation'),
			files: t('violation.files'),
		},
		defaults,
		result,
	})
}

type Props = {
	form: ActFormHandle
	choices: ViolationChoices
	version?: number | undefined
	/** The outlet and the source stay as they are when a draft is corrected. */
	fixedOutlet?: { readonly id: string; readonly name: string } | undefined
	fixedSource?: string | undefined
	submit: string
	children?: React.ReactNode
}

/** Recording and correcting ask every time. */
const UNDECLARED = { declared: null } as const

/** What happened, how it counts, whose fault it is, and the proof; opinion is a field of its own. */
export function ViolationFields({ form, choices, version, fixedOutlet, fixedSource, submit, children }: Props) {
	const t = useT()
	const word = useDynamicT()
	const hidden = {
		...(fixedOutlet ? { outletId: fixedOutlet.id } : {}),
		...(fixedSource ? { source: fixedSource } : {}),
	}
	const sources = VIOLATION_SOURCES.filter((one) => one !== 'INSPECTION').map((value) => ({
		value,
		label: word(`violation.source.${value}`),
	}))
	return (
		<ActForm form={form} version={version} encType="multipart/form-data" hidden={hidden} guard>
			<Section id="what" title={t('violation.part.what')}>
				{fixedSource ? null : <SelectField name="source" options={sources} />}
				{fixedSource ? null : <TextField name="sourceRef" optional hint={t('violation.source-ref.hint')} width="m" />}
				{fixedOutlet ? (
					<p>{fixedOutlet.name}</p>
				) : (
					<SelectField
						name="outletId"
						options={choices.outlets.map((one) => ({
							value: one.id,
							label: `${one.code} ${one.name}`,
							group: one.dealerName,
						}))}
					/>
				)}
				<TypeFields choices={choices} />
				<DateField name="occurredOn" />
				<DateField name="discoveredOn" />
				<TextArea name="facts" hint={t('violation.facts.hint')} max={2000} rows={5} />
				<TextArea name="opinion" optional hint={t('violation.opinion.hint')} max={2000} short />
				<TextArea name="affectedNumbers" optional hint={t('violation.affected.hint')} short />
			</Section>
			<FaultFields choices={choices} />
			<Section id="circumstance" title={t('gate.circumstance')}>
				<CheckField name="contactOrThreat" optional hint={t('gate.contact.hint')} />
				<DateField name="refundClaimedOn" optional hint={t('gate.claimed.hint')} />
				<TextField name="twinReason" optional hint={t('gate.twin.reason.hint')} width="l" />
			</Section>
			<Section id="proof" title={t('violation.part.proof')}>
				<FileField name="files" multiple optional accept="image/*,application/pdf" hint={t('violation.files.hint')} />
				<DeclareFields gate={UNDECLARED} />
				<div className="btns">
					<SubmitButton>{submit}</SubmitButton>
					{children}
				</div>
			</Section>
		</ActForm>
	)
}

/** Type with what follows from it: severity, unit and the rights of the law. */
function TypeFields({ choices }: { choices: ViolationChoices }) {
	const t = useT()
	const word = useDynamicT()
	const name = useName()
	const [rights] = useState(() => [...new Set(choices.types.flatMap((type) => type.rights))].sort((a, b) => a - b))
	const group = (code: string) => {
		const category = choices.categories.find((one) => one.code === code)
		return category ? `${code} ${name(category.name)}` : code
	}
	return (
		<>
			<SelectField
				name="typeCode"
				hint={t('violation.type.hint')}
				options={choices.types.map((type) => ({
					value: type.code,
					label: `${type.code} ${name(type.name)} ${t(`reference.severity.${type.severity}`)}，${word(`reference.unit.${type.unit}`)}`,
					group: group(type.category),
				}))}
			/>
			<NumberField name="units" hint={t('violation.units.hint')} />
			<SelectField
				name="consumerRight"
				optional
				empty={t('violation.right.of-type')}
				options={rights.map((article) => ({ value: String(article), label: word(`penalty.right.${article}`) }))}
			/>
		</>
	)
}

const percentText = (n: number) => `${n < 0 ? '−' : '+'}${Math.abs(n)}%`

/** Circumstances and shares of fault; the three add up to 100. */
function FaultFields({ choices }: { choices: ViolationChoices }) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	return (
		<Section id="fault" title={t('violation.part.fault')}>
			<CheckGroup
				name="factors"
				hint={t('violation.factors.hint')}
				options={choices.factors.map((one) => ({
					value: one.code,
					label: `${word(`reference.factor.${one.code}`)} ${percentText(one.percent)}`,
				}))}
			/>
			<SelectField
				name="shareDealer"
				empty={false}
				hint={t('violation.share.hint', { list: formats.list(choices.shares.map((share) => `${share}%`)) })}
				options={choices.shares.map((share) => ({ value: String(share), label: `${share}%` }))}
			/>
			<NumberField name="shareOperator" unit="%" />
			<NumberField name="shareThird" unit="%" />
			<TextField name="shareReason" optional hint={t('violation.share.reason.hint')} width="l" />
			<MoneyField name="lossYuan" optional hint={t('violation.loss.hint')} />
		</Section>
	)
}

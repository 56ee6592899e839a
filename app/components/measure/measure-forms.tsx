import { Link } from '@remix-run/react'
import { measureRecordSchema, panelVoteSchema } from '#app/domain/measure/measure-forms.schema.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { DateField } from '../date-field.tsx'
import { ErrorSummary, RefusalNote } from '../error-summary.tsx'
import { Facts } from '../facts.tsx'
import { TextArea, TextField } from '../field.tsx'
import { RadioGroup } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { VoteList } from './panel.tsx'

type Vote = {
	readonly id: string
	readonly name: string
	readonly impose: boolean
	readonly reason: string
	readonly at: Instant
}
type PanelProps = {
	votes: readonly Vote[]
	seats: number
	voting: { readonly refusal: Refusal | null } | null
	version: number
	today: LocalDate
	result: FormResult | undefined
}

/** The panel on an exit: what was voted, the own vote, or why there is none. */
export function ExitPanel({ votes, seats, voting, version, today, result }: PanelProps) {
	const t = useT()
	const form = useActForm(panelVoteSchema, {
		labels: { vote: t('measure.vote'), reason: t('measure.vote.reason') },
		intent: 'vote',
		prefix: 'vote',
		result,
	})
	return (
		<Section id="panel" title={t('measure.panel')} sub={t('measure.panel.sub', { seats })}>
			<VoteList
				votes={votes.map((one) => ({ ...one, yes: one.impose }))}
				yes={t('measure.panel.yes')}
				no={t('measure.panel.no')}
				today={today}
			/>
			{voting?.refusal ? <RefusalNote refusal={voting.refusal} /> : null}
			{voting && !voting.refusal ? (
				<>
					<ErrorSummary form={form} />
					<ActForm form={form} version={version} labelledBy="panel">
						<RadioGroup
							name="vote"
							options={(['yes', 'no'] as const).map((value) => ({
								value,
								label: t(`measure.vote.${value}`),
								hint: t(`measure.vote.${value}.hint`),
							}))}
						/>
						<TextArea name="reason" max={500} short />
						<div className="btns">
							<SubmitButton variant="seal">{t('measure.vote.do')}</SubmitButton>
						</div>
					</ActForm>
				</>
			) : null}
		</Section>
	)
}

type RecordLine = {
	readonly id: string
	readonly heldOn: LocalDate
	readonly people: string
	readonly text: string
	readonly plan: { readonly id: string; readonly number: string } | null
	readonly by: string
}
type RecordProps = {
	kind: 'TALK' | 'CIRCULAR'
	records: readonly RecordLine[]
	mayRecord: boolean
	version: number
	today: LocalDate
	result: FormResult | undefined
}

/** What was said in a talk, or the text of a circular: kept records, and the form for one more. */
export function MeasureRecords({ kind, records, mayRecord, version, today, result }: RecordProps) {
	const t = useT()
	const formats = useFormats()
	const form = useActForm(measureRecordSchema, {
		labels: {
			heldOn: t('measure.record.held'),
			people: kind === 'TALK' ? t('measure.record.people') : t('measure.record.to'),
			text: t('measure.record.text'),
			plan: t('measure.record.plan'),
		},
		defaults: { heldOn: today },
		intent: 'record',
		prefix: 'record',
		result,
	})
	return (
		<Section id="records" title={t('measure.records')}>
			{records.length === 0 ? <p className="muted">{t('measure.records.none')}</p> : null}
			<Facts
				wide
				items={records.map((one) => ({
					label: formats.day(one.heldOn, today),
					value: (
						<>
							<b>{one.people}</b> {one.text}{' '}
							{one.plan ? <Link to={paths.plan(one.plan.id)}>{one.plan.number}</Link> : null}{' '}
							<span className="muted sm">{one.by}</span>
						</>
					),
				}))}
			/>
			{mayRecord ? (
				<>
					<h3 className="mt4">{t(`measure.record.${kind}`)}</h3>
					<ErrorSummary form={form} />
					<ActForm form={form} version={version} labelledBy="records">
						<DateField name="heldOn" />
						<TextField name="people" maxLength={200} />
						<TextArea name="text" max={2000} />
						<TextField name="plan" optional width="m" maxLength={30} />
						<div className="btns">
							<SubmitButton>{t('measure.record.do')}</SubmitButton>
						</div>
					</ActForm>
				</>
			) : null}
		</Section>
	)
}

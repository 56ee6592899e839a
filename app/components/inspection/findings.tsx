import { Link } from '@remix-run/react'
import { closeFindingSchema, recordFindingSchema } from '#app/domain/inspection/visit.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Tag, Tags } from '../badge.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { TextArea } from '../field.tsx'
import { SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { FindingBadge } from './badges.tsx'
import { type FileItem, useEvidenceItems } from './files-section.tsx'
import { type Words, wordsIn } from './words.ts'

type Finding = {
	id: string
	version: number
	number: string
	item_no: number | null
	violation_type: string | null
	text: string
	corrected_on_spot: 0 | 1
	state: 'OPEN' | 'VIOLATION' | 'CLOSED'
	close_reason: string | null
	historic: 0 | 1
	violationId: string | null
	violationNumber: string | null
	files: readonly FileItem[]
}
type Type = { code: string; category: string; name: Words; severity: 'L1' | 'L2' | 'L3' | 'L4' }
type Category = { code: string; name: Words }

type Props = {
	data: {
		today: LocalDate
		head: { state: string; historic: boolean }
		findings: readonly Finding[]
		types: readonly Type[]
		categories: readonly Category[]
		acts: { record: boolean }
	}
	result: FormResult | undefined
}

/** What the visit found. Each open finding is judged here: one step to a violation draft, or closed with a reason. */
export function Findings({ data, result }: Props) {
	const t = useT()
	const { findings, head } = data
	const later = head.state === 'PLANNED' || head.state === 'IN_PROGRESS'
	return (
		<Section
			id="findings"
			title={t('inspection.findings')}
			sub={findings.length > 0 ? t('inspection.findings.sub', { count: findings.length }) : undefined}
		>
			{findings.length === 0 ? (
				<p className="muted">{t(later ? 'inspection.findings.later' : 'inspection.findings.none')}</p>
			) : null}
			<div className="stack-l">
				{findings.map((finding) => (
					<OneFinding key={finding.id} finding={finding} data={data} result={result} />
				))}
			</div>
		</Section>
	)
}

function OneFinding({ finding, data, result }: { finding: Finding } & Props) {
	const t = useT()
	const language = useLanguage()
	const type = data.types.find((one) => one.code === finding.violation_type)
	const files = useEvidenceItems(finding.files, data.today)
	const open = finding.state === 'OPEN' && finding.historic === 0 && data.acts.record
	return (
		<article className="stack" aria-labelledby={finding.id}>
			<h3 id={finding.id}>
				<span className="docno">{finding.number}</span>{' '}
				{finding.item_no === null ? null : t('inspection.finding.item', { no: finding.item_no })}
			</h3>
			<Tags>
				{finding.historic === 1 ? <Tag>{t('inspection.historic')}</Tag> : <FindingBadge state={finding.state} />}
				{type ? (
					<Tag>
						{type.code} {wordsIn(language, type.name)}
					</Tag>
				) : null}
				{type ? <Tag>{t(`reference.severity.${type.severity}`)}</Tag> : null}
				{finding.corrected_on_spot === 1 ? <Tag icon="check">{t('inspection.finding.fixed')}</Tag> : null}
			</Tags>
			<p>{finding.text}</p>
			{finding.close_reason ? <p className="second sm">{finding.close_reason}</p> : null}
			{finding.violationId ? (
				<p>
					<Link to={paths.violation(finding.violationId)}>
						{t('inspection.finding.open-violation', { number: finding.violationNumber ?? '' })}
					</Link>
				</p>
			) : null}
			{files.length > 0 ? <EvidenceList items={files} /> : null}
			{open ? <Judge finding={finding} data={data} result={result} /> : null}
		</article>
	)
}

function Judge({ finding, data, result }: { finding: Finding } & Props) {
	const t = useT()
	const language = useLanguage()
	const mine = result?.values.findingId === finding.id ? result : undefined
	const record = useActForm(recordFindingSchema, {
		labels: { typeCode: t('inspection.finding.type') },
		defaults: { typeCode: finding.violation_type ?? '' },
		intent: 'record',
		prefix: `r-${finding.id}`,
		result: mine,
	})
	const close = useActForm(closeFindingSchema, {
		labels: { reason: t('inspection.field.reason') },
		intent: 'close',
		prefix: `c-${finding.id}`,
		result: mine,
	})
	const categoryOf = (code: string) => {
		const found = data.categories.find((one) => one.code === code)
		return found ? `${code} ${wordsIn(language, found.name)}` : code
	}
	return (
		<div className="stack">
			<ErrorSummary form={close} />
			<ActForm form={record} version={finding.version} hidden={{ findingId: finding.id }}>
				<SelectField
					name="typeCode"
					empty={finding.violation_type === null ? t('ui.choose') : false}
					options={data.types.map((type) => ({
						value: type.code,
						label: `${type.code} ${wordsIn(language, type.name)}`,
						group: categoryOf(type.category),
					}))}
				/>
				<div className="btns">
					<SubmitButton>{t('inspection.finding.record')}</SubmitButton>
				</div>
			</ActForm>
			<More summary={t('inspection.finding.close')} open={mine?.values.intent === 'close'}>
				<ActForm form={close} version={finding.version} hidden={{ findingId: finding.id }}>
					<TextArea name="reason" short max={500} />
					<div className="btns">
						<SubmitButton variant="plain">{t('inspection.finding.close')}</SubmitButton>
					</div>
				</ActForm>
			</More>
		</div>
	)
}

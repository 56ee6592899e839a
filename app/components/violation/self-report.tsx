import { Form, Link } from '@remix-run/react'
import { declineSchema, takeUpSchema } from '#app/domain/desk/self-report.schema.ts'
import { cameFirst, type FoundBefore } from '#app/domain/desk/self-report.ts'
import type { SelfReportView } from '#app/domain/desk/views.ts'
import type { Names3 } from '#app/domain/penalty/notice-body.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { ReportFacts } from '../desk/report-facts.tsx'
import { SelfReportBadge } from '../desk/reports.tsx'
import { useName, useRefusalText } from '../desk/words.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { Facts } from '../facts.tsx'
import { NumberField, TextArea } from '../field.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { ConsequenceList } from '../gate.tsx'
import { PageHead, Section } from '../page-head.tsx'

type Report = Omit<SelfReportView, 'files'> & {
	readonly dealer: { readonly id: string; readonly name: string }
	readonly reportedBy: string
	readonly decidedBy: string
	readonly evidence: readonly {
		readonly id: string
		readonly caption: string
		readonly fileName: string
		readonly isImage: boolean
		readonly receivedAt: Instant
	}[]
	readonly violation: { readonly id: string; readonly number: string } | null
	readonly type: { readonly code: string; readonly names: Names3; readonly unit: string } | null
	readonly found: readonly FoundBefore[] | null
	readonly types: readonly { readonly code: string; readonly names: Names3; readonly severity: string }[]
	readonly signedUp: boolean
	readonly today: LocalDate
}
type Props = { report: Report; mayDecide: boolean; result: FormResult | undefined }

/** A dealer's report as staff see it: what it says, what was known before, and the two acts. */
export function SelfReportBody({ report, mayDecide, result }: Props) {
	const t = useT()
	const formats = useFormats()
	const refusalText = useRefusalText()
	const takeUp = useTakeUp(report, result)
	const decline = useActForm(declineSchema, {
		labels: { answer: t('self-report.decline.answer') },
		result,
		intent: 'decline',
		prefix: 'd',
	})
	const open = mayDecide && report.state === 'RECEIVED'
	return (
		<>
			<ErrorSummary form={takeUp} />
			<ErrorSummary form={decline} />
			<PageHead
				title={report.matter}
				crumbs={[{ label: t('self-report.title'), to: paths.selfReports() }, { label: report.number }]}
				meta={
					<>
						<span className="docno">{report.number}</span>
						<Link to={paths.dealer(report.dealer.id)}>{report.dealer.name}</Link>
						<SelfReportBadge state={report.state} />
					</>
				}
			/>
			<Section id="what" title={t('self-report.what')}>
				<ReportFacts report={report} today={report.today} by={report.reportedBy} />
			</Section>
			<Section id="files" title={t('self-report.files')}>
				<EvidenceList
					items={report.evidence.map((file) => ({
						href: paths.evidence(file.id),
						thumb: file.isImage ? paths.evidence(file.id, 'copy') : undefined,
						caption: file.caption || file.fileName,
						meta: formats.moment(file.receivedAt, report.today),
						integrity: 'unchecked',
					}))}
				/>
			</Section>
			<KnownBefore report={report} choose={open} />
			{report.state === 'RECEIVED' ? null : <Decided report={report} />}
			{open && report.signedUp ? (
				<Note kind="plain">{refusalText({ kind: 'forbidden', rule: 'self-report.signed-up' })}</Note>
			) : null}
			{open && !report.signedUp ? (
				<>
					{report.type ? <TakeUp report={report} form={takeUp} /> : null}
					<Section id="decline" title={t('self-report.decline')}>
						<ActForm form={decline} version={report.version} labelledBy="decline">
							<TextArea name="answer" max={500} short />
							<div className="btns">
								<SubmitButton variant="danger">{t('self-report.decline.do')}</SubmitButton>
							</div>
						</ActForm>
					</Section>
				</>
			) : null}
		</>
	)
}

function useTakeUp(report: Report, result: FormResult | undefined) {
	const t = useT()
	return useActForm(takeUpSchema, {
		labels: {
			typeCode: t('self-report.type'),
			units: t('self-report.units'),
			answer: t('self-report.take-up.answer'),
		},
		defaults: { units: String(report.units) },
		result,
		intent: 'take-up',
		prefix: 't',
	})
}

/** Which type it is, and what the branch had of it before the report. */
function KnownBefore({ report, choose }: { report: Report; choose: boolean }) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	const { found, type } = report
	return (
		<Section id="before" title={t('self-report.before')}>
			{choose ? (
				<Form method="get" className="form">
					<div className="field">
						<label htmlFor="type">{t('self-report.type')}</label>
						<p className="hint">{t('self-report.type.hint')}</p>
						<select id="type" name="type" defaultValue={type?.code ?? ''}>
							<option value="">{t('self-report.type.choose')}</option>
							{report.types.map((one) => (
								<option key={one.code} value={one.code}>
									{one.code} {name(one.names)} {one.severity}
								</option>
							))}
						</select>
					</div>
					<div className="btns">
						<Button type="submit">{t('self-report.type.look')}</Button>
					</div>
				</Form>
			) : null}
			{type ? (
				<p className="strong mt3">
					{type.code} {name(type.names)}
				</p>
			) : null}
			{found === null ? null : cameFirst(found) ? (
				<p className="mt2">{t('self-report.before.none')}</p>
			) : (
				<>
					<p className="mt2">{t('self-report.before.some')}</p>
					<ul className="read">
						{found.map((one) => (
							<li key={`${one.kind}${one.number}${one.at}`}>
								{t('self-report.before.at', {
									what:
										one.kind === 'order' && one.number === ''
											? t('self-report.before.order.closed')
											: t(`self-report.before.${one.kind}`, { number: one.number }),
									at: formats.moment(one.at, report.today),
								})}
							</li>
						))}
					</ul>
				</>
			)}
		</Section>
	)
}

function TakeUp({ report, form }: { report: Report; form: ReturnType<typeof useTakeUp> }) {
	const t = useT()
	const first = report.found !== null && cameFirst(report.found)
	return (
		<Section id="take-up" title={t('self-report.take-up')}>
			<ConsequenceList
				items={[
					{ icon: 'document', text: t('self-report.take-up.then.draft') },
					{
						icon: first ? 'check' : 'x',
						text: t('self-report.take-up.then.factor', { yes: t(first ? 'self-report.yes' : 'self-report.no') }),
					},
					{ icon: 'bell', text: t('self-report.take-up.then.told') },
				]}
			/>
			<ActForm
				form={form}
				version={report.version}
				labelledBy="take-up"
				className="mt4"
				hidden={{ typeCode: report.type?.code ?? '' }}
			>
				<NumberField name="units" />
				<TextArea name="answer" max={500} short optional />
				<div className="btns">
					<SubmitButton>{t('self-report.take-up.do')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}

function Decided({ report }: { report: Report }) {
	const t = useT()
	const formats = useFormats()
	return (
		<Section id="decided" title={t(`self-report.title.${report.state}`)}>
			<Facts
				items={[
					report.decidedAt !== null && {
						label: t(`self-report.state.${report.state}`),
						value: t('self-report.decided', {
							name: report.decidedBy,
							at: formats.moment(report.decidedAt, report.today),
						}),
					},
					report.answer !== '' && { label: t('self-report.answer'), value: report.answer },
					report.violation && {
						label: t('self-report.violation'),
						value: <Link to={paths.violation(report.violation.id)}>{report.violation.number}</Link>,
					},
				]}
			/>
		</Section>
	)
}

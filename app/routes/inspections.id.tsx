import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Tag } from '#app/components/badge.tsx'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { AnswerSections } from '#app/components/inspection/answers.tsx'
import { InspectionBadge, inspectionTypeLabel } from '#app/components/inspection/badges.tsx'
import { FilesSection } from '#app/components/inspection/files-section.tsx'
import { Findings } from '#app/components/inspection/findings.tsx'
import { InspectionActs } from '#app/components/inspection/inspection-acts.tsx'
import { titleAt } from '#app/components/inspection/page-title.ts'
import { RegisterTimeline } from '#app/components/inspection/register-timeline.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { inspectionIntentSchema } from '#app/domain/inspection/visit.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { addEvidence } from '#app/usecases/evidence/add-evidence.server.ts'
import { inspectionPage } from '#app/usecases/inspections/detail.server.ts'
import { closeFinding, violationFromFinding } from '#app/usecases/inspections/judge-finding.server.ts'
import { startVisit } from '#app/usecases/inspections/start-visit.server.ts'

export const handle: PageHandle = { title: titleAt('head', 'number') }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.read')
	return valueOrThrow(await inspectionPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.read')
	const form = await readUpload(args.request, inspectionIntentSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const { value, values, files } = form
	switch (value.intent) {
		case 'start':
			return respond(await startVisit(ctx, id, versionOf(values), value), paths.inspectionSheet(id), { values })
		case 'record': {
			const done = await violationFromFinding(ctx, value.findingId, versionOf(values), value.typeCode || undefined)
			return respond(done, (made) => paths.violation(made.id), { values })
		}
		case 'close':
			return respond(await closeFinding(ctx, value.findingId, versionOf(values), value.reason), paths.inspection(id), {
				values,
			})
		case 'evidence': {
			const incoming = files.map(({ name, bytes }) => ({ name, bytes, caption: value.caption }))
			const done = await addEvidence(ctx, { kind: 'inspection', id }, incoming)
			return respond(done, paths.inspection(id), { values })
		}
	}
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Inspection() {
	const t = useT()
	const formats = useFormats()
	const data = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { head } = data
	return (
		<>
			<PageHead
				title={head.outlet.name}
				crumbs={[{ label: t('inspection.title'), to: paths.inspections() }, { label: head.number }]}
				meta={
					<>
						<span className="docno">{head.number}</span>
						<span>{inspectionTypeLabel(t, head.type)}</span>
						<span>{formats.day(head.occurredOn, data.today)}</span>
						<span>
							<InspectionBadge state={head.state} />
						</span>
						{head.historic ? <Tag>{t('inspection.historic')}</Tag> : null}
						{head.scoreTenths === null ? null : (
							<b>{t('inspection.points', { score: formats.tenths(head.scoreTenths) })}</b>
						)}
					</>
				}
			/>
			<RefusalNote refusal={result?.refusal} />
			<Columns
				asideLabel={t('inspection.acts')}
				aside={head.historic ? null : <InspectionActs head={head} acts={data.acts} />}
			>
				<Section id="facts" title={t('inspection.facts')}>
					<VisitFacts data={data} />
				</Section>
				<Findings data={data} result={result} />
				{head.historic ? null : (
					<AnswerSections sheet={data.sheet} answers={data.answers} photos={data.photos} type={head.type} />
				)}
				<FilesSection files={data.files} mayAdd={data.acts.addEvidence} today={data.today} result={result} />
				<Section id="history" title={t('inspection.history')}>
					<RegisterTimeline events={data.events} today={data.today} />
				</Section>
			</Columns>
		</>
	)
}

function VisitFacts({ data: { head, today } }: { data: Data }) {
	const t = useT()
	const formats = useFormats()
	return (
		<Facts
			items={[
				{ label: t('inspection.field.inspector'), value: head.inspector ?? t('common.none') },
				head.secondInspector !== null && { label: t('inspection.field.second'), value: head.secondInspector },
				head.plannedOn !== null && {
					label: t('inspection.planned-on'),
					value: formats.day(head.plannedOn, today),
				},
				head.startedAt !== null && {
					label: t('inspection.started-at'),
					value: formats.moment(head.startedAt, today),
				},
				head.submittedAt !== null && {
					label: t('inspection.submitted-at'),
					value: formats.moment(head.submittedAt, today),
				},
				head.distanceM !== null && {
					label: t('register.coordinates'),
					value: t('inspection.distance', { count: head.distanceM }),
				},
				head.remark !== null && { label: t('inspection.field.remark'), value: head.remark },
				head.endReason !== null && { label: t('inspection.reason'), value: head.endReason },
			]}
		/>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { StateBadge } from '#app/components/badge.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { MeasureGround } from '#app/components/measure/ground.tsx'
import { LiftingSection } from '#app/components/measure/lifting.tsx'
import { ExitPanel, MeasureRecords } from '#app/components/measure/measure-forms.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { measureRecordSchema, panelVoteSchema } from '#app/domain/measure/measure-forms.schema.ts'
import { measureSchema } from '#app/domain/penalty/measure.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { voteOnExit } from '#app/usecases/measures/exit-vote.server.ts'
import { recordMeasure } from '#app/usecases/measures/record.server.ts'
import { measurePage } from '#app/usecases/measures/view.server.ts'

export const handle: PageHandle = { title: 'measure.one', width: 'form' }

const BADGE = { PROPOSED: 'todo', IMPOSED: 'run-3', DECLINED: 'ended', LIFTED: 'done' } as const

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'measure.read')
	return valueOrThrow(await measurePage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['measure.decide', 'measure.decide-exit', 'measure.record'])
	const id = idOf(args)
	const to = paths.measure(id)
	const intent = await intentOf(args.request, ['vote', 'record'])
	if (intent === 'vote') {
		const form = await readForm(args.request, panelVoteSchema)
		if (!form.ok) return invalid(form.result)
		const { vote, reason } = form.value
		const command = { id, version: versionOf(form.values), impose: vote === 'yes', reason }
		return respond(await voteOnExit(ctx, command), to, { values: form.values })
	}
	if (intent === 'record') {
		const form = await readForm(args.request, measureRecordSchema)
		if (!form.ok) return invalid(form.result)
		const command = { id, version: versionOf(form.values), ...form.value }
		return respond(await recordMeasure(ctx, command), to, { values: form.values })
	}
	const form = await readForm(args.request, measureSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	return respond(await decideMeasure(ctx, { id, version: versionOf(values), ...value }), to, { values })
}

export default function Measure() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const form = useActForm(measureSchema, {
		labels: { verdict: t('measure.verdict'), reason: t('measure.reason') },
		intent: 'decide',
		result,
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`measure.kind.${page.kind}`)}
				crumbs={[
					{ label: t('measures.title'), to: paths.measures() },
					{ label: page.penalty.number, to: paths.penalty(page.penalty.id) },
					{ label: t('measure.one') },
				]}
				meta={
					<>
						<span>{page.dealer.name}</span>
						<StateBadge kind={BADGE[page.state]}>{t(`measure.state.${page.state}`)}</StateBadge>
					</>
				}
				lead={t(`measure.kind.${page.kind}.what`)}
			/>
			{page.underReview.map((one) => (
				<Note key={one.id} kind="warn">
					{t(`measure.under-review.${one.because}`, { number: one.number })}
				</Note>
			))}
			<MeasureGround page={page} />
			<LiftingSection lines={page.lifting} until={page.endsOn} plan={page.plan} today={page.today} />
			{page.kind === 'TERMINATE' ? <ExitPanel {...page} result={result} /> : null}
			{page.entries.length > 0 && page.seesList ? (
				<Section id="entries" title={t('measure.entries')}>
					<Facts
						items={page.entries.map((one) => ({
							label: one.number,
							value: <Link to={paths.blacklistEntry(one.id)}>{one.name}</Link>,
						}))}
					/>
				</Section>
			) : null}
			{page.verdicts.length > 0 ? (
				<Section id="decide" title={t('measure.decide')}>
					<ActForm form={form} version={page.version} labelledBy="decide">
						<RadioGroup
							name="verdict"
							options={page.verdicts.map((value) => ({
								value,
								label: t(`measure.verdict.${value}`),
								hint: t(`measure.verdict.${value}.hint`),
							}))}
						/>
						<TextArea name="reason" max={500} short />
						<div className="btns">
							<SubmitButton variant="seal">{t('measure.decide.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : page.state === 'PROPOSED' ? (
				<Note kind="plain">
					{page.helpers.length > 0
						? t('measure.helpers', { list: formats.list(page.helpers) })
						: t('penalty.help.none')}
				</Note>
			) : null}
			{page.kind === 'TALK' || page.kind === 'CIRCULAR' ? (
				<MeasureRecords {...page} kind={page.kind} result={result} />
			) : null}
			<SubjectLog events={page.events} today={page.today} />
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { SubjectName } from '#app/components/audit/event-table.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { opinionAnswerSchema } from '#app/domain/audit/audit.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { answerOpinion, opinionPage } from '#app/usecases/audit/opinions.server.ts'

export const handle: PageHandle = { title: 'audit.opinion.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['audit.read', 'audit.answer'])
	return { today: ctx.today, ...valueOrThrow(await opinionPage(ctx, args.params.id ?? '')) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'audit.answer')
	const form = await readForm(args.request, opinionAnswerSchema)
	if (!form.ok) return invalid(form.result)
	const id = args.params.id ?? ''
	return respond(await answerOpinion(ctx, id, form.value), paths.opinion(id), { values: form.values })
}

export default function Opinion() {
	const t = useT()
	const formats = useFormats()
	const opinion = useLoaderData<typeof loader>()
	const form = useActForm(opinionAnswerSchema, {
		labels: { answer: t('audit.opinion.answer') },
		result: useActionData<typeof action>(),
	})
	const { subject, today } = opinion
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('audit.opinion.on', { number: subject?.number || subject?.title || '' })}
				crumbs={[{ label: t('audit.opinions.title'), to: paths.auditOpinions() }]}
			/>
			<Section id="opinion" title={t('audit.opinion.text')}>
				<p className="read">{opinion.text}</p>
				<Facts
					items={[
						subject && { label: t('audit.opinion.case'), value: <SubjectName {...subject} /> },
						{ label: t('audit.opinion.by'), value: opinion.recordedBy },
						{ label: t('audit.opinion.at'), value: formats.moment(opinion.recordedAt, today) },
						opinion.mayAudit &&
							subject && {
								label: t('audit.proof'),
								value: <Link to={paths.chainProof(subject.kind, subject.id)}>{t('audit.proof')}</Link>,
							},
					]}
				/>
			</Section>
			<Section id="answer" title={t('audit.opinion.answer.title')}>
				{opinion.answeredAt ? (
					<>
						<p className="read">{opinion.answer}</p>
						<Facts
							items={[
								{ label: t('audit.opinion.answer.by'), value: opinion.answeredBy },
								{ label: t('audit.opinion.answer.at'), value: formats.moment(opinion.answeredAt, today) },
							]}
						/>
					</>
				) : opinion.mayAnswer ? (
					<ActForm form={form} version={opinion.version} guard labelledBy="answer">
						<TextArea name="answer" hint={t('audit.opinion.answer.hint')} max={2000} />
						<div className="btns">
							<SubmitButton>{t('audit.opinion.answer.do')}</SubmitButton>
						</div>
					</ActForm>
				) : (
					<p className="muted">
						{opinion.answerer ? t('audit.opinion.waits', { role: t(`role.${opinion.answerer}`) }) : null}
					</p>
				)}
			</Section>
		</>
	)
}

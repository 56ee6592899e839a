import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { SuccessionBadge } from '#app/components/measure/successions.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { successionDecisionSchema } from '#app/domain/measure/measure-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { decideSuccession } from '#app/usecases/succession/decide.server.ts'
import { successionPage } from '#app/usecases/succession/views.server.ts'

export const handle: PageHandle = { title: 'succession.one', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	return valueOrThrow(await successionPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'succession.release')
	const form = await readForm(args.request, successionDecisionSchema)
	if (!form.ok) return invalid(form.result)
	const { verdict, reason } = form.value
	const id = idOf(args)
	const command = { id, version: versionOf(form.values), release: verdict === 'release', reason }
	return respond(await decideSuccession(ctx, command), paths.succession(id), { values: form.values })
}

export default function Succession() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(successionDecisionSchema, {
		labels: { verdict: t('succession.decide'), reason: t('succession.reason') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`succession.kind.${page.kind}`)}
				crumbs={[
					{ label: t('register.dealers'), to: paths.dealers() },
					{ label: page.to.name, to: paths.dealer(page.to.id) },
					{ label: t('succession.one') },
				]}
				meta={<SuccessionBadge state={page.state} />}
				lead={t('succession.sub')}
			/>
			<Facts
				items={[
					{
						label: t('succession.outlet'),
						value: page.outlet ? (
							<Link to={paths.outlet(page.outlet.id)}>{page.outlet.name}</Link>
						) : (
							t('succession.whole')
						),
					},
					{ label: t('succession.from'), value: <Link to={paths.dealer(page.from.id)}>{page.from.name}</Link> },
					{ label: t('succession.to'), value: <Link to={paths.dealer(page.to.id)}>{page.to.name}</Link> },
					{ label: t('succession.on'), value: formats.fullDay(page.on) },
					{ label: t('succession.by'), value: page.proposedBy },
					page.reason !== '' && { label: t('succession.reason'), value: page.reason },
					page.decidedBy !== null && {
						label: t('succession.decided'),
						value: `${page.decidedBy} ${page.decisionReason ?? ''}`,
					},
				]}
			/>
			{page.mayDecide ? (
				<Section id="decide" title={t('succession.decide')}>
					<ActForm form={form} version={page.version} labelledBy="decide">
						<RadioGroup
							name="verdict"
							options={(['release', 'refuse'] as const).map((value) => ({ value, label: t(`succession.${value}`) }))}
						/>
						<TextArea name="reason" max={500} short />
						<div className="btns">
							<SubmitButton variant="seal">{t('succession.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
			<SubjectLog events={page.events} today={page.today} />
		</>
	)
}

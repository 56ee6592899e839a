import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { AuditNav } from '#app/components/audit/audit-nav.tsx'
import { SampleForm, useSampleForm } from '#app/components/audit/sample-form.tsx'
import { SampleDetail, SampleList } from '#app/components/audit/sample-view.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { sampleSchema } from '#app/domain/audit/audit.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { drawCases, listSamples, samplePage } from '#app/usecases/audit/samples.server.ts'

export const handle: PageHandle = { title: 'audit.sample.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'audit.read')
	const query = new URL(args.request.url).searchParams
	const id = query.get('id')
	if (id) return { today: ctx.today, sample: valueOrThrow(await samplePage(ctx, id)), earlier: null, first: true }
	const cursor = query.get('cursor')
	return { today: ctx.today, sample: null, earlier: await listSamples(ctx, cursor), first: cursor === null }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'audit.sample')
	const form = await readForm(args.request, sampleSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await drawCases(ctx, form.value), ({ id }) => paths.auditSample({ id }), { values: form.values })
}

export default function Sample() {
	const t = useT()
	const { sample, earlier, today, first } = useLoaderData<typeof loader>()
	const form = useSampleForm(useActionData<typeof action>())
	if (sample)
		return (
			<>
				<PageHead
					title={t('audit.sample.result', { population: sample.population, count: sample.drawn })}
					crumbs={[
						{ label: t('audit.title'), to: paths.audit() },
						{ label: t('audit.sample.title'), to: paths.auditSample() },
					]}
					actions={<ButtonLink to={paths.auditSample()}>{t('audit.sample.new')}</ButtonLink>}
				/>
				<SampleDetail sample={sample} today={today} />
			</>
		)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={t('audit.sample.title')} flush />
			<AuditNav current="sample" />
			<Section id="draw" title={t('audit.sample.draw')}>
				<SampleForm form={form} />
			</Section>
			<Section id="earlier" title={t('audit.sample.earlier')}>
				<SampleList rows={earlier?.rows ?? []} today={today} />
				{earlier?.next || !first ? (
					<Pager
						text={t('audit.sample.earlier')}
						prev={first ? null : paths.auditSample()}
						next={earlier?.next ? paths.auditSample({ cursor: earlier.next }) : null}
					/>
				) : null}
			</Section>
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { DraftState, TemplateEditor, useTemplateForm, Wording } from '#app/components/penalty/template-parts.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { templateDraftSchema } from '#app/domain/notice/template.schema.ts'
import { nothingSchema } from '#app/domain/penalty/answer.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import {
	documentKindOf,
	dropTemplateDraft,
	publishTemplate,
	saveTemplateDraft,
} from '#app/usecases/notices/edit-template.server.ts'
import { templatePage } from '#app/usecases/notices/template-pages.server.ts'

export const handle: PageHandle = { title: 'template.title', width: 'mid' }

export const shouldRevalidate = afterConflict

function kindOf(params: LoaderFunctionArgs['params']) {
	const kind = documentKindOf(params.kind ?? '')
	if (!kind) throw notFound()
	return kind
}

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	return templatePage(ctx, kindOf(args.params))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['template.draft', 'template.publish'])
	const kind = kindOf(args.params)
	const to = paths.template(kind)
	const intent = await intentOf(args.request, ['publish', 'drop'])
	if (intent === undefined) {
		const form = await readForm(args.request, templateDraftSchema)
		if (!form.ok) return invalid(form.result)
		const { value, values } = form
		return respond(await saveTemplateDraft(ctx, { kind, version: versionOf(values) }, value), to, { values })
	}
	const form = await readForm(args.request, nothingSchema)
	if (!form.ok) return invalid(form.result)
	const command = { kind, version: versionOf(form.values) }
	return intent === 'publish'
		? respond(await publishTemplate(ctx, command), to, { values: form.values })
		: respond(await dropTemplateDraft(ctx, command), to, { values: form.values })
}

export default function Template() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const form = useTemplateForm(page, useActionData<typeof action>())
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`notice.title.${page.kind}`)}
				crumbs={[{ label: t('template.title'), to: paths.templates() }]}
				meta={<span>{t('template.version', { version: page.currentVersion ?? 1 })}</span>}
			/>
			{page.draft ? <DraftState page={page} draft={page.draft} /> : null}
			<Section id="in-force" title={t('template.in-force')}>
				<Wording texts={page.texts} />
			</Section>
			<Section id="versions" title={t('template.versions')}>
				{page.versions.map((one) => (
					<More
						key={one.version}
						summary={formats.list([
							t('template.version', { version: one.version }),
							t('template.from', { day: formats.fullDay(one.from) }),
							one.publishedBy === null
								? t('template.shipped')
								: t('template.by', { drafter: one.draftedBy ?? '', publisher: one.publishedBy }),
							one.sha256.slice(0, 12),
						])}
					>
						<Wording texts={one.texts} />
					</More>
				))}
			</Section>
			{page.mayDraft ? <TemplateEditor page={page} form={form} /> : null}
		</>
	)
}

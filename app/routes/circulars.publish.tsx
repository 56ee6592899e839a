import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { useSentences } from '#app/components/order/circular-body.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { useRefusalWords } from '#app/components/refusal-words.ts'
import { afterConflict } from '#app/components/revalidate.ts'
import { circularPublishSchema } from '#app/domain/order/circular.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { publishCircular } from '#app/usecases/circulars/publish.server.ts'
import { circularPage } from '#app/usecases/circulars/views.server.ts'

export const handle: PageHandle = { title: 'circular.publish', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'circular.publish')
	return valueOrThrow(await circularPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'circular.publish')
	const form = await readForm(args.request, circularPublishSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return respond(await publishCircular(ctx, id, versionOf(form.values)), paths.circular(id), { values: form.values })
}

export default function Publish() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const refusalText = useRefusalWords(page.today)
	const sentences = useSentences(page.facts)
	const form = useActForm(circularPublishSchema, {
		labels: { confirmed: t('circular.publish.confirm') },
		result: useActionData<typeof action>(),
	})
	const title = t('circular.title', { month: formats.month(page.month) })
	const back = paths.circular(page.id)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('circular.publish')}
				crumbs={[
					{ label: t('circular.list'), to: paths.circulars() },
					{ label: title, to: back },
					{ label: t('circular.publish') },
				]}
				lead={t('circular.publish.lead')}
			/>
			{page.publishShut ? (
				<>
					<Note kind="plain">{refusalText(page.publishShut)}</Note>
					<p className="mt4">
						<ButtonLink to={back}>{t('circular.back')}</ButtonLink>
					</p>
				</>
			) : (
				<>
					<Section id="will" title={t('order.will')}>
						<ConsequenceList
							items={[
								{ icon: 'document', text: t('circular.publish.will.number') },
								{ icon: 'lock', text: t('circular.publish.will.freeze') },
								{ icon: 'message', text: t('circular.publish.will.tell') },
							]}
						/>
					</Section>
					<Section id="says" title={title}>
						<div className="read">
							{sentences.map((sentence) => (
								<p key={sentence}>{sentence}</p>
							))}
							{page.remark === '' ? null : <p>{page.remark}</p>}
						</div>
					</Section>
					<ActForm form={form} version={page.version} className="mt4">
						<CheckField name="confirmed" />
						<div className="btns">
							<SubmitButton variant="seal">{t('circular.publish')}</SubmitButton>
							<ButtonLink variant="quiet" to={back}>
								{t('circular.back')}
							</ButtonLink>
						</div>
					</ActForm>
				</>
			)}
		</>
	)
}

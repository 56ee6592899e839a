import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskActPage } from '#app/components/desk/act-page.tsx'
import { TextArea } from '#app/components/field.tsx'
import { FileField, RadioGroup } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { useKeptDraft } from '#app/components/kept-draft.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { requestReviewSchema } from '#app/domain/penalty/penalty.schema.ts'
import { REVIEW_GROUNDS } from '#app/domain/penalty/review.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { draftFor, sentDraft } from '#app/usecases/drafts/drafts.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'

export const handle: PageHandle = { title: 'desk.review', layout: 'plain' }

export const shouldRevalidate = afterConflict

const draftKey = (id: string) => `review:${id}`

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.review')
	const { id, number, version, gates, told } = valueOrThrow(await deskCase(ctx, idOf(args)))
	const clock = told.reviewClock ?? null
	return { view: { id, number, version }, clock, gate: gates.review, draft: await draftFor(ctx, draftKey(id)) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.review')
	const id = idOf(args)
	const form = await readUpload(args.request, requestReviewSchema)
	if (!form.ok) return invalid(form.result)
	const { ground, reason } = form.value
	const done = await askForReview(ctx, { id, version: versionOf(form.values), ground, statement: reason }, form.files)
	if (done.ok) await sentDraft(ctx, draftKey(id))
	return respond(done, `${paths.deskCase(id)}?done=review`, { values: form.values })
}

export default function DeskReview() {
	const t = useT()
	const { view, clock, gate, draft } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const kept = useKeptDraft(draft, { result })
	const form = useActForm(requestReviewSchema, {
		labels: { ground: t('desk.review.ground'), reason: t('desk.review.reason'), files: t('desk.defence.files') },
		defaults: kept.values,
		result,
		revision: kept.revision,
		beforeSend: kept.beforeSend,
	})
	return (
		<DeskActPage
			view={view}
			gate={gate}
			form={form}
			kept={kept}
			upload
			title={t('desk.review')}
			submit={t('desk.review.do')}
			consequences={[
				{ icon: 'users', text: t('desk.review.then.other') },
				{ icon: 'check', text: t('desk.review.then.never-up') },
				{ icon: 'lock', text: t('desk.review.then.money') },
				...(clock
					? [
							{
								icon: 'clock',
								text: t('review.default.announced', { ...clock, said: t(`review.default.${clock.outcome}.plain`) }),
							} as const,
						]
					: []),
			]}
		>
			<RadioGroup
				name="ground"
				options={REVIEW_GROUNDS.map((ground) => ({
					value: ground,
					label: t(`desk.ground.${ground}`),
					hint: t(`desk.ground.${ground}.hint`),
				}))}
			/>
			<TextArea name="reason" max={2000} />
			<FileField
				name="files"
				multiple
				optional
				accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
				hint={t('desk.files.hint')}
			/>
		</DeskActPage>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { DeclareFields, useDeclareLabels } from '#app/components/penalty/gate-fields.tsx'
import { useReviewDefault } from '#app/components/penalty/review-parts.tsx'
import { extendReviewSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { extendReviewOf } from '#app/usecases/penalties/review-clock.server.ts'

export const handle: PageHandle = { title: 'penalty.page.extend-review', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.extend-review')
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['extend-review']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.extend-review')
	const form = await readForm(args.request, extendReviewSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return actAtGate(ctx, form, {
		id,
		actions: ['penalty.extend-review'],
		to: afterAct(id, 'extend-review'),
		run: ({ reason }, declaration) => extendReviewOf(ctx, { id, version: versionOf(form.values), reason, declaration }),
	})
}

export default function ExtendReview() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const byDefault = useReviewDefault(page)
	const declare = useDeclareLabels(page.gate)
	const form = useActForm(extendReviewSchema, {
		labels: { reason: t('review.extend.reason'), ...declare, confirm: t('review.extend.confirm') },
		result: useActionData<typeof action>(),
	})
	const names = formats.list(page.dealer.owners) || page.dealer.name
	const { dueOn, extensionDays } = page.reviewRule
	return (
		<ActPage
			page={page}
			act="extend-review"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'calendar', text: t('review.extend.then-clock', { count: extensionDays }) },
				{ icon: 'bell', text: t('review.extend.then-told', { names }) },
				{ icon: 'clock', text: byDefault },
				{ icon: 'history', text: t('review.extend.then-once') },
			]}
			answers={[
				...answers,
				dueOn !== null && { label: t('review.due.old'), value: formats.longDay(dueOn, page.today) },
				preview.extendTo !== null && {
					label: t('review.due.new'),
					value: <b>{formats.longDay(preview.extendTo, page.today)}</b>,
				},
			]}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign" guard>
					<TextArea name="reason" hint={t('review.extend.reason.hint')} max={500} />
					<DeclareFields gate={page.gate} />
					<CheckField name="confirm" />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.extend-review')}</SubmitButton>
						<NotNow page={page} act="extend-review" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

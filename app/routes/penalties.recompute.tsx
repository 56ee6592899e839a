import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { Cascade } from '#app/components/penalty/cascade.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { recomputeSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { recomputeTask } from '#app/usecases/penalties/recompute.server.ts'

export const handle: PageHandle = { title: 'penalty.page.recompute', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.recompute')
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['recompute']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.recompute')
	const form = await readForm(args.request, recomputeSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const id = idOf(args)
	const done = await recomputeTask(ctx, { id, version: versionOf(values), seen: value.seen })
	return respond(done, afterAct(id, 'recompute'), { values })
}

export default function RecomputePenalty() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const form = useActForm(recomputeSchema, { labels: {}, result: useActionData<typeof action>() })
	const [old, now] = [formats.money(page.amountFen), formats.money(preview.amountFen)]
	return (
		<ActPage
			page={page}
			act="recompute"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'ledger', text: t('penalty.recompute.then-amount', { old, now }) },
				...(page.decidedAt === null ? [] : [{ icon: 'document', text: t('penalty.recompute.then-document') } as const]),
			]}
			answers={[
				...answers,
				{
					label: t('penalty.recompute.cause'),
					value: t('penalty.recompute.without', {
						list: formats.list(page.tasks.filter((one) => one.kind === 'recompute').map((one) => one.causeNumber)),
					}),
				},
				{ label: t('penalty.priors'), value: t('penalty.priors.sub', { count: preview.priors }) },
				{ label: t('penalty.amount.short'), value: t('penalty.check.changed', { old, now }) },
				{
					label: t('penalty.points'),
					value: t('penalty.recompute.points', { old: page.points, now: preview.points }),
				},
			]}
			before={preview.cascade ? <Cascade plan={preview.cascade.plan} /> : null}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} hidden={{ seen: preview.cascade?.seen ?? '' }} labelledBy="sign">
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.recompute')}</SubmitButton>
						<NotNow page={page} act="recompute" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

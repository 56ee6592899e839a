import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { agreeWaiverSchema, waiveSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { agreeWaiverOf, proposeWaiverOf } from '#app/usecases/penalties/exits.server.ts'

export const handle: PageHandle = { title: 'penalty.page.waive', width: 'form' }

const ACTIONS = ['penalty.propose-waiver', 'penalty.decide-l1', 'penalty.decide-l2-l3'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['waive', 'agree-waiver']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	const id = idOf(args)
	if ((await intentOf(args.request, ['agree'])) === 'agree') {
		const form = await readForm(args.request, agreeWaiverSchema)
		if (!form.ok) return invalid(form.result)
		const { values } = form
		const done = await agreeWaiverOf(ctx, { id, version: versionOf(values) })
		return respond(done, afterAct(id, 'agree-waiver'), { values })
	}
	const form = await readForm(args.request, waiveSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const done = await proposeWaiverOf(ctx, { id, version: versionOf(values), reason: value.reason })
	return respond(done, afterAct(id, 'waive'), { values })
}

export default function WaivePenalty() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const result = useActionData<typeof action>()
	const proposed = page.waiverProposedBy !== null
	const labels = { reason: t('penalty.waive.reason'), confirm: t('penalty.waive.confirm') }
	const propose = useActForm(waiveSchema, { labels, intent: 'propose', result })
	const agree = useActForm(agreeWaiverSchema, {
		labels: { confirm: labels.confirm },
		intent: 'agree',
		prefix: 'g',
		result,
	})
	const act = proposed ? 'agree-waiver' : 'waive'
	return (
		<ActPage
			page={page}
			act={act}
			forms={[proposed ? agree : propose]}
			shut={shut}
			consequences={[
				...(proposed ? [] : [{ icon: 'users', text: t('penalty.waive.then-second') } as const]),
				{ icon: 'document', text: t('penalty.waive.then-letter') },
				{ icon: 'lock', text: t('penalty.waive.then-release', { amount: formats.money(preview.heldFen) }) },
				{ icon: 'fix', text: t('penalty.waive.then-plan') },
			]}
			answers={[
				...answers,
				{
					label: t('penalty.amount.total'),
					value: t('penalty.waive.amount', { amount: formats.money(page.amountFen) }),
				},
				proposed && {
					label: t('penalty.waive.reason'),
					value: t('penalty.waive.proposed', { name: page.waiverProposedBy ?? '', reason: page.endReason ?? '' }),
				},
			]}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={proposed ? agree : propose} version={page.version} labelledBy="sign" guard>
					{proposed ? null : <TextArea name="reason" hint={t('penalty.waive.reason.hint')} max={500} />}
					<CheckField name="confirm" />
					<div className="btns">
						<SubmitButton variant="seal">{t(proposed ? 'penalty.act.agree-waiver' : 'penalty.act.waive')}</SubmitButton>
						<NotNow page={page} act={act} />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

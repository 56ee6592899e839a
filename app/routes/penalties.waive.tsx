import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { DeclareFields, useDeclareLabels } from '#app/components/penalty/gate-fields.tsx'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { agreeWaiverSchema, refuseWaiverSchema, waiveSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { agreeWaiverOf, proposeWaiverOf, refuseWaiverOf } from '#app/usecases/penalties/exits.server.ts'

export const handle: PageHandle = { title: 'penalty.page.waive', width: 'form' }

const ACTIONS = ['penalty.propose-waiver', 'penalty.decide-l1', 'penalty.decide-l2-l3'] as const

/** Who gives or refuses the second signature. */
const SECOND = ['penalty.decide-l1', 'penalty.decide-l2-l3'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['waive', 'agree-waiver']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ACTIONS)
	const id = idOf(args)
	const intent = await intentOf(args.request, ['agree', 'refuse'])
	if (intent === 'agree') {
		const form = await readForm(args.request, agreeWaiverSchema)
		if (!form.ok) return invalid(form.result)
		const version = versionOf(form.values)
		const run = (_: unknown, declaration: Declaration | undefined) => agreeWaiverOf(ctx, { id, version, declaration })
		return actAtGate(ctx, form, { id, actions: SECOND, to: afterAct(id, 'agree-waiver'), run })
	}
	if (intent === 'refuse') {
		const form = await readForm(args.request, refuseWaiverSchema)
		if (!form.ok) return invalid(form.result)
		const command = { id, version: versionOf(form.values), reason: form.value.reason }
		const run = (_: unknown, declaration: Declaration | undefined) => refuseWaiverOf(ctx, { ...command, declaration })
		return actAtGate(ctx, form, { id, actions: SECOND, to: paths.penalty(id), run })
	}
	const form = await readForm(args.request, waiveSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, version: versionOf(form.values), reason: form.value.reason }
	const run = (_: unknown, declaration: Declaration | undefined) => proposeWaiverOf(ctx, { ...command, declaration })
	return actAtGate(ctx, form, { id, actions: ['penalty.propose-waiver'], to: afterAct(id, 'waive'), run })
}

export default function WaivePenalty() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const result = useActionData<typeof action>()
	const proposed = page.waiverProposedBy !== null
	const declare = useDeclareLabels(page.gate)
	const labels = { reason: t('penalty.waive.reason'), ...declare, confirm: t('penalty.waive.confirm') }
	const propose = useActForm(waiveSchema, { labels, intent: 'propose', result })
	const agree = useActForm(agreeWaiverSchema, {
		labels: { ...declare, confirm: labels.confirm },
		intent: 'agree',
		prefix: 'g',
		result,
	})
	const refuse = useActForm(refuseWaiverSchema, {
		labels: { reason: t('gate.waiver.refuse.reason'), ...declare },
		intent: 'refuse',
		prefix: 'n',
		result,
	})
	const act = proposed ? 'agree-waiver' : 'waive'
	return (
		<ActPage
			page={page}
			act={act}
			forms={proposed ? [agree, refuse] : [propose]}
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
					<DeclareFields gate={page.gate} />
					<CheckField name="confirm" />
					<div className="btns">
						<SubmitButton variant="seal">{t(proposed ? 'penalty.act.agree-waiver' : 'penalty.act.waive')}</SubmitButton>
						<NotNow page={page} act={act} />
					</div>
				</ActForm>
			</Section>
			{proposed ? (
				<Section id="refuse" title={t('gate.waiver.refuse')} sub={t('gate.waiver.refuse.why')}>
					<ActForm form={refuse} version={page.version} labelledBy="refuse">
						<TextArea name="reason" max={500} short />
						<DeclareFields gate={page.gate} />
						<div className="btns">
							<SubmitButton variant="plain">{t('gate.waiver.refuse.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
		</ActPage>
	)
}

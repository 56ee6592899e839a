import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { DeclareFields, useDeclareLabels } from '#app/components/penalty/gate-fields.tsx'
import { noticeSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { issueNotice } from '#app/usecases/penalties/issue-notice.server.ts'

export const handle: PageHandle = { title: 'penalty.page.notice', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.notice')
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['notice']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.notice')
	const form = await readForm(args.request, noticeSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return actAtGate(ctx, form, {
		id,
		actions: ['penalty.notice'],
		to: afterAct(id, 'notice'),
		run: ({ acceptanceReason }, declaration) =>
			issueNotice(ctx, { id, version: versionOf(form.values), acceptanceReason, declaration }),
	})
}

export default function IssueNotice() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const declare = useDeclareLabels(page.gate)
	const form = useActForm(noticeSchema, {
		labels: {
			acceptanceReason: t('gate.acceptance.reason'),
			...declare,
			confirm: t('penalty.notice.confirm'),
		},
		result: useActionData<typeof action>(),
	})
	const { holdFen, uncoveredFen, aboveLoss } = preview
	return (
		<ActPage
			page={page}
			act="notice"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'document', text: t('penalty.notice.then-document') },
				{ icon: 'bell', text: t('penalty.then-told', { names: formats.list(page.dealer.owners) || page.dealer.name }) },
				{
					icon: 'lock',
					text:
						uncoveredFen > 0
							? t('penalty.notice.then-hold-part', { hold: formats.money(holdFen), rest: formats.money(uncoveredFen) })
							: t('penalty.notice.then-hold', { amount: formats.money(holdFen) }),
				},
				{ icon: 'clock', text: t('penalty.notice.then-window') },
				{ icon: 'fix', text: t('penalty.notice.then-plan') },
			]}
			answers={[
				...answers,
				{ label: t('penalty.evidence'), value: t('penalty.evidence.count', { count: page.evidence.length }) },
				{ label: t('penalty.amount.total'), value: <b>{formats.money(page.amountFen)}</b> },
				{ label: t('penalty.points'), value: t('penalty.points.n', { count: page.points }) },
				aboveLoss && { label: t('penalty.loss'), value: t('penalty.above-loss') },
			]}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign">
					{page.gate.rulebookAccepted ? null : (
						<TextArea name="acceptanceReason" hint={t('gate.acceptance.reason.hint')} max={300} short />
					)}
					<DeclareFields gate={page.gate} />
					<CheckField name="confirm" hint={t('penalty.evidence.count', { count: page.evidence.length })} />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.notice')}</SubmitButton>
						<NotNow page={page} act="notice" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

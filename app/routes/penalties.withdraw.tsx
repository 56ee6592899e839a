import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { useExitAnswers, useExitConsequences } from '#app/components/penalty/exit-parts.tsx'
import { withdrawSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { withdrawCase } from '#app/usecases/penalties/exits.server.ts'

export const handle: PageHandle = { title: 'penalty.page.withdraw', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.withdraw')
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['withdraw']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.withdraw')
	const form = await readForm(args.request, withdrawSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const id = idOf(args)
	const done = await withdrawCase(ctx, { id, version: versionOf(values), reason: value.reason })
	return respond(done, afterAct(id, 'withdraw'), { values })
}

export default function WithdrawPenalty() {
	const t = useT()
	const { page, shut, preview } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const form = useActForm(withdrawSchema, {
		labels: { reason: t('penalty.withdraw.reason'), confirm: t('penalty.withdraw.confirm') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActPage
			page={page}
			act="withdraw"
			forms={[form]}
			shut={shut}
			consequences={useExitConsequences(page, 'withdraw', preview)}
			answers={[...answers, ...useExitAnswers(page)]}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign" guard>
					<TextArea name="reason" hint={t('penalty.withdraw.reason.hint')} max={500} />
					<CheckField name="confirm" />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.withdraw')}</SubmitButton>
						<NotNow page={page} act="withdraw" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

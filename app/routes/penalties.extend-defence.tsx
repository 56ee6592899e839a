import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { extensionSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { extendDefence } from '#app/usecases/penalties/extend-defence.server.ts'

export const handle: PageHandle = { title: 'penalty.page.extend-defence', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.extend-defence')
	return valueOrThrow(await penaltyActPage(ctx, idOf(args), ['extend-defence']))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.extend-defence')
	const form = await readForm(args.request, extensionSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const id = idOf(args)
	const done = await extendDefence(ctx, { id, version: versionOf(values), reason: value.reason })
	return respond(done, afterAct(id, 'extend-defence'), { values })
}

export default function ExtendDefence() {
	const t = useT()
	const formats = useFormats()
	const { page, shut } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const form = useActForm(extensionSchema, {
		labels: { reason: t('penalty.extend.reason') },
		result: useActionData<typeof action>(),
	})
	const names = formats.list(page.dealer.owners) || page.dealer.name
	return (
		<ActPage
			page={page}
			act="extend-defence"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'calendar', text: t('penalty.extend.then-window') },
				{ icon: 'clock', text: t('penalty.extend.then-decision') },
				{ icon: 'bell', text: t('penalty.then-told-only', { names }) },
			]}
			answers={[
				...answers,
				page.defenceDueOn !== null && {
					label: t('penalty.step.defence'),
					value: t('penalty.step.until', { day: formats.longDay(page.defenceDueOn, page.today) }),
				},
			]}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign">
					<TextArea name="reason" optional max={500} short />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.extend-defence')}</SubmitButton>
						<NotNow page={page} act="extend-defence" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

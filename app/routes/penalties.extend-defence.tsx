import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { ExtensionFacts } from '#app/components/penalty/extension-facts.tsx'
import { decideExtensionSchema } from '#app/domain/penalty/answer.schema.ts'
import { extensionSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
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
	const id = idOf(args)
	if ((await intentOf(args.request, ['answer'])) === 'answer') {
		const form = await readForm(args.request, decideExtensionSchema)
		if (!form.ok) return invalid(form.result)
		const { value, values } = form
		const command = { id, version: versionOf(values), grant: value.choice === 'grant', reason: value.reason }
		return respond(await extendDefence(ctx, command), afterAct(id, 'extend-defence'), { values })
	}
	const form = await readForm(args.request, extensionSchema)
	if (!form.ok) return invalid(form.result)
	const { value, values } = form
	const done = await extendDefence(ctx, { id, version: versionOf(values), reason: value.reason })
	return respond(done, afterAct(id, 'extend-defence'), { values })
}

export default function ExtendDefence() {
	const t = useT()
	const formats = useFormats()
	const { page, shut } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const result = useActionData<typeof action>()
	const asked = page.extension?.outcome === null ? page.extension : null
	const given = useActForm(extensionSchema, { labels: { reason: t('penalty.extend.reason') }, result, intent: 'give' })
	const answer = useActForm(decideExtensionSchema, {
		labels: { choice: t('penalty.extension.choice'), reason: t('penalty.extension.reason') },
		result,
		intent: 'answer',
	})
	const form = asked ? answer : given
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
			before={
				asked ? (
					<Section id="asked" title={t('penalty.extension')}>
						<ExtensionFacts extension={asked} today={page.today} />
					</Section>
				) : null
			}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign">
					{asked ? (
						<RadioGroup
							name="choice"
							options={[
								{ value: 'grant', label: t('penalty.extension.grant') },
								{ value: 'refuse', label: t('penalty.extension.refuse') },
							]}
						/>
					) : null}
					<TextArea
						name="reason"
						optional
						max={500}
						short
						hint={asked ? t('penalty.extension.reason.hint') : undefined}
					/>
					<div className="btns">
						<SubmitButton variant="seal">
							{t(asked ? 'penalty.extension.do' : 'penalty.act.extend-defence')}
						</SubmitButton>
						<NotNow page={page} act="extend-defence" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

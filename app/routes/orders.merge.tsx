import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderMergeInSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { mergePage } from '#app/usecases/orders/act-pages.server.ts'
import { mergeByForm } from '#app/usecases/orders/end.server.ts'

export const handle: PageHandle = { title: 'order.act.merge', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	return valueOrThrow(await mergePage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	const form = await readForm(args.request, orderMergeInSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return respond(await mergeByForm(ctx, id, versionOf(form.values), form.value), paths.order(id), {
		values: form.values,
	})
}

export default function Merge() {
	const t = useT()
	const { order, shut, alike } = useLoaderData<typeof loader>()
	const form = useActForm(orderMergeInSchema, {
		labels: {
			sources: t('order.merge-in.sources'),
			numbers: t('order.merge-in.numbers'),
			reason: t('order.merge.reason'),
		},
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="merge" shut={shut} forms={[form]}>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[
						{ icon: 'clock', text: t('order.merge-in.will.end') },
						{ icon: 'users', text: t('order.merge-in.will.users') },
						{ icon: 'bell', text: t('order.merge-in.will.tell') },
					]}
				/>
			</Section>
			<ActForm form={form} version={order.version} guard className="mt4">
				{alike.length > 0 ? (
					<CheckGroup
						name="sources"
						hint={t('order.merge-in.sources.hint')}
						options={alike.map(({ id, number, title }) => ({ value: id, label: number, hint: title }))}
					/>
				) : (
					<p className="second">{t('order.merge-in.none')}</p>
				)}
				<TextArea name="numbers" hint={t('order.merge-in.numbers.hint')} max={1000} short optional />
				<TextArea name="reason" max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.merge-in.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}

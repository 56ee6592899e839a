import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskActPage } from '#app/components/desk/act-page.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { acknowledgeSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'

export const handle: PageHandle = { title: 'desk.acknowledge', layout: 'plain' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const { id, number, version, gates, amountFen, early } = valueOrThrow(await deskCase(ctx, idOf(args)))
	return { view: { id, number, version }, gate: gates.acknowledge, amountFen, early }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const id = idOf(args)
	const form = await readForm(args.request, acknowledgeSchema)
	if (!form.ok) return invalid(form.result)
	const done = await acknowledgeNotice(ctx, { id, version: versionOf(form.values) })
	return respond(done, `${paths.deskCase(id)}?done=acknowledge`, { values: form.values })
}

export default function DeskAcknowledge() {
	const t = useT()
	const formats = useFormats()
	const { view, gate, amountFen, early } = useLoaderData<typeof loader>()
	const form = useActForm(acknowledgeSchema, {
		labels: { confirm: t('desk.acknowledge.confirm') },
		result: useActionData<typeof action>(),
	})
	return (
		<DeskActPage
			view={view}
			gate={gate}
			form={form}
			title={t('desk.acknowledge')}
			submit={t('desk.acknowledge.do')}
			consequences={[
				{ icon: 'case', text: t('desk.acknowledge.then.decide') },
				{
					icon: 'check',
					text: early
						? t('desk.acknowledge.then.early', { amount: formats.money(early.fen), percent: early.percent })
						: t('desk.acknowledge.then.ceiling', { amount: formats.money(amountFen) }),
				},
				{ icon: 'clock', text: t('desk.acknowledge.then.review') },
			]}
		>
			<CheckField name="confirm" />
		</DeskActPage>
	)
}

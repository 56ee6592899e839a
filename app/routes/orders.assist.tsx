import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderAssistDoneSchema } from '#app/domain/order/order-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { finishAssistTask } from '#app/usecases/orders/finish-assist.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.assist', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'assist'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	const form = await readForm(args.request, orderAssistDoneSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await finishAssistTask(ctx, id, versionOf(form.values), form.value)
	return respond(done, paths.order(id), { values: form.values })
}

export default function Assist() {
	const t = useT()
	const formats = useFormats()
	const { order, shut, ownTasks: tasks } = useLoaderData<typeof loader>()
	const form = useActForm(orderAssistDoneSchema, {
		labels: { assistId: t('order.assist.task'), result: t('order.assist.result') },
		defaults: tasks.length === 1 ? { assistId: tasks[0]?.id ?? '' } : {},
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="assist" shut={shut} forms={[form]}>
			<ActForm form={form} version={order.version} guard className="mt4">
				<RadioGroup
					name="assistId"
					options={tasks.map((task) => ({
						value: task.id,
						label: task.task,
						hint: t('order.assist.of', {
							department: task.departmentName,
							due: formats.longDay(task.due_on, order.today),
						}),
					}))}
				/>
				<TextArea name="result" hint={t('order.assist.hint')} max={2000} />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.assist.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}

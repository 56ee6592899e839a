import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActFrame } from '#app/components/order/act-frame.tsx'
import { AddTask, ChangeTask, TakeBackTask, TaskList, useTaskForms } from '#app/components/order/task-forms.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderTaskBackSchema, orderTaskChangeSchema, orderTaskSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { tasksPage } from '#app/usecases/orders/act-pages.server.ts'
import { addTask, changeTask, takeBackTask } from '#app/usecases/orders/tasks.server.ts'

export const handle: PageHandle = { title: 'order.act.tasks', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	return valueOrThrow(await tasksPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	const id = idOf(args)
	const back = paths.orderAct(id, 'tasks')
	const intent = await intentOf(args.request, ['add', 'change', 'back'])
	if (intent === 'add') {
		const form = await readForm(args.request, orderTaskSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await addTask(ctx, id, versionOf(form.values), form.value), back, { values: form.values })
	}
	if (intent === 'change') {
		const form = await readForm(args.request, orderTaskChangeSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await changeTask(ctx, id, versionOf(form.values), form.value), back, { values: form.values })
	}
	if (intent === 'back') {
		const form = await readForm(args.request, orderTaskBackSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await takeBackTask(ctx, id, versionOf(form.values), form.value), back, { values: form.values })
	}
	throw notFound()
}

export default function Tasks() {
	const { order, shut, departments } = useLoaderData<typeof loader>()
	const forms = useTaskForms(useActionData<typeof action>())
	const open = order.assists.filter((task) => task.done_at === null && task.taken_back_at === null)
	return (
		<ActFrame order={order} act="tasks" shut={shut} forms={[forms.add, forms.change, forms.back]}>
			<TaskList tasks={order.assists} today={order.today} />
			<AddTask form={forms.add} order={order} departments={departments} />
			{open.length > 0 ? (
				<>
					<ChangeTask form={forms.change} order={order} tasks={open} />
					<TakeBackTask form={forms.back} order={order} tasks={open} />
				</>
			) : null}
		</ActFrame>
	)
}

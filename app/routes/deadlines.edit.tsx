import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '#app/components/page-head.tsx'
import { PolicyForm } from '#app/components/policy/policy-form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { policyFormSchema } from '#app/domain/policy/policy-form.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { editPolicy } from '#app/usecases/policies/drafts.server.ts'
import { policyPage } from '#app/usecases/policies/views.server.ts'

export const handle: PageHandle = { title: 'policy.edit', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'policy.draft')
	const { id, no, version, form, reason, ladders } = valueOrThrow(await policyPage(ctx, idOf(args)))
	return { id, no, version, ladders, defaults: { ...form, reason } }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'policy.draft')
	const id = idOf(args)
	const form = await readForm(args.request, policyFormSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await editPolicy(ctx, { id, form: form.value }), paths.deadlinePolicy(id), { values: form.values })
}

export default function EditDeadlinePolicy() {
	const t = useT()
	const { id, no, ...rest } = useLoaderData<typeof loader>()
	const head = (
		<PageHead
			title={t('policy.edit')}
			crumbs={[
				{ label: t('policy.title'), to: paths.deadlines() },
				{ label: t('policy.version', { no }), to: paths.deadlinePolicy(id) },
			]}
			lead={t('policy.edit.lead')}
		/>
	)
	return <PolicyForm head={head} {...rest} result={useActionData<typeof action>()} />
}

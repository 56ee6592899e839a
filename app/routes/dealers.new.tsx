import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DealerEntryForm } from '#app/components/inspection/dealer-form.tsx'
import { dealerSchema } from '#app/domain/dealer.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { dealerFormPage } from '#app/usecases/registers/dealers.server.ts'
import { registerDealer } from '#app/usecases/registers/save-dealer.server.ts'

export const handle: PageHandle = { title: 'register.dealer.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	return valueOrThrow(await dealerFormPage(ctx, null))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const form = await readForm(args.request, dealerSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await registerDealer(ctx, form.value), ({ id }) => paths.dealer(id), { values: form.values })
}

export default function NewDealer() {
	const t = useT()
	const { people } = useLoaderData<typeof loader>()
	return (
		<DealerEntryForm
			title={t('register.dealer.new')}
			defaults={{ status: 'ACTIVE' }}
			people={people}
			result={useActionData<typeof action>()}
			back={paths.dealers()}
		/>
	)
}

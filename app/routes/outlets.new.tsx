import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { OutletEntryForm } from '#app/components/inspection/outlet-form.tsx'
import { outletSchema } from '#app/domain/dealer.schema.ts'
import { outletQuerySchema } from '#app/domain/list-query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { outletFormPage } from '#app/usecases/registers/outlets.server.ts'
import { registerOutlet } from '#app/usecases/registers/save-outlet.server.ts'

export const handle: PageHandle = { title: 'register.outlet.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const { dealer = '' } = readQuery(args.request, outletQuerySchema)
	return { dealer, ...valueOrThrow(await outletFormPage(ctx, null)) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const form = await readForm(args.request, outletSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await registerOutlet(ctx, form.value), ({ id }) => paths.outlet(id), { values: form.values })
}

export default function NewOutlet() {
	const t = useT()
	const { dealer, dealers, units, managers } = useLoaderData<typeof loader>()
	return (
		<OutletEntryForm
			title={t('register.outlet.new')}
			defaults={{ status: 'ACTIVE', dealerId: dealer }}
			dealers={dealers}
			units={units}
			managers={managers}
			result={useActionData<typeof action>()}
			back={paths.outlets()}
		/>
	)
}

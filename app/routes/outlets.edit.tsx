import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { OutletEntryForm } from '#app/components/inspection/outlet-form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { outletSchema } from '#app/domain/dealer.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { outletFormPage } from '#app/usecases/registers/outlets.server.ts'
import { changeOutlet } from '#app/usecases/registers/save-outlet.server.ts'

export const handle: PageHandle = { title: 'register.outlet.edit', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const { outlet, ...choices } = valueOrThrow(await outletFormPage(ctx, idOf(args)))
	if (!outlet) throw notFound()
	return { outlet, ...choices }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const id = idOf(args)
	const form = await readForm(args.request, outletSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await changeOutlet(ctx, id, versionOf(form.values), form.value), paths.outlet(id), {
		values: form.values,
	})
}

export default function EditOutlet() {
	const t = useT()
	const { outlet, dealers, units, managers } = useLoaderData<typeof loader>()
	return (
		<OutletEntryForm
			title={t('register.outlet.edit')}
			version={outlet.version}
			defaults={{
				name: outlet.name,
				code: outlet.code,
				type: outlet.type,
				dealerId: outlet.dealer_id,
				gridId: outlet.grid_id,
				address: outlet.address,
				latitude: outlet.latitude === null ? '' : String(outlet.latitude),
				longitude: outlet.longitude === null ? '' : String(outlet.longitude),
				channelManagerId: outlet.channel_manager_id ?? '',
				status: outlet.status,
			}}
			dealers={dealers}
			units={units}
			managers={managers}
			result={useActionData<typeof action>()}
			back={paths.outlet(outlet.id)}
		/>
	)
}

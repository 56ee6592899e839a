import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DealerEntryForm } from '#app/components/inspection/dealer-form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { dealerSchema } from '#app/domain/dealer.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { dealerFormPage } from '#app/usecases/registers/dealers.server.ts'
import { changeDealer } from '#app/usecases/registers/save-dealer.server.ts'

export const handle: PageHandle = { title: 'register.dealer.edit', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const { dealer, people } = valueOrThrow(await dealerFormPage(ctx, idOf(args)))
	if (!dealer) throw notFound()
	return { dealer, people }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const id = idOf(args)
	const form = await readForm(args.request, dealerSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await changeDealer(ctx, id, versionOf(form.values), form.value), paths.dealer(id), {
		values: form.values,
	})
}

export default function EditDealer() {
	const t = useT()
	const { dealer, people } = useLoaderData<typeof loader>()
	return (
		<DealerEntryForm
			title={t('register.dealer.edit')}
			version={dealer.version}
			defaults={{
				name: dealer.name,
				code: dealer.code,
				creditCode: dealer.credit_code ?? '',
				contactName: dealer.contact_name,
				contactPhone: dealer.contact_phone,
				agreementFrom: dealer.agreement_from ?? '',
				agreementTo: dealer.agreement_to ?? '',
				depositRequired: (dealer.deposit_required_fen / 100).toFixed(2),
				signedBy: dealer.signed_by ?? '',
				status: dealer.status,
				eServiceConsent: dealer.e_service_consent_at ? 'on' : '',
			}}
			people={people}
			result={useActionData<typeof action>()}
			back={paths.dealer(dealer.id)}
		/>
	)
}

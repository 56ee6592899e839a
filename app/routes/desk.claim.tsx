import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { ClawbackBody } from '#app/components/claim/clawback-body.tsx'
import { ClawbackBadge } from '#app/components/claim/words.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { TextArea } from '#app/components/field.tsx'
import { useActForm } from '#app/components/form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { wordsSchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskClawback } from '#app/usecases/claims/clawback-views.server.ts'
import { objectToClawback } from '#app/usecases/claims/judge.server.ts'

export const handle: PageHandle = { title: 'claim.one', layout: 'plain' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return valueOrThrow(await deskClawback(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.claims')
	const form = await readForm(args.request, wordsSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await objectToClawback(ctx, { id, version: versionOf(form.values), text: form.value.text })
	return respond(done, paths.deskClaim(id), { values: form.values })
}

export default function DeskClaim() {
	const t = useT()
	const formats = useFormats()
	const view = useLoaderData<typeof loader>()
	const form = useActForm(wordsSchema, {
		labels: { text: t('claim.desk.object.text') },
		result: useActionData<typeof action>(),
	})
	return (
		<DeskPage title={t('claim.one')} docno={view.number}>
			<p className="mt2">
				<ClawbackBadge state={view.state} />
			</p>
			{view.mayObject ? (
				<ActBox
					id="object"
					title={t('claim.desk.object')}
					lead={t('claim.desk.object.until', { day: formats.longDay(view.objectionUntil, view.today) })}
					form={form}
					version={view.version}
					seal
				>
					<TextArea name="text" max={1000} />
				</ActBox>
			) : null}
			<ClawbackBody view={view} />
		</DeskPage>
	)
}

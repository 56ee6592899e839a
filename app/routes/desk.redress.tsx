import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Prove } from '#app/components/claim/redress-acts.tsx'
import { RedressBody } from '#app/components/claim/redress-body.tsx'
import { RedressBadge } from '#app/components/claim/words.tsx'
import { ProofFiles } from '#app/components/desk/case-facts.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { provePost } from '#app/http/redress-post.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskRedress } from '#app/usecases/claims/redress-views.server.ts'

export const handle: PageHandle = { title: 'redress.one', layout: 'plain' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return valueOrThrow(await deskRedress(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.claims')
	const id = idOf(args)
	return provePost(ctx, args.request, id, paths.deskRedress(id))
}

export default function DeskRedress() {
	const t = useT()
	const view = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	return (
		<DeskPage title={t('redress.one')} docno={view.number}>
			<p className="mt2">
				<RedressBadge {...view} waiting={view.proof !== null && view.state === 'OWED'} />
			</p>
			{view.mayProve ? <Prove view={view} result={result} title={t('redress.desk.prove')} /> : null}
			<RedressBody
				view={view}
				violation={view.violation.number}
				files={view.files.length > 0 ? <ProofFiles files={view.files} /> : null}
			/>
		</DeskPage>
	)
}

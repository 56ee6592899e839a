import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { useActForm } from '#app/components/form.tsx'
import { CircularActs } from '#app/components/order/circular-acts.tsx'
import { CircularBody } from '#app/components/order/circular-body.tsx'
import { CircularMeta } from '#app/components/order/circular-meta.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { circularRemarkSchema } from '#app/domain/order/circular.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { dropCircular, recountCircular } from '#app/usecases/circulars/draft.server.ts'
import { circularPage } from '#app/usecases/circulars/views.server.ts'

export const handle: PageHandle = { title: 'circular.list', width: 'wide' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'circular.read')
	return valueOrThrow(await circularPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'circular.draft')
	const id = idOf(args)
	if ((await intentOf(args.request, ['drop'])) === 'drop') {
		const values = await readValues(args.request)
		return respond(await dropCircular(ctx, id, versionOf(values)), paths.circulars(), { values })
	}
	const form = await readForm(args.request, circularRemarkSchema)
	if (!form.ok) return invalid(form.result)
	const done = await recountCircular(ctx, id, versionOf(form.values), form.value.remark)
	return respond(done, paths.circular(id), { values: form.values })
}

export default function Circular() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const title = t('circular.title', { month: formats.month(page.month) })
	const form = useActForm(circularRemarkSchema, {
		labels: { remark: t('circular.remark') },
		defaults: { remark: page.remark },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={title}
				crumbs={[
					{ label: t('circular.list'), to: paths.circulars() },
					{ label: page.number ?? t('circular.draft.note') },
				]}
				meta={<CircularMeta page={page} />}
				actions={
					<>
						<ButtonLink icon="print" to={paths.circularAct(page.id, 'print')}>
							{t('circular.print')}
						</ButtonLink>
						<LinkButton icon="download" href={paths.circularAct(page.id, 'file')}>
							{t('circular.xlsx')}
						</LinkButton>
					</>
				}
			/>
			{page.laterId ? (
				<Note kind="warn">
					{t('circular.replaced')} <Link to={paths.circular(page.laterId)}>{t('circular.replaced.link')}</Link>
				</Note>
			) : null}
			<CircularActs page={page} form={form} />
			<CircularBody facts={page.facts} remark={page.remark} today={page.today} limit={page.listed} opens={page.opens} />
		</>
	)
}

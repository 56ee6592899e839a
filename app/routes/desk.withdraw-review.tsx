import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskActPage } from '#app/components/desk/act-page.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { acknowledgeSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { takeReviewBack } from '#app/usecases/penalties/review.server.ts'

export const handle: PageHandle = { title: 'desk.withdraw', layout: 'plain' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.review')
	const { id, number, version, gates } = valueOrThrow(await deskCase(ctx, idOf(args)))
	return { view: { id, number, version }, gate: gates.withdrawReview }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.review')
	const id = idOf(args)
	const form = await readForm(args.request, acknowledgeSchema)
	if (!form.ok) return invalid(form.result)
	const done = await takeReviewBack(ctx, { id, version: versionOf(form.values) })
	return respond(done, `${paths.deskCase(id)}?done=withdraw-review`, { values: form.values })
}

export default function DeskWithdrawReview() {
	const t = useT()
	const { view, gate } = useLoaderData<typeof loader>()
	const form = useActForm(acknowledgeSchema, {
		labels: { confirm: t('desk.withdraw.confirm') },
		result: useActionData<typeof action>(),
	})
	return (
		<DeskActPage
			view={view}
			gate={gate}
			form={form}
			title={t('desk.withdraw')}
			submit={t('desk.withdraw.do')}
			consequences={[
				{ icon: 'case', text: t('desk.withdraw.then.final') },
				{ icon: 'warn', text: t('desk.withdraw.then.once') },
			]}
		>
			<CheckField name="confirm" />
		</DeskActPage>
	)
}

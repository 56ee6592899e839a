import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ChaseResults, ChosenOrders } from '#app/components/order/chosen-orders.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { chaseManySchema } from '#app/domain/order/chase-many.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { chaseMany } from '#app/usecases/orders/chase.server.ts'
import { chosenOrders } from '#app/usecases/orders/chosen.server.ts'

export const handle: PageHandle = { title: 'board.chase', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.chase')
	const { searchParams } = new URL(args.request.url)
	const rows = await chosenOrders(ctx, searchParams.getAll('id'))
	return { rows, today: ctx.today, back: searchParams.get('back') ?? '' }
}

/** What became of each order is told at once; sent twice, the interval between two chases refuses the second. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.chase')
	const form = await readForm(args.request, chaseManySchema)
	if (!form.ok) return invalid(form.result)
	const results = await chaseMany(ctx, form.value.ids, form.value.text)
	return data({ results, today: ctx.today, back: form.value.back })
}

export default function ChaseMany() {
	const t = useT()
	const answer = useActionData<typeof action>()
	const page = useLoaderData<typeof loader>()
	const told = answer && 'results' in answer ? answer : undefined
	const form = useActForm(chaseManySchema, {
		labels: { ids: t('board.chase.list'), text: t('board.chase.text') },
		result: answer && 'results' in answer ? undefined : answer,
	})
	const back = paths.orders(Object.fromEntries(new URLSearchParams((told ?? page).back)))
	const crumbs = [{ label: t('order.board'), to: back }]
	if (told) return <ChaseResults results={told.results} today={told.today} back={back} />
	if (page.rows.length === 0)
		return (
			<>
				<PageHead title={t('board.chase')} crumbs={crumbs} />
				<Empty
					title={t('board.chase.none')}
					level={2}
					action={<ButtonLink to={back}>{t('board.chase.back')}</ButtonLink>}
				>
					{t('board.chase.none.why')}
				</Empty>
			</>
		)
	const count = page.rows.length
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={t('board.chase.title', { count })} crumbs={crumbs} />
			<ActForm form={form} hidden={{ back: page.back }} guard>
				<ChosenOrders rows={page.rows} today={page.today} />
				<TextArea name="text" hint={t('board.chase.hint')} max={500} short />
				<div className="btns">
					<SubmitButton>{t('board.chase.do', { count })}</SubmitButton>
					<ButtonLink to={back}>{t('board.chase.back')}</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}

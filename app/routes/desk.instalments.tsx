import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { AskPlanFields, useAskPlan } from '#app/components/ledger/ask-plan.tsx'
import { askPlanSchema } from '#app/domain/ledger/money.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { askPlan, askPlanForm } from '#app/usecases/ledger/payment-plans.server.ts'

export const handle: PageHandle = { title: 'instalment.ask', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.instalments')
	return valueOrThrow(await askPlanForm(ctx, idOf(args), true))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.instalments')
	const form = await readForm(args.request, askPlanSchema)
	if (!form.ok) return invalid(form.result)
	const done = await askPlan(ctx, { penaltyId: idOf(args), ...form.value }, true)
	return respond(done, paths.deskStanding(), { values: form.values })
}

export default function DeskInstalments() {
	const t = useT()
	const { id, number, outstandingFen, today } = useLoaderData<typeof loader>()
	const form = useAskPlan(today, useActionData<typeof action>())
	return (
		<DeskPage title={t('instalment.ask')} docno={number} before={<ErrorSummary form={form} />}>
			<AskPlanFields form={form} outstandingFen={outstandingFen} />
			<p className="mt4">
				<Link to={paths.deskCase(id)}>{t('desk.act.back')}</Link>
			</p>
		</DeskPage>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { AskPlanFields, useAskPlan } from '#app/components/ledger/ask-plan.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { askPlanSchema } from '#app/domain/ledger/money.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { askPlan, askPlanForm } from '#app/usecases/ledger/payment-plans.server.ts'

export const handle: PageHandle = { title: 'instalment.ask', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.ask-plan')
	return valueOrThrow(await askPlanForm(ctx, idOf(args), false))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.ask-plan')
	const form = await readForm(args.request, askPlanSchema)
	if (!form.ok) return invalid(form.result)
	const done = await askPlan(ctx, { penaltyId: idOf(args), ...form.value }, false)
	return respond(done, ({ id }) => paths.paymentPlan(id), { values: form.values })
}

export default function AskPlan() {
	const t = useT()
	const { id, number, outstandingFen, today } = useLoaderData<typeof loader>()
	const form = useAskPlan(today, useActionData<typeof action>())
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('instalment.ask')}
				lead={t('instalment.ask.staff')}
				crumbs={[
					{ label: t('penalty.list'), to: paths.penalties() },
					{ label: number, to: paths.penalty(id) },
					{ label: t('instalment.ask') },
				]}
			/>
			<AskPlanFields form={form} outstandingFen={outstandingFen} />
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CancelExit, ConfirmExit, PayExit, ProposeExit } from '#app/components/claim/exit-acts.tsx'
import { ExitFacts, ExitItems, ExitSum } from '#app/components/claim/exit-parts.tsx'
import { ExitBadge } from '#app/components/claim/words.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { payExitSchema, proposeExitSchema, reasonSchema, sealSchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { exitPage } from '#app/usecases/claims/deposit-views.server.ts'
import { cancelDealerExit, confirmDealerExit, payExitRefund, proposeExit } from '#app/usecases/claims/exit.server.ts'

export const handle: PageHandle = { title: 'exit.title', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.read')
	return valueOrThrow(await exitPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['exit.propose', 'exit.confirm'])
	const dealerId = idOf(args)
	const to = paths.dealerExit(dealerId)
	const intent = await intentOf(args.request, ['propose', 'confirm', 'cancel', 'pay'])
	if (intent === undefined) throw notFound()
	if (intent === 'propose') {
		const form = await readForm(args.request, proposeExitSchema)
		if (!form.ok) return invalid(form.result)
		const { exitOn, reason } = form.value
		return respond(await proposeExit(ctx, { dealerId, exitOn, reason }), to, { values: form.values })
	}
	const page = valueOrThrow(await exitPage(ctx, dealerId))
	const id = page.exit?.id ?? ''
	if (intent === 'confirm') {
		const form = await readForm(args.request, sealSchema)
		if (!form.ok) return invalid(form.result)
		const done = await confirmDealerExit(ctx, { id, version: versionOf(form.values) })
		return respond(done, to, { values: form.values })
	}
	if (intent === 'cancel') {
		const form = await readForm(args.request, reasonSchema)
		if (!form.ok) return invalid(form.result)
		const command = { id, version: versionOf(form.values), reason: form.value.reason }
		return respond(await cancelDealerExit(ctx, command), to, { values: form.values })
	}
	const form = await readForm(args.request, payExitSchema)
	if (!form.ok) return invalid(form.result)
	const { voucher, paidOn } = form.value
	const done = await payExitRefund(ctx, { id, version: versionOf(form.values), voucher, paidOn })
	return respond(done, to, { values: form.values })
}

export default function DealerExit() {
	const t = useT()
	const view = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { dealer, exit, rights } = view
	return (
		<>
			<PageHead
				title={t('exit.title')}
				lead={t('exit.lead', { days: view.afterDays })}
				crumbs={[
					{ label: t('register.dealers'), to: paths.dealers() },
					{ label: dealer.name, to: paths.dealer(dealer.id) },
					{ label: t('exit.title') },
				]}
				meta={
					exit ? (
						<>
							<span className="docno">{exit.number}</span>
							<ExitBadge state={exit.state} />
						</>
					) : undefined
				}
			/>
			<ExitFacts view={view} />
			<ExitItems view={view} />
			<ExitSum view={view} />
			{rights.propose ? <ProposeExit view={view} result={result} /> : null}
			{rights.confirm ? <ConfirmExit view={view} result={result} /> : null}
			{rights.pay ? <PayExit view={view} result={result} /> : null}
			{rights.cancel ? <CancelExit view={view} result={result} /> : null}
			{exit ? <SubjectLog events={view.events} today={view.today} /> : null}
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RegisterTimeline } from '#app/components/inspection/register-timeline.tsx'
import { ProposalActs, ProposalFacts, ProposalGround } from '#app/components/intake/proposal.tsx'
import { ProposalBadge } from '#app/components/intake/words.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { dismissProposalSchema, makeOrderSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { confirmProposal, dismissProposal } from '#app/usecases/intake/decide-proposal.server.ts'
import { proposalPage } from '#app/usecases/intake/proposal-pages.server.ts'

export const handle: PageHandle = { title: 'proposal.one' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	return valueOrThrow(await proposalPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.decide')
	const id = idOf(args)
	if ((await intentOf(args.request, ['dismiss'])) === 'dismiss') {
		const form = await readForm(args.request, dismissProposalSchema)
		if (!form.ok) return invalid(form.result)
		const done = await dismissProposal(ctx, { id, version: versionOf(form.values), reason: form.value.reason })
		return respond(done, paths.proposal(id), { values: form.values })
	}
	const form = await readForm(args.request, makeOrderSchema)
	if (!form.ok) return invalid(form.result)
	const done = await confirmProposal(ctx, id, { ...form.value, version: versionOf(form.values) })
	return respond(done, ({ orderId }) => paths.order(orderId), { values: form.values })
}

export default function Proposal() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { proposal } = page
	return (
		<>
			<PageHead
				title={proposal.number}
				crumbs={[{ label: t('proposal.list'), to: paths.proposals() }, { label: proposal.number }]}
				meta={
					<>
						<span>{t(`proposal.kind.${proposal.kind}`)}</span>
						<span>{page.outlet.name}</span>
						<ProposalBadge state={proposal.state} />
					</>
				}
			/>
			<ProposalFacts page={page} />
			<ProposalGround page={page} />
			{page.form ? <ProposalActs page={page} form={page.form} result={result} /> : null}
			<Section id="log" title={t('intake.log')}>
				<RegisterTimeline events={page.events} today={page.today} />
			</Section>
		</>
	)
}

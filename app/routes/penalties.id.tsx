import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Tag } from '#app/components/badge.tsx'
import { BundleLink } from '#app/components/bundle-link.tsx'
import { useName } from '#app/components/desk/words.tsx'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { CaseMoney } from '#app/components/ledger/case-money.tsx'
import { Columns, PageHead } from '#app/components/page-head.tsx'
import { CaseActs, CaseClocks, CaseDealer, CaseLinks } from '#app/components/penalty/case-aside.tsx'
import { CaseBar } from '#app/components/penalty/case-bar.tsx'
import { CaseChecklist, CaseFairness, CaseReasons, CaseSignals } from '#app/components/penalty/case-gate.tsx'
import { CaseAmount, CaseEvidence, CaseFacts, CasePriors } from '#app/components/penalty/case-sections.tsx'
import { CaseDefence, CaseLog, CaseNotices, CaseReviews, CaseVotes } from '#app/components/penalty/case-talk.tsx'
import { afterAct, doneAct } from '#app/components/penalty/done.ts'
import { ImportedCase } from '#app/components/penalty/imported.tsx'
import { CaseTasks } from '#app/components/penalty/review-parts.tsx'
import { CaseSteps } from '#app/components/penalty/steps.tsx'
import { WhatIfPanel } from '#app/components/penalty/what-if.tsx'
import { PenaltyBadge, SeverityTag } from '#app/components/penalty/words.tsx'
import { Receipt } from '#app/components/receipt.tsx'
import { may } from '#app/domain/access.ts'
import type { CaseMoneyView } from '#app/domain/ledger/plan-view.ts'
import { nothingSchema } from '#app/domain/penalty/answer.schema.ts'
import type { WhatIfView } from '#app/domain/penalty/gate-views.ts'
import type { CaseView } from '#app/domain/penalty/views.ts'
import { whatIfSchema } from '#app/domain/penalty/what-if.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { caseMoneyView } from '#app/usecases/ledger/case-money.server.ts'
import { closeCase } from '#app/usecases/penalties/close.server.ts'
import { penaltyPage } from '#app/usecases/penalties/page.server.ts'
import { whatIfOf } from '#app/usecases/penalties/what-if.server.ts'

export const handle: PageHandle = { title: (t, data) => titleOf(t('penalty.case'), data) }

function titleOf(word: string, data: unknown): string {
	return typeof data === 'object' && data !== null && 'number' in data ? `${word} ${String(data.number)}` : word
}

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.read')
	const page = valueOrThrow(await penaltyPage(ctx, idOf(args)))
	const tried = await whatIfOf(ctx, page.id, readQuery(args.request, whatIfSchema))
	const money = page.imported ? null : await caseMoneyView(ctx, page.id, false)
	return {
		...page,
		caseMoney: money,
		whatIf: tried,
		done: doneAct(args.request),
		mayExport: may(ctx.actor, 'bundle.read'),
	}
}

/** Closing a revoked case asks nothing; every other act has a page of its own. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.check')
	const form = await readForm(args.request, nothingSchema)
	if (!form.ok) return invalid(form.result)
	const { values } = form
	const id = idOf(args)
	return respond(await closeCase(ctx, { id, version: versionOf(values) }), afterAct(id, 'close'), { values })
}

export default function PenaltyRoute() {
	const data = useLoaderData<typeof loader>()
	const file = data.mayExport ? <BundleLink id={data.id} /> : null
	if (data.imported) return <ImportedCase page={data} file={file} />
	return <Case page={data} done={data.done} file={file} tried={data.whatIf} money={data.caseMoney} />
}

type CaseProps = {
	page: CaseView
	done: ReturnType<typeof doneAct>
	file: ReactNode
	tried: WhatIfView | null
	money: CaseMoneyView | null
}

function Case({ page, done, file, tried, money }: CaseProps) {
	const t = useT()
	const name = useName()
	const refused = useActionData<typeof action>()
	const notice = page.notices.at(-1)
	return (
		<>
			{done ? (
				<Receipt number={`${page.number}-${page.version}`} title={t(`penalty.done.${done}`)}>
					{t(`penalty.done.${done}.next`)}
				</Receipt>
			) : null}
			<RefusalNote refusal={refused?.refusal} />
			<PageHead
				title={name(page.typeNames)}
				crumbs={[{ label: t('penalty.list'), to: paths.penalties() }, { label: page.number }]}
				meta={
					<>
						<span className="docno">{page.number}</span>
						<Link to={paths.outlet(page.outlet.id)}>{page.outlet.name}</Link>
						<span>{page.typeCode}</span>
						<SeverityTag severity={page.severity} />
						{page.redLine ? <Tag tone="red">{t('reference.red-line')}</Tag> : null}
						<PenaltyBadge state={page.state} defence={page.defenceState} />
						{page.revoked && page.state === 'CLOSED' ? <Tag tone="red">{t('penalty.state.REVOKED')}</Tag> : null}
					</>
				}
				actions={
					<>
						{notice ? (
							<LinkButton href={paths.printNotice(notice.id)} icon="print">
								{t(`notice.title.${notice.kind}`)}
							</LinkButton>
						) : null}
						{file}
					</>
				}
			/>
			<CaseSteps page={page} />
			<Columns
				asideLabel={t('penalty.aside')}
				aside={
					<>
						<CaseActs page={page} />
						<CaseClocks page={page} />
						<CaseDealer page={page} />
						<CaseLinks page={page} />
					</>
				}
			>
				<CaseSignals page={page} />
				<CaseChecklist page={page} />
				<CaseFacts page={page} />
				<CaseAmount page={page} />
				{tried ? <WhatIfPanel id={page.id} view={tried} /> : null}
				<CaseMoney id={page.id} money={money} staff />
				<CaseFairness page={page} />
				<CaseEvidence page={page} />
				<CasePriors page={page} />
				<CaseDefence page={page} />
				<CaseVotes page={page} />
				<CaseReasons page={page} />
				<CaseReviews page={page} />
				<CaseTasks page={page} />
				<CaseNotices page={page} />
				<CaseLog page={page} />
			</Columns>
			<CaseBar page={page} />
		</>
	)
}

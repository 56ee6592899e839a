import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { DeskBundle } from '#app/components/bundle-link.tsx'
import { DoBar } from '#app/components/dealer-page.tsx'
import { CaseEffect, CaseWorking, ProofFiles, WhatHappened } from '#app/components/desk/case-facts.tsx'
import { CaseAnswer, caseTitle } from '#app/components/desk/case-head.tsx'
import { CaseFoot, Conversation, Silence } from '#app/components/desk/case-talk.tsx'
import { CaseWays } from '#app/components/desk/case-ways.tsx'
import { CaseCourse } from '#app/components/desk/course.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { CaseMoney } from '#app/components/ledger/case-money.tsx'
import { Section } from '#app/components/page-head.tsx'
import { Receipt } from '#app/components/receipt.tsx'
import { isLetterKind } from '#app/domain/notice/kinds.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { caseMoneyView } from '#app/usecases/ledger/case-money.server.ts'

export const handle: PageHandle = { title: 'desk.case', layout: 'plain' }

const DONE = ['defence', 'acknowledge', 'extension', 'review', 'withdraw-review'] as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	const done = new URL(args.request.url).searchParams.get('done')
	const view = valueOrThrow(await deskCase(ctx, idOf(args)))
	const money = await caseMoneyView(ctx, view.id, true)
	return { view, money, today: ctx.today, done: DONE.find((one) => one === done) ?? null }
}

export default function DeskCasePage() {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { view, money, today, done } = useLoaderData<typeof loader>()
	const last = view.notices.findLast((one) => !isLetterKind(one.kind))
	return (
		<DeskPage
			docno={last ? t('desk.docno', { kind: word(`desk.notice-kind.${last.kind}`), number: last.number }) : view.number}
			title={caseTitle(t, view, formats.money(view.amountFen))}
			bar={<CaseBar view={view} today={today} />}
		>
			{done ? <Receipt number={`${view.number}-${view.version}`} title={t(`desk.done.${done}`)} /> : null}
			<CaseAnswer view={view} today={today} />
			<WhatHappened view={view} today={today} />
			<Section id="proof" title={t('desk.proof')}>
				<ProofFiles files={view.evidence} />
			</Section>
			{view.amountFen > 0 || view.toldFen ? <CaseWorking view={view} today={today} /> : null}
			<CaseWays view={view} today={today} />
			<Silence view={view} today={today} />
			<Conversation view={view} today={today} />
			<CaseEffect view={view} />
			<CaseMoney id={view.id} money={money} staff={false} />
			<CaseCourse view={view} today={today} />
			<CaseFoot view={view} today={today} />
			<DeskBundle id={view.id} />
		</DeskPage>
	)
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

/** The first act again, where the thumb is. */
function CaseBar({ view, today }: Pick<Data, 'view' | 'today'>) {
	const t = useT()
	const formats = useFormats()
	const { deadline, gates } = view
	if (!deadline) return null
	const act =
		view.state === 'DEFENCE' && !gates.defence.refusal
			? ({ to: paths.deskAct(view.id, 'defence'), label: t('desk.bar.defence') } as const)
			: view.state === 'SERVED' && !gates.review.refusal
				? ({ to: paths.deskAct(view.id, 'review'), label: t('desk.bar.review') } as const)
				: null
	if (!act) return null
	return (
		<DoBar
			title={deadline.left === 0 ? t('ui.light.today-plain') : t('desk.bar.left', { count: deadline.left })}
			text={t('desk.bar.until', { day: formats.longDay(deadline.dueOn, today) })}
			action={
				<ButtonLink to={act.to} variant="primary">
					{act.label}
				</ButtonLink>
			}
		/>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { FirstThing } from '#app/components/desk/first-thing.tsx'
import { Documents, HomeNotes, MoneyInOneSentence } from '#app/components/desk/home-parts.tsx'
import { DeskCases, DeskPlans } from '#app/components/desk/lists.tsx'
import { Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskHome } from '#app/usecases/desk/home.server.ts'

export const handle: PageHandle = { title: 'desk.title', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return { ...(await deskHome(ctx)), today: ctx.today }
}

export default function Desk() {
	const t = useT()
	const { dealerName, waiting, running, plans, plansElsewhere, documents, money, rulesOpen, today } =
		useLoaderData<typeof loader>()
	const todo = waiting.length + plans.length
	return (
		<DeskPage docno={dealerName} title={todo > 0 ? t('desk.home.todo', { count: todo }) : t('desk.home.nothing')}>
			{todo === 0 ? <p className="second mt3">{t('desk.home.nothing.text')}</p> : null}
			<FirstThing cases={waiting} plans={plans} today={today} />
			<HomeNotes shortFen={money.shortFen} rulesOpen={rulesOpen} />
			{waiting.length > 0 ? (
				<Section id="notices" title={t('desk.home.notices')}>
					<DeskCases cases={waiting} today={today} />
				</Section>
			) : null}
			<Section id="plans" title={t('desk.home.plans')}>
				{plans.length > 0 ? (
					<DeskPlans plans={plans} today={today} />
				) : (
					<p className="muted">{t('desk.home.plans.none')}</p>
				)}
			</Section>
			<Section id="running" title={t('desk.home.running')}>
				{running.length + plansElsewhere.length > 0 ? (
					<>
						<DeskCases cases={running} today={today} />
						<DeskPlans plans={plansElsewhere} today={today} />
					</>
				) : (
					<p className="muted">{t('desk.home.running.none')}</p>
				)}
			</Section>
			<Documents documents={documents} today={today} />
			<MoneyInOneSentence money={money} />
			<Section id="report" title={t('desk.home.report')}>
				<p>{t('desk.home.report.text')}</p>
				<div className="btns mt3">
					<ButtonLink to={paths.newDeskReport()}>{t('desk.home.report.do')}</ButtonLink>
					<ButtonLink to={paths.deskReports()} variant="quiet">
						{t('desk.home.reports.see')}
					</ButtonLink>
				</div>
			</Section>
		</DeskPage>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { DeskCases, DeskPlans } from '#app/components/desk/lists.tsx'
import { Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { deskHome } from '#app/usecases/desk/home.server.ts'

export const handle: PageHandle = { title: 'desk.title', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return { ...(await deskHome(ctx)), today: ctx.today }
}

export default function Desk() {
	const t = useT()
	const formats = useFormats()
	const { dealerName, waiting, running, plans, plansElsewhere, shortFen, today } = useLoaderData<typeof loader>()
	const todo = waiting.length + plans.length
	return (
		<DeskPage docno={dealerName} title={todo > 0 ? t('desk.home.todo', { count: todo }) : t('desk.home.nothing')}>
			{todo === 0 ? <p className="second mt3">{t('desk.home.nothing.text')}</p> : null}
			{shortFen > 0 ? (
				<div className="mt3">
					<Note kind="warn">
						{t('desk.home.short', { amount: formats.money(shortFen) })}{' '}
						<ButtonLink to={paths.deskStanding()} variant="quiet" small>
							{t('desk.home.short.see')}
						</ButtonLink>
					</Note>
				</div>
			) : null}
			{waiting.length > 0 ? (
				<Section id="notices" title={t('desk.home.notices')}>
					<DeskCases cases={waiting} today={today} />
				</Section>
			) : null}
			{plans.length > 0 ? (
				<Section id="plans" title={t('desk.home.plans')}>
					<DeskPlans plans={plans} today={today} />
				</Section>
			) : null}
			{running.length + plansElsewhere.length > 0 ? (
				<Section id="running" title={t('desk.home.running')}>
					<DeskCases cases={running} today={today} />
					<DeskPlans plans={plansElsewhere} today={today} />
				</Section>
			) : null}
		</DeskPage>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { DeskCases, DeskPlans } from '#app/components/desk/lists.tsx'
import { Section } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskHistory } from '#app/usecases/desk/home.server.ts'

export const handle: PageHandle = { title: 'desk.history', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	const after = new URL(args.request.url).searchParams.get('after')
	return { ...(await deskHistory(ctx, after)), after, today: ctx.today }
}

export default function DeskHistory() {
	const t = useT()
	const { rows, next, plans, after, today } = useLoaderData<typeof loader>()
	return (
		<DeskPage title={t('desk.history')}>
			<Section id="cases" title={t('desk.history.cases')}>
				{rows.length > 0 ? (
					<DeskCases cases={rows} today={today} />
				) : (
					<p className="muted">{t('desk.history.no-cases')}</p>
				)}
				<Pager
					text={t('desk.history.count', { count: rows.length })}
					prev={after ? paths.deskHistory() : null}
					next={next ? `${paths.deskHistory()}?after=${encodeURIComponent(next)}` : null}
				/>
			</Section>
			{after ? null : (
				<Section id="plans" title={t('desk.history.plans')}>
					{plans.length > 0 ? (
						<DeskPlans plans={plans} today={today} />
					) : (
						<p className="muted">{t('desk.history.no-plans')}</p>
					)}
				</Section>
			)}
		</DeskPage>
	)
}

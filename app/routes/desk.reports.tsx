import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { DeskReports } from '#app/components/desk/reports.tsx'
import { Pager } from '#app/components/pager.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskReports } from '#app/usecases/self-reports/views.server.ts'

export const handle: PageHandle = { title: 'self-report.mine', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.report')
	const after = new URL(args.request.url).searchParams.get('after')
	return { ...(await deskReports(ctx, after)), after, today: ctx.today }
}

export default function DeskReportList() {
	const t = useT()
	const { rows, next, after, today } = useLoaderData<typeof loader>()
	return (
		<DeskPage docno={t('self-report.title')} title={t('self-report.mine')}>
			<p className="second mt3">{rows.length > 0 ? t('desk.home.report.text') : t('self-report.mine.none')}</p>
			<p className="mt3">
				<ButtonLink to={paths.newDeskReport()}>{t('desk.home.report.do')}</ButtonLink>
			</p>
			{rows.length > 0 ? (
				<div className="mt4">
					<DeskReports reports={rows} today={today} />
					<Pager
						text={t('self-report.count', { count: rows.length })}
						prev={after ? paths.deskReports() : null}
						next={next ? `${paths.deskReports()}?after=${encodeURIComponent(next)}` : null}
					/>
				</div>
			) : null}
		</DeskPage>
	)
}

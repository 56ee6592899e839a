import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ProofFiles } from '#app/components/desk/case-facts.tsx'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { ReportFacts } from '#app/components/desk/report-facts.tsx'
import { SelfReportBadge } from '#app/components/desk/reports.tsx'
import { Prose } from '#app/components/desk/words.tsx'
import { Section } from '#app/components/page-head.tsx'
import { Receipt } from '#app/components/receipt.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskReport } from '#app/usecases/self-reports/views.server.ts'

export const handle: PageHandle = { title: 'self-report.title', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.report')
	const sent = new URL(args.request.url).searchParams.get('done') === 'sent'
	return { report: valueOrThrow(await deskReport(ctx, idOf(args))), sent, today: ctx.today }
}

export default function DeskReport() {
	const t = useT()
	const formats = useFormats()
	const { report, sent, today } = useLoaderData<typeof loader>()
	return (
		<DeskPage docno={report.number} title={t(`self-report.title.${report.state}`)}>
			{sent ? <Receipt number={report.number} title={t('self-report.done')} /> : null}
			<p className="mt3">
				<SelfReportBadge state={report.state} />{' '}
				{report.decidedAt ? <span className="second">{formats.moment(report.decidedAt, today)}</span> : null}
			</p>
			{report.state === 'TAKEN_UP' ? (
				<p className="mt2">{t(report.credited ? 'self-report.credited' : 'self-report.not-credited')}</p>
			) : null}
			{report.answer ? (
				<Section id="answer" title={t('self-report.answer')}>
					<Prose text={report.answer} />
				</Section>
			) : null}
			{report.state === 'TAKEN_UP' ? (
				<p className="mt3">
					{report.case ? (
						<>
							{t('self-report.follow')} <Link to={paths.deskCase(report.case.id)}>{report.case.number}</Link>
						</>
					) : (
						<span className="second">{t('self-report.follow.wait')}</span>
					)}
				</p>
			) : null}
			<Section id="what" title={t('self-report.what')}>
				<ReportFacts report={report} today={today} />
			</Section>
			<Section id="files" title={t('self-report.files')}>
				<ProofFiles files={report.files} />
			</Section>
			<p className="mt4">
				<Link to={paths.deskReports()}>{t('desk.home.reports.see')}</Link>
			</p>
		</DeskPage>
	)
}

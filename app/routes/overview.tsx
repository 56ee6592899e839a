import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { CausesFigure, RecurrenceFigure, SourcesFigure } from '#app/components/overview/cause-figures.tsx'
import { DepartmentTable, SourceTable } from '#app/components/overview/department-table.tsx'
import { HeadFigures } from '#app/components/overview/head-figures.tsx'
import { AgeFigure, TrendFigure } from '#app/components/overview/order-figures.tsx'
import { PeriodPicker } from '#app/components/overview/period-picker.tsx'
import { CountingRules } from '#app/components/overview/rules.tsx'
import { finding, monthText } from '#app/components/overview/words.ts'
import { PageHead } from '#app/components/page-head.tsx'
import { PrintButton } from '#app/components/print-button.tsx'
import { overviewQuerySchema } from '#app/domain/overview/overview.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { overview } from '#app/usecases/overview/overview.server.ts'

export const handle: PageHandle = { title: 'overview.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'overview.read')
	return overview(ctx, readQuery(args.request, overviewQuerySchema))
}

export default function OverviewPage() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { cases, query, today } = page
	return (
		<>
			<PageHead
				title={finding(t, monthText(t, query.month, today), page.month.outcomes)}
				meta={
					<>
						<span>{t('overview.as-of', { at: formats.moment(page.now, today) })}</span>
						<span>{page.departmentName ?? t('overview.whole')}</span>
						<span>
							{t('board.span', { from: formats.day(page.span.from, today), to: formats.day(page.span.to, today) })}
						</span>
					</>
				}
				actions={
					<>
						<Form method="get" className="row no-print">
							<PeriodPicker page={page} />
						</Form>
						<PrintButton />
					</>
				}
			/>
			<HeadFigures page={page} />
			<div className="cols2 mt6">
				<TrendFigure page={page} />
				<AgeFigure page={page} />
			</div>
			{cases ? (
				<>
					<hr />
					<CausesFigure page={page} cases={cases} />
				</>
			) : null}
			<hr />
			<SourcesFigure page={page} />
			<hr />
			{cases ? (
				<div className="cols2">
					<RecurrenceFigure page={page} cases={cases} />
					<SourceTable page={page} />
				</div>
			) : (
				<SourceTable page={page} />
			)}
			<DepartmentTable page={page} />
			<CountingRules withoutConfidential={page.withoutConfidential} />
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { ScoreLines, ScoreTable } from '#app/components/order/score-table.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { scoresQuerySchema } from '#app/domain/order/circular.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { scoresPage } from '#app/usecases/orders/scores.server.ts'

export const handle: PageHandle = { title: 'score.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return scoresPage(ctx, readQuery(args.request, scoresQuerySchema))
}

export default function Scores() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { month, before, after, department } = page
	const keep = department === undefined ? {} : { department }
	const months = [before, month, ...(after === null ? [] : [after])]
	return (
		<>
			<PageHead
				title={t('score.title')}
				crumbs={[{ label: t('order.board'), to: paths.orders() }, { label: t('score.title') }]}
				lead={t('score.lead')}
				actions={
					<LinkButton icon="download" href={paths.scoresFile({ month, ...keep })}>
						{t('score.export')}
					</LinkButton>
				}
				flush
			/>
			<ViewsNav
				views={months.map((one) => ({
					to: paths.scores({ month: one, ...keep }),
					label: formats.month(one),
					current: one === month,
				}))}
			/>
			<FilterBar label={t('score.month')}>
				<FilterSearch name="month" label={t('score.month')} value={month} />
				<FilterSelect
					name="department"
					label={t('score.department')}
					value={department}
					all={t('score.all')}
					options={page.departments.map(({ id, name }) => ({ value: id, label: name }))}
				/>
			</FilterBar>
			<ScoreTable scores={page.scores} />
			<Section id="days" title={t('score.days')}>
				<p className="read">{t('score.days.text')}</p>
			</Section>
			<ScoreLines scores={page.scores} today={page.today} month={month} />
		</>
	)
}

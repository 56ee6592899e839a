import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { LightLegend } from '#app/components/light.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { listTo, PenaltyFilters } from '#app/components/penalty/list-filters.tsx'
import { PenaltyTable } from '#app/components/penalty/list-table.tsx'
import { penaltyQuerySchema } from '#app/domain/penalty/list.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { penaltiesList } from '#app/usecases/penalties/list.server.ts'

export const handle: PageHandle = { title: 'penalty.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.read')
	return penaltiesList(ctx, readQuery(args.request, penaltyQuerySchema))
}

export default function Penalties() {
	const t = useT()
	const formats = useFormats()
	const list = useLoaderData<typeof loader>()
	const { query, rows, total, next, today } = list
	const { cursor: _, before: __, ...kept } = query
	const before = Number(query.before ?? 0)
	const upTo = before + rows.length
	return (
		<>
			<PageHead
				title={t('penalty.list')}
				flush
				actions={
					<>
						<ButtonLink to={paths.caseTasks()}>{t('tasks.title')}</ButtonLink>
						<LinkButton href={paths.exportList('penalties', { ...kept, format: 'xlsx' })} icon="download">
							{t('penalty.export')}
						</LinkButton>
					</>
				}
			/>
			<PenaltyFilters query={query} views={list.views} counties={list.counties} categories={list.categories} />
			<div className="mt4">
				{rows.length === 0 ? (
					<Empty
						title={t('penalty.empty', { view: t(`penalty.view.${query.view}`) })}
						action={<ButtonLink to={paths.penalties()}>{t('penalty.empty.all')}</ButtonLink>}
					>
						{t('penalty.empty.why')}
					</Empty>
				) : (
					<PenaltyTable rows={rows} today={today} />
				)}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('penalty.page', { from: before + 1, to: upTo, total: formats.count(total) })}
					prev={query.cursor ? listTo(query, {}) : null}
					next={next ? listTo(query, { cursor: next, before: String(upTo) }) : null}
				>
					<LightLegend />
				</Pager>
			) : null}
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AuditNav } from '#app/components/audit/audit-nav.tsx'
import { EventFilter, searchPath } from '#app/components/audit/event-filter.tsx'
import { EventTable } from '#app/components/audit/event-table.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { eventSearchSchema } from '#app/domain/audit/audit.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { searchEvents } from '#app/usecases/audit/search-events.server.ts'

export const handle: PageHandle = { title: 'audit.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'audit.read')
	const search = readQuery(args.request, eventSearchSchema)
	return { search, today: ctx.today, ...valueOrThrow(await searchEvents(ctx, search)) }
}

export default function Audit() {
	const t = useT()
	const { search, lines, next, today } = useLoaderData<typeof loader>()
	const query = { ...search, cursor: undefined }
	return (
		<>
			<PageHead
				title={t('audit.title')}
				lead={t('audit.lead')}
				flush
				actions={
					<>
						<LinkButton href={paths.exportList('events', { ...query, format: 'csv' })} icon="download">
							{t('audit.export.csv')}
						</LinkButton>
						<LinkButton href={paths.exportList('events', { ...query, format: 'xlsx' })} icon="download">
							{t('audit.export.xlsx')}
						</LinkButton>
					</>
				}
			/>
			<AuditNav current="log" />
			<EventFilter search={search} />
			{lines.length > 0 ? (
				<EventTable items={lines} today={today} />
			) : (
				<Empty title={t('audit.none')}>{t('audit.none.why')}</Empty>
			)}
			<Pager
				text={t('audit.shown', { count: lines.length })}
				prev={search.cursor ? searchPath(search) : null}
				next={next ? searchPath(search, { cursor: next }) : null}
			/>
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { StateBadge, Tag } from '#app/components/badge.tsx'
import { CHANGE_STATE } from '#app/components/calendar/states.ts'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { changesPage } from '#app/usecases/calendars/views.server.ts'

export const handle: PageHandle = { title: 'calchange.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.read')
	const after = new URL(args.request.url).searchParams.get('after')
	return { ...(await changesPage(ctx, after)), after, today: ctx.today }
}

export default function CalendarChanges() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('calchange.col.title') },
		{ label: t('calchange.col.state') },
		{ label: t('calchange.col.drafter') },
		{ label: t('calchange.col.at') },
	]
	return (
		<>
			<PageHead
				title={t('calchange.title')}
				crumbs={[{ label: t('calendar.page'), to: paths.calendar() }, { label: t('calchange.title') }]}
				lead={t('calchange.lead')}
				actions={
					page.mayDraft
						? (['year', 'days', 'unit'] as const).map((kind) => (
								<ButtonLink key={kind} to={paths.newCalendarChange(kind)}>
									{t(`calchange.new.${kind}`)}
								</ButtonLink>
							))
						: undefined
				}
			/>
			{page.rows.length === 0 ? (
				<Empty title={t('calchange.list.none')}>{t('calchange.list.none.why')}</Empty>
			) : (
				<Table caption={t('calchange.list')} columns={columns}>
					{page.rows.map((row) => (
						<Row key={row.id} link>
							<Cell label={t('calchange.col.title')} main>
								<Link to={paths.calendarChange(row.id)}>{t(`calchange.kind.${row.kind}`, { title: row.title })}</Link>
								{row.example === 1 ? <Tag>{t('calchange.example.tag')}</Tag> : null}
							</Cell>
							<Cell label={t('calchange.col.state')}>
								<StateBadge kind={CHANGE_STATE[row.state]}>{t(`calchange.state.${row.state}`)}</StateBadge>
							</Cell>
							<Cell label={t('calchange.col.drafter')}>{row.drafter ?? ''}</Cell>
							<Cell label={t('calchange.col.at')}>
								{formats.moment(row.published_at ?? row.drafted_at, page.today)}
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Pager
				text={t('calchange.moves.n', { count: page.rows.length })}
				prev={page.after ? paths.calendarChanges() : null}
				next={page.next ? paths.calendarChanges({ after: page.next }) : null}
			/>
		</>
	)
}

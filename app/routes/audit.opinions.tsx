import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { AuditNav } from '#app/components/audit/audit-nav.tsx'
import { useAuditWords } from '#app/components/audit/use-words.ts'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { OPINION_VIEWS, opinionListSchema } from '#app/domain/audit/audit.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { listOpinions } from '#app/usecases/audit/opinions.server.ts'

export const handle: PageHandle = { title: 'audit.opinions.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['audit.read', 'audit.answer'])
	const { view, cursor } = readQuery(args.request, opinionListSchema)
	return { view, cursor: cursor ?? null, today: ctx.today, ...(await listOpinions(ctx, view, cursor ?? null)) }
}

export default function Opinions() {
	const t = useT()
	const { view, rows, next, cursor, counts, mayOpine } = useLoaderData<typeof loader>()
	const views = OPINION_VIEWS.map((one) => ({
		to: paths.auditOpinions({ view: one }),
		label: t(`audit.opinions.${one}`),
		count: counts[one],
		current: one === view,
	}))
	return (
		<>
			<PageHead
				title={t('audit.opinions.title')}
				flush
				actions={
					mayOpine ? (
						<ButtonLink to={paths.newOpinion()} variant="primary" icon="pen">
							{t('audit.opinion.new')}
						</ButtonLink>
					) : null
				}
			/>
			{mayOpine ? <AuditNav current="opinions" /> : null}
			<ViewsNav views={views} />
			{rows.length > 0 ? (
				<OpinionTable />
			) : (
				<Empty title={t(`audit.opinions.none.${view}`)}>{t('audit.opinions.none.why')}</Empty>
			)}
			<Pager
				text={t('audit.opinions.title')}
				prev={cursor ? paths.auditOpinions({ view }) : null}
				next={next ? paths.auditOpinions({ view, cursor: next }) : null}
			/>
		</>
	)
}

function OpinionTable() {
	const t = useT()
	const words = useAuditWords()
	const formats = useFormats()
	const { rows, today } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('audit.opinion.text') },
		{ label: t('audit.opinion.case') },
		{ label: t('audit.opinion.by') },
		{ label: t('audit.opinion.at') },
	]
	return (
		<Table caption={t('audit.opinions.title')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.opinion(row.id)}>{row.text.length > 60 ? `${row.text.slice(0, 60)}…` : row.text}</Link>
					</Cell>
					<Cell label={t('audit.opinion.case')}>
						{row.number || row.title}
						<span className="sub">{words.subject(row.subjectKind)}</span>
					</Cell>
					<Cell label={t('audit.opinion.by')}>{row.recordedBy ?? ''}</Cell>
					<Cell label={t('audit.opinion.at')} nowrap>
						{formats.moment(row.recordedAt, today)}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

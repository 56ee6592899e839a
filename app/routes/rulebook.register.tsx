import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { registerSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { registerPage } from '#app/usecases/rulebooks/register.server.ts'

export const handle: PageHandle = { title: 'rulebook.register', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	const { only, cursor } = readQuery(args.request, registerSchema)
	return valueOrThrow(await registerPage(ctx, idOf(args), { only, cursor: cursor || null }))
}

export default function RulebookRegister() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { id, code, rows, only, next, today, mayRecord } = page
	const columns = [
		{ label: t('rulebook.register.dealer') },
		{ label: t('rulebook.register.on') },
		{ label: t('rulebook.register.by') },
		{ label: t('rulebook.register.how') },
	]
	return (
		<>
			<PageHead
				title={t('rulebook.register')}
				crumbs={[
					{ label: t('rulebook.list'), to: paths.rulebooks() },
					{ label: code, to: paths.rulebookVersion(id) },
					{ label: t('rulebook.register') },
				]}
				lead={t('rulebook.register.lead', { code })}
				flush
			/>
			<ViewsNav
				label={t('rulebook.register')}
				views={(['all', 'missing', 'accepted'] as const).map((view) => ({
					to: paths.rulebookRegister(id, { only: view }),
					label: t(`rulebook.register.${view}`),
					current: view === only,
				}))}
			/>
			{rows.length === 0 ? (
				<Empty title={t('rulebook.register.none')}>{t('rulebook.register.none.text')}</Empty>
			) : (
				<Table caption={t('rulebook.register')} columns={columns}>
					{rows.map((row) => (
						<Row key={row.dealerId}>
							<Cell main>
								<Link to={paths.dealer(row.dealerId)}>{row.name}</Link>
								<span className="sub">{row.code}</span>
							</Cell>
							<Cell label={t('rulebook.register.on')} nowrap>
								{row.acceptedOn ? (
									formats.day(row.acceptedOn, today)
								) : mayRecord ? (
									<Link to={paths.rulebookPaper(id, row.dealerId)}>{t('rulebook.register.paper')}</Link>
								) : (
									t('rulebook.register.missing')
								)}
							</Cell>
							<Cell label={t('rulebook.register.by')}>{row.acceptedName ?? t('rulebook.nothing')}</Cell>
							<Cell label={t('rulebook.register.how')}>
								{row.how ? t(`rulebook.register.how.${row.how}`) : t('rulebook.nothing')}
								{row.note ? <span className="sub">{row.note}</span> : null}
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Pager
				text={t('rulebook.version')}
				next={next ? paths.rulebookRegister(id, { only, cursor: next }) : undefined}
			/>
		</>
	)
}

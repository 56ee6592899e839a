import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { grantableRoles } from '#app/domain/role-places.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { peoplePage } from '#app/usecases/admin/views.server.ts'

export const handle: PageHandle = { title: 'people.title', width: 'wide' }

const querySchema = z.object({
	q: z.string().trim().max(60).default(''),
	role: z.string().max(40).default(''),
	status: z.enum(['', 'all']).default(''),
	cursor: z.string().max(200).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.accounts')
	const query = readQuery(args.request, querySchema)
	const { q, role, status, cursor } = query
	const page = await peoplePage(ctx, { text: q, role, disabled: status === 'all', cursor: cursor ?? null })
	return { page, query }
}

export default function People() {
	const t = useT()
	const { page, query } = useLoaderData<typeof loader>()
	const { q, role, status } = query
	const roleOptions = grantableRoles().map((value) => ({ value, label: t(`role.${value}`) }))
	return (
		<>
			<PageHead
				title={t('people.title')}
				actions={
					<ButtonLink to={paths.newPerson()} variant="primary" icon="plus">
						{t('people.new')}
					</ButtonLink>
				}
			/>
			<FilterBar label={t('people.title')}>
				<FilterSearch name="q" label={t('people.search')} value={q} />
				<FilterSelect
					name="role"
					label={t('account.role')}
					value={role}
					options={roleOptions}
					all={t('people.all-roles')}
				/>
				<FilterSelect
					name="status"
					label={t('people.status')}
					value={status}
					options={[{ value: 'all', label: t('people.status.all') }]}
					all={t('people.status.active')}
				/>
			</FilterBar>
			{page.rows.length === 0 ? <Empty title={t('people.none')}>{t('people.none.why')}</Empty> : <List />}
			<Pager
				text={t('people.count', { count: page.rows.length })}
				prev={query.cursor ? paths.people({ q, role, status }) : null}
				next={page.next ? paths.people({ q, role, status, cursor: page.next }) : null}
			/>
		</>
	)
}

function List() {
	const t = useT()
	const { page } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('account.name') },
		{ label: t('account.login') },
		{ label: t('people.roles') },
		{ label: t('people.status') },
	]
	const branch = t('place.branch')
	return (
		<Table caption={t('people.title')} columns={columns}>
			{page.rows.map((person) => (
				<Row key={person.id} link>
					<Cell main label={t('account.name')}>
						<Link to={paths.person(person.id)}>{person.name}</Link>
					</Cell>
					<Cell label={t('account.login')}>
						<span className="mono">{person.login}</span>
					</Cell>
					<Cell label={t('people.roles')}>
						{person.grants.length === 0 ? <span className="muted">{t('people.roles.none')}</span> : null}
						{person.grants.map((grant, i) => (
							<span key={i} className="row">
								{t(`role.${grant.role}`)} <span className="muted">{grant.place ?? branch}</span>
							</span>
						))}
					</Cell>
					<Cell label={t('people.status')}>
						{person.disabled ? <Tag>{t('people.disabled')}</Tag> : t('people.status.active')}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ClaimNav } from '#app/components/claim/nav.tsx'
import { ClawbackTable } from '#app/components/claim/tables.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { clawbackQuerySchema } from '#app/domain/claim/claim.schema.ts'
import { CLAWBACK_STATES } from '#app/domain/claim/clawback.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { listClawbacks } from '#app/usecases/claims/clawback-views.server.ts'

export const handle: PageHandle = { title: 'claim.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.read')
	const query = readQuery(args.request, clawbackQuerySchema)
	return { ...(await listClawbacks(ctx, query)), query }
}

export default function Claims() {
	const t = useT()
	const formats = useFormats()
	const { rows, next, total, query, mayPropose } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('claim.list')}
				lead={t('claim.list.lead')}
				flush
				actions={
					mayPropose ? (
						<>
							<ButtonLink to={paths.importActivations()} icon="upload">
								{t('claim.import')}
							</ButtonLink>
							<ButtonLink to={paths.newClaim()} variant="primary" icon="plus">
								{t('claim.new')}
							</ButtonLink>
						</>
					) : null
				}
			/>
			<ClaimNav at="list" />
			<FilterBar label={t('claim.filter')}>
				<FilterSelect
					name="state"
					label={t('claim.state')}
					value={query.state ?? ''}
					all={t('claim.state.all')}
					options={CLAWBACK_STATES.map((state) => ({ value: state, label: t(`claim.state.${state}`) }))}
				/>
			</FilterBar>
			<div className="mt4">
				{rows.length > 0 ? (
					<ClawbackTable rows={rows} to={paths.claim} />
				) : (
					<Empty title={t('claim.empty')}>{t('claim.empty.why')}</Empty>
				)}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('claim.total', { n: formats.count(total) })}
					prev={query.after ? paths.claims({ state: query.state }) : null}
					next={next ? paths.claims({ state: query.state, after: next }) : null}
				/>
			) : null}
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { ChangeTables } from '#app/components/rulebook/change-table.tsx'
import { compareSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { comparePage } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'rulebook.compare' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	return valueOrThrow(await comparePage(ctx, readQuery(args.request, compareSchema)))
}

export default function CompareRulebooks() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const { changes, codes } = page
	return (
		<>
			<PageHead
				title={t('rulebook.compare')}
				crumbs={[{ label: t('rulebook.list'), to: paths.rulebooks() }, { label: t('rulebook.compare') }]}
				meta={
					<>
						<span>{t('rulebook.rehearsal.arrow', { old: codes.a, new: codes.b })}</span>
						<span>{t('rulebook.compare.n', { count: changes.length })}</span>
					</>
				}
				lead={t('rulebook.compare.lead')}
			/>
			<Form className="filter" method="get" aria-label={t('rulebook.compare')}>
				{(['a', 'b'] as const).map((side) => (
					<div key={side}>
						<label htmlFor={`side-${side}`}>{t(`rulebook.compare.${side}`)}</label>
						<select key={page[side]} id={`side-${side}`} name={side} defaultValue={page[side]}>
							{page.choices.map((one) => (
								<option key={one.id} value={one.id}>
									{`${one.code} · ${t(`rulebook.state.${one.state}`)}`}
								</option>
							))}
						</select>
					</div>
				))}
				<Button type="submit">{t('rulebook.compare.do')}</Button>
			</Form>
			{changes.length === 0 ? (
				<Empty title={t('rulebook.compare.same')}>{t('rulebook.compare.same.text')}</Empty>
			) : (
				<ChangeTables changes={changes} names={page.names} />
			)}
		</>
	)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { DepartmentFigures, DepartmentRunning } from '#app/components/order/department-figures.tsx'
import { DepartmentAssists, DepartmentExtensions, DepartmentLoad } from '#app/components/order/department-parts.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { PrintButton } from '#app/components/print-button.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { departmentPage } from '#app/usecases/orders/department.server.ts'

export const handle: PageHandle = { title: 'nav.department', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'department.read')
	const asked = new URL(args.request.url).searchParams.get('department')
	return valueOrThrow(await departmentPage(ctx, asked || undefined))
}

export default function Department() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('department.title', { name: page.name })}
				crumbs={[{ label: t('order.board'), to: paths.orders() }]}
				lead={t('department.finding', { count: page.running, red: page.red })}
				actions={
					<>
						{page.choices.length > 1 ? (
							<Form method="get" className="row no-print">
								<label htmlFor="department" className="sm muted">
									{t('department.choose')}
								</label>
								<select className="input w-auto" id="department" name="department" key={page.id} defaultValue={page.id}>
									{page.choices.map(({ id, name }) => (
										<option key={id} value={id}>
											{name}
										</option>
									))}
								</select>
								<Button type="submit">{t('overview.update')}</Button>
							</Form>
						) : null}
						<PrintButton />
					</>
				}
			/>
			<DepartmentFigures page={page} />
			<DepartmentLoad page={page} />
			<DepartmentRunning page={page} />
			<DepartmentAssists page={page} />
			<DepartmentExtensions page={page} />
		</>
	)
}

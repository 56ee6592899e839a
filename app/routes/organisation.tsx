import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { newDepartmentSchema, newUnitSchema } from '#app/domain/people.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { invalid, notFound, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { addDepartment, addUnit } from '#app/usecases/admin/organisation.server.ts'
import { organisationPage } from '#app/usecases/admin/views.server.ts'

export const handle: PageHandle = { title: 'organisation.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	return organisationPage(await requireActor(args, 'admin.accounts'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.accounts')
	const intent = await intentOf(args.request, ['unit', 'department'])
	if (intent === undefined) throw notFound()
	if (intent === 'unit') {
		const form = await readForm(args.request, newUnitSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await addUnit(ctx, form.value), paths.organisation(), { values: form.values })
	}
	const form = await readForm(args.request, newDepartmentSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await addDepartment(ctx, form.value), paths.organisation(), { values: form.values })
}

export default function Organisation() {
	const t = useT()
	const { counties, departments } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const labels = { parent: t('organisation.parent'), code: t('organisation.code'), name: t('organisation.name') }
	const unit = useActForm(newUnitSchema, { intent: 'unit', prefix: 'unit', labels, result })
	const department = useActForm(newDepartmentSchema, { intent: 'department', prefix: 'dept', labels, result })
	const columns = [
		{ label: t('organisation.code') },
		{ label: t('organisation.name') },
		{ label: t('organisation.head') },
	]
	return (
		<>
			<ErrorSummary form={result?.values.intent === 'department' ? department : unit} />
			<PageHead title={t('organisation.title')} />
			<Section id="counties" title={t('organisation.counties')}>
				{counties.length === 0 ? <p className="muted">{t('organisation.none')}</p> : <Tree />}
				<h3 className="mt4" id="add-unit">
					{t('organisation.add-unit')}
				</h3>
				<ActForm form={unit} labelledBy="add-unit">
					<SelectField
						name="parent"
						empty={t('organisation.parent.none')}
						options={counties.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
					/>
					<TextField name="code" width="s" />
					<TextField name="name" width="m" />
					<div className="btns">
						<SubmitButton variant="plain">{t('organisation.add')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
			<Section id="departments" title={t('organisation.departments')}>
				{departments.length === 0 ? <p className="muted">{t('organisation.no-departments')}</p> : null}
				<Table caption={t('organisation.departments.list')} columns={columns}>
					{departments.map((row) => (
						<Row key={row.id}>
							<Cell label={t('organisation.code')}>
								<span className="mono">{row.code}</span>
							</Cell>
							<Cell main label={t('organisation.name')}>
								{row.name}
							</Cell>
							<Cell label={t('organisation.head')}>{row.head}</Cell>
						</Row>
					))}
				</Table>
				<h3 className="mt4" id="add-department">
					{t('organisation.add-department')}
				</h3>
				<ActForm form={department} labelledBy="add-department">
					<TextField name="code" width="s" />
					<TextField name="name" width="m" />
					<div className="btns">
						<SubmitButton variant="plain">{t('organisation.add')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}

function Tree() {
	const t = useT()
	const { counties } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('organisation.code') },
		{ label: t('organisation.county') },
		{ label: t('organisation.grids') },
	]
	return (
		<Table caption={t('organisation.counties.list')} columns={columns}>
			{counties.map((county) => (
				<Row key={county.id}>
					<Cell label={t('organisation.code')}>
						<span className="mono">{county.code}</span>
					</Cell>
					<Cell main label={t('organisation.county')}>
						{county.name}
					</Cell>
					<Cell label={t('organisation.grids')}>
						{county.grids.map((grid) => (
							<span key={grid.id} className="row">
								<span className="mono muted">{grid.code}</span> {grid.name}
							</span>
						))}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

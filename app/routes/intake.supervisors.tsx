import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PostButton } from '#app/components/act.tsx'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { DateField } from '#app/components/date-field.tsx'
import { Empty } from '#app/components/empty.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { useBackgroundOptions } from '#app/components/intake/words.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { supervisorSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { supervisorList } from '#app/usecases/intake/batch-pages.server.ts'
import { endSupervisor, registerSupervisor } from '#app/usecases/intake/batches.server.ts'

export const handle: PageHandle = { title: 'intake.supervisors', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	return valueOrThrow(await supervisorList(ctx))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	if ((await intentOf(args.request, ['end'])) === 'end') {
		const values = await readValues(args.request)
		const id = String(values.id ?? '')
		return respond(await endSupervisor(ctx, { id, version: versionOf(values) }), paths.supervisors(), { values })
	}
	const form = await readForm(args.request, supervisorSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await registerSupervisor(ctx, form.value), paths.supervisors(), { values: form.values })
}

export default function Supervisors() {
	const t = useT()
	const { supervisors, mayRegister } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('intake.supervisors')}
				lead={t('intake.supervisors.lead')}
				crumbs={[{ label: t('intake.batches'), to: paths.intakeBatches() }, { label: t('intake.supervisors') }]}
			/>
			{supervisors.length === 0 ? (
				<Empty title={t('intake.supervisors.none')}>{t('intake.supervisors.lead')}</Empty>
			) : (
				<Rows />
			)}
			{mayRegister ? <Register /> : null}
		</>
	)
}

function Rows() {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { supervisors, today, mayRegister } = useLoaderData<typeof loader>()
	const columns = ['code', 'background', 'since', 'until'] as const
	return (
		<Table
			caption={t('intake.supervisors')}
			columns={columns.map((name) => ({ label: t(`intake.supervisor.${name}`) }))}
		>
			{supervisors.map((one) => (
				<Row key={one.id}>
					<Cell main>
						{one.code} {one.name}
					</Cell>
					<Cell label={t('intake.supervisor.background')}>{word(`intake.background.${one.background}`)}</Cell>
					<Cell label={t('intake.supervisor.since')}>{formats.day(one.since_on, today)}</Cell>
					<Cell label={t('intake.supervisor.until')}>
						{one.until_on ? formats.day(one.until_on, today) : null}
						{one.until_on === null && mayRegister ? (
							<PostButton fields={{ intent: 'end', id: one.id, version: String(one.version) }} small>
								{t('intake.supervisor.end')}
							</PostButton>
						) : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

function Register() {
	const t = useT()
	const { today } = useLoaderData<typeof loader>()
	const form = useActForm(supervisorSchema, {
		labels: {
			code: t('intake.supervisor.code'),
			name: t('intake.supervisor.name'),
			background: t('intake.supervisor.background'),
			sinceOn: t('intake.supervisor.since'),
		},
		defaults: { sinceOn: today },
		intent: 'register',
		prefix: 'register',
		result: useActionData<typeof action>(),
	})
	return (
		<ActBox id="register" title={t('intake.supervisor.register')} form={form}>
			<TextField name="code" width="s" hint={t('intake.supervisor.code.hint')} />
			<TextField name="name" width="m" />
			<SelectField name="background" options={useBackgroundOptions()} />
			<DateField name="sinceOn" />
		</ActBox>
	)
}

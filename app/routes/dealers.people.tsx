import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PostButton } from '#app/components/act.tsx'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PersonTable } from '#app/components/measure/people.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { personSchema } from '#app/domain/measure/measure-forms.schema.ts'
import { PERSON_ROLES } from '#app/domain/measure/person.ts'
import { nothingSchema } from '#app/domain/penalty/answer.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { personLeft, registerPerson } from '#app/usecases/persons/register-person.server.ts'
import { personsPage } from '#app/usecases/persons/views.server.ts'

export const handle: PageHandle = { title: 'person.title' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	return valueOrThrow(await personsPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const id = idOf(args)
	const to = paths.dealerPeople(id)
	if ((await intentOf(args.request, ['left', 'new'])) === 'left') {
		const form = await readForm(args.request, nothingSchema)
		if (!form.ok) return invalid(form.result)
		const person = String(form.values.person ?? '')
		return respond(await personLeft(ctx, { id: person, version: versionOf(form.values), on: ctx.today }), to)
	}
	const form = await readForm(args.request, personSchema)
	// The number is not given back: it is typed again rather than kept in a page.
	if (!form.ok) return invalid({ ...form.result, values: { ...form.result.values, idNumber: '' } })
	return respond(await registerPerson(ctx, id, form.value), to, { values: { ...form.values, idNumber: '' } })
}

export default function DealerPeople() {
	const t = useT()
	const { dealer, people, today } = useLoaderData<typeof loader>()
	const form = useActForm(personSchema, {
		labels: {
			role: t('person.role'),
			name: t('person.name'),
			idNumber: t('person.id'),
			staffNo: t('person.staff'),
			account: t('person.account'),
			sinceOn: t('person.since'),
		},
		defaults: { role: 'CLERK', sinceOn: today },
		result: useActionData<typeof action>(),
		intent: 'new',
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('person.title')}
				crumbs={[
					{ label: t('register.dealers'), to: paths.dealers() },
					{ label: dealer.name, to: paths.dealer(dealer.id) },
					{ label: t('person.edit') },
				]}
				lead={t('person.sub')}
			/>
			<PersonTable
				people={people}
				today={today}
				actOf={(person) => (
					<PostButton small fields={{ intent: 'left', person: person.id, version: String(person.version) }}>
						{t('person.left')}
					</PostButton>
				)}
			/>
			<Section id="new" title={t('person.new')}>
				<ActForm form={form} labelledBy="new">
					<SelectField
						name="role"
						empty={false}
						options={PERSON_ROLES.map((role) => ({ value: role, label: t(`person.role.${role}`) }))}
					/>
					<TextField name="name" width="m" maxLength={40} />
					<TextField name="idNumber" optional width="m" maxLength={30} hint={t('person.id.hint')} autoComplete="off" />
					<TextField name="staffNo" optional width="m" maxLength={30} />
					<TextField name="account" optional width="m" maxLength={64} />
					<DateField name="sinceOn" />
					<div className="btns">
						<SubmitButton>{t('person.do')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}

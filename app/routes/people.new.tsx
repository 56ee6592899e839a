import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { personOptions, placeOptions, roleOptions } from '#app/components/place-options.ts'
import { SecretOnce } from '#app/components/secret-once.tsx'
import { newPersonSchema } from '#app/domain/people.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { createPerson } from '#app/usecases/admin/create-person.server.ts'
import { personChoices } from '#app/usecases/admin/views.server.ts'

export const handle: PageHandle = { title: 'people.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.accounts')
	return personChoices(ctx)
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.accounts')
	const form = await readForm(args.request, newPersonSchema)
	if (!form.ok) return invalid(form.result)
	const done = await createPerson(ctx, form.value)
	if (!done.ok) return respond(done, paths.people(), { values: form.values })
	// No redirect: the password is kept nowhere and shown on this answer only.
	return data({ ok: true as const, ...done.value, name: form.value.name }, { status: 201 })
}

export default function NewPerson() {
	const t = useT()
	const choices = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const form = useActForm(newPersonSchema, {
		labels: {
			login: t('account.login'),
			name: t('account.name'),
			phone: t('people.phone'),
			email: t('people.email'),
			role: t('account.role'),
			place: t('people.place'),
			superior: t('account.superior'),
			deputy: t('account.deputy'),
		},
		result: answer?.ok === false ? answer : undefined,
	})
	const people = personOptions(choices.people)
	if (answer?.ok)
		return (
			<>
				<PageHead title={answer.name} crumbs={[{ label: t('people.title'), to: paths.people() }]} />
				<SecretOnce title={t('people.created')} secret={answer.password}>
					<p>{t('people.password-once')}</p>
				</SecretOnce>
				<div className="btns mt4">
					<ButtonLink to={paths.person(answer.id)}>{answer.name}</ButtonLink>
				</div>
			</>
		)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={t('people.new')} crumbs={[{ label: t('people.title'), to: paths.people() }]} />
			<ActForm form={form} guard>
				<TextField name="login" width="m" hint={t('people.login.hint')} autoComplete="off" />
				<TextField name="name" width="m" autoComplete="off" />
				<TextField name="phone" type="tel" width="m" optional autoComplete="off" />
				<TextField name="email" type="email" optional autoComplete="off" />
				<SelectField name="role" options={roleOptions(t, choices.roles)} />
				<SelectField name="place" hint={t('people.place.hint')} options={placeOptions(t, choices.places)} />
				<SelectField name="superior" optional options={people} />
				<SelectField name="deputy" optional options={people} />
				<div className="btns">
					<SubmitButton>{t('people.create')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Tag } from '#app/components/badge.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { PersonAccess } from '#app/components/person-access.tsx'
import { PersonFacts, PersonGrantForm, PersonGrants } from '#app/components/person-forms.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SecretOnce } from '#app/components/secret-once.tsx'
import { Timeline } from '#app/components/timeline.tsx'
import { editPersonSchema, grantSchema, personActSchema, revokeGrantSchema } from '#app/domain/people.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { disablePerson, enablePerson, resetPassword, signOutPerson } from '#app/usecases/admin/access.server.ts'
import { editPerson } from '#app/usecases/admin/edit-person.server.ts'
import { grantRole, revokeRole } from '#app/usecases/admin/roles.server.ts'
import { personPage } from '#app/usecases/admin/views.server.ts'

export const handle: PageHandle = { title: 'people.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.accounts')
	return { person: valueOrThrow(await personPage(ctx, args.params.id ?? '')), today: ctx.today }
}

const SIMPLE = { disable: disablePerson, enable: enablePerson, 'sign-out': signOutPerson } as const

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.accounts')
	const id = args.params.id ?? ''
	const here = paths.person(id)
	const intent = await intentOf(args.request, ['edit', 'grant', 'revoke', 'disable', 'enable', 'sign-out', 'reset'])
	switch (intent) {
		case 'edit': {
			const form = await readForm(args.request, editPersonSchema)
			if (!form.ok) return invalid(form.result)
			return respond(await editPerson(ctx, id, form.value), here, { values: form.values })
		}
		case 'grant': {
			const form = await readForm(args.request, grantSchema)
			if (!form.ok) return invalid(form.result)
			return respond(await grantRole(ctx, id, form.value), here, { values: form.values })
		}
		case 'revoke': {
			const form = await readForm(args.request, revokeGrantSchema)
			if (!form.ok) return invalid(form.result)
			return respond(await revokeRole(ctx, id, form.value), here, { values: form.values })
		}
		case 'reset': {
			const form = await readForm(args.request, personActSchema)
			if (!form.ok) return invalid(form.result)
			const done = await resetPassword(ctx, id, form.value.version)
			if (!done.ok) return respond(done, here, { values: form.values })
			return data({ ok: true as const, password: done.value.password })
		}
		case 'disable':
		case 'enable':
		case 'sign-out': {
			const form = await readForm(args.request, personActSchema)
			if (!form.ok) return invalid(form.result)
			return respond(await SIMPLE[intent](ctx, id, form.value.version), here, { values: form.values })
		}
		case undefined:
			throw notFound()
	}
}

export default function Person() {
	const t = useT()
	const said = useDynamicT()
	const { person, today } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const result = answer?.ok === false ? answer : undefined
	return (
		<>
			<PersonFacts person={person} result={result}>
				<PageHead
					title={person.name}
					crumbs={[{ label: t('people.title'), to: paths.people() }]}
					meta={
						<>
							<span className="mono">{person.login}</span>
							{person.disabled ? <Tag>{t('people.disabled')}</Tag> : null}
						</>
					}
				/>
				{answer?.ok ? (
					<SecretOnce title={t('people.reset-done')} secret={answer.password}>
						<p>{t('people.password-once')}</p>
					</SecretOnce>
				) : null}
			</PersonFacts>
			<Columns asideLabel={t('people.access')} aside={<PersonAccess person={person} />}>
				<Section id="roles" title={t('people.roles')}>
					<PersonGrants person={person} />
					<PersonGrantForm person={person} result={result} />
				</Section>
				<Section id="log" title={t('people.log')}>
					<Timeline
						today={today}
						items={person.events.map((event) => ({
							at: event.at,
							title: said(`event.${event.kind}`),
							sub: event.actorName ?? undefined,
						}))}
					/>
				</Section>
			</Columns>
		</>
	)
}

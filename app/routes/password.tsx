import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { PASSWORD_ADVISED, PASSWORD_MIN, passwordSchema } from '#app/domain/account.schema.ts'
import { requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { deviceOf, sessionHeader, sessionOf } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { changePassword } from '#app/usecases/accounts/change-password.server.ts'

export const handle: PageHandle = { title: 'account.password.title', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	await requireSignedIn(args, { forPassword: true })
	const session = await sessionOf(args)
	return { forced: session?.mustChangePassword ?? false }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireSignedIn(args, { forPassword: true })
	const session = await sessionOf(args)
	const form = await readForm(args.request, passwordSchema)
	if (!form.ok) return invalid(form.result)
	const done = await changePassword(ctx, form.value, deviceOf(args))
	if (!done.ok) return respond(done, paths.account(), { values: form.values })
	const headers = { 'Set-Cookie': await sessionHeader(args.context.settings, done.value.token) }
	return redirect(session?.mustChangePassword ? paths.home() : paths.account(), { status: 303, headers })
}

export default function Password() {
	const t = useT()
	const { forced } = useLoaderData<typeof loader>()
	const form = useActForm(passwordSchema, {
		labels: {
			current: t('account.password.current'),
			password: t('account.password.new'),
			again: t('account.password.again'),
		},
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('account.password.title')}
				crumbs={forced ? [] : [{ label: t('account.title'), to: paths.account() }]}
			/>
			{forced ? <Note kind="info">{t('account.password.forced')}</Note> : null}
			<ActForm form={form}>
				<TextField name="current" type="password" autoComplete="current-password" />
				<TextField
					name="password"
					type="password"
					autoComplete="new-password"
					hint={t('account.password.hint', { min: PASSWORD_MIN, advised: PASSWORD_ADVISED })}
				/>
				<TextField name="again" type="password" autoComplete="new-password" />
				<div className="btns">
					<SubmitButton>{t('account.password.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { GatePage } from '#app/components/gate-page.tsx'
import { firstAdminSchema, PASSWORD_ADVISED, PASSWORD_MIN, secondAdminSchema } from '#app/domain/account.schema.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, refusalResponse, respond } from '#app/http/respond.server.ts'
import { deviceOf, sessionHeader } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { createFirstAdmin, type FirstAdmin } from '#app/usecases/accounts/create-first-admin.server.ts'
import { firstLinkState } from '#app/usecases/accounts/first-link.server.ts'

export const handle: PageHandle = { title: 'account.first.title', layout: 'plain' }

async function linkOf({ context, params }: LoaderFunctionArgs) {
	const token = params.token ?? ''
	const state = await firstLinkState(context.deps, token)
	if (!state.open) throw refusalResponse({ kind: 'missing', rule: 'account.link-expired' })
	return { token, branch: state.branch }
}

export async function loader(args: LoaderFunctionArgs) {
	const { branch } = await linkOf(args)
	return { branch }
}

export async function action(args: ActionFunctionArgs) {
	const { token, branch } = await linkOf(args)
	const form =
		branch === null
			? await readForm(args.request, firstAdminSchema.transform(withBranch))
			: await readForm(
					args.request,
					secondAdminSchema.transform((plain): FirstAdmin => plain),
				)
	if (!form.ok) return invalid(form.result)
	const done = await createFirstAdmin(args.context.deps, token, form.value, deviceOf(args))
	if (!done.ok) return respond(done, paths.people(), { values: form.values })
	const headers = { 'Set-Cookie': await sessionHeader(args.context.settings, done.value.token) }
	return redirect(paths.people(), { status: 303, headers })
}

type Whole = {
	branchName: string
	branchCode: string
	shortName: string
	login: string
	name: string
	password: string
}

function withBranch(form: Whole): FirstAdmin {
	const { branchName, branchCode, shortName, login, name, password } = form
	return { login, name, password, branch: { name: branchName, code: branchCode, shortName } }
}

export default function FirstAdminPage() {
	const t = useT()
	const { branch } = useLoaderData<typeof loader>()
	const labels = {
		branchName: t('account.first.branch-name'),
		branchCode: t('account.first.branch-code'),
		shortName: t('account.first.short-name'),
		login: t('account.login'),
		name: t('account.name'),
		password: t('account.password.new'),
		again: t('account.password.again'),
	}
	const schema = branch === null ? firstAdminSchema : secondAdminSchema
	const form = useActForm(schema, { labels, result: useActionData<typeof action>() })
	return (
		<GatePage>
			<ErrorSummary form={form} />
			<h1>{t('account.first.title')}</h1>
			<p className="lead">{t('account.first.lead')}</p>
			<ActForm form={form} className="mt4">
				{branch === null ? (
					<>
						<TextField name="branchName" hint={t('account.first.branch-name.hint')} />
						<TextField name="branchCode" width="s" hint={t('account.first.branch-code.hint')} />
						<TextField name="shortName" width="s" hint={t('account.first.short-name.hint')} />
					</>
				) : (
					<p>{branch}</p>
				)}
				<TextField name="login" width="m" autoComplete="username" hint={t('people.login.hint')} />
				<TextField name="name" width="m" autoComplete="name" />
				<TextField
					name="password"
					type="password"
					autoComplete="new-password"
					hint={t('account.password.hint', { min: PASSWORD_MIN, advised: PASSWORD_ADVISED })}
				/>
				<TextField name="again" type="password" autoComplete="new-password" />
				<div className="btns">
					<SubmitButton>{t('account.first.do')}</SubmitButton>
				</div>
			</ActForm>
		</GatePage>
	)
}

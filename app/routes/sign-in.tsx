import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { GatePage } from '#app/components/gate-page.tsx'
import { signInSchema } from '#app/domain/account.schema.ts'
import { DEMO_PASSWORD } from '#app/domain/demo-accounts.ts'
import { optionalActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { localPath } from '#app/http/next.ts'
import { homeOf } from '#app/http/page.server.ts'
import { invalid, refused } from '#app/http/respond.server.ts'
import { deviceOf, sessionHeader, sessionOf } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { actorOfAccount } from '#app/usecases/accounts/actor.server.ts'
import { type DemoPerson, demoPeople } from '#app/usecases/accounts/demo-people.server.ts'
import { signIn } from '#app/usecases/accounts/sign-in.server.ts'

export const handle: PageHandle = { title: 'account.sign-in.title', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await optionalActor(args)
	const next = localPath(new URL(args.request.url).searchParams.get('next'))
	if (ctx) throw redirect(next === '/' ? homeOf(ctx) : next, 303)
	return { next, demo: await demoPeople(args.context.deps) }
}

export async function action(args: ActionFunctionArgs) {
	const { request, context } = args
	const form = await readForm(request, signInSchema)
	if (!form.ok) return invalid(form.result)
	const session = await sessionOf(args)
	const done = await signIn(context.deps, form.value, deviceOf(args), session)
	if (!done.ok) return invalid(refused(done.error, form.values))
	const to = done.value.mustChangePassword
		? paths.password()
		: await nextOf(args, done.value.accountId, form.value.next)
	return redirect(to, {
		status: 303,
		headers: { 'Set-Cookie': await sessionHeader(context.settings, done.value.token) },
	})
}

/** Where the person wanted to go, or where the person begins. */
async function nextOf({ context }: ActionFunctionArgs, accountId: string, wanted: string | undefined) {
	const next = localPath(wanted)
	if (next !== paths.home()) return next
	const actor = await actorOfAccount(context.deps, accountId)
	return actor ? homeOf({ actor }) : next
}

export default function SignIn() {
	const t = useT()
	const { next, demo } = useLoaderData<typeof loader>()
	const form = useActForm(signInSchema, {
		labels: { login: t('account.login'), password: t('account.password') },
		result: useActionData<typeof action>(),
	})
	return (
		<GatePage>
			<ErrorSummary form={form} />
			<h1>{t('account.sign-in.title')}</h1>
			<ActForm form={form} hidden={{ next }} className="mt4">
				<TextField name="login" hint={t('account.login.hint')} autoComplete="username" />
				<TextField name="password" type="password" autoComplete="current-password" />
				<div className="btns">
					<SubmitButton>{t('account.sign-in.do')}</SubmitButton>
					<Link to={paths.help()}>{t('account.forgot')}</Link>
				</div>
			</ActForm>
			{demo.length > 0 ? <DemoAccounts people={demo} next={next} /> : null}
		</GatePage>
	)
}

function DemoAccounts({ people, next }: { people: readonly DemoPerson[]; next: string }) {
	const t = useT()
	const columns = [
		{ label: t('account.role') },
		{ label: t('account.name') },
		{ label: t('account.may') },
		{ label: t('account.act'), silent: true },
	]
	return (
		<section className="sec sec--rule mt6" aria-labelledby="demo-accounts">
			<div className="sec-h">
				<h2 id="demo-accounts">{t('account.demo.title')}</h2>
				<span className="sub">{t('account.demo.password', { password: DEMO_PASSWORD })}</span>
			</div>
			<Table caption={t('account.demo.list')} columns={columns}>
				{people.map((person) => (
					<Row key={person.login}>
						<Cell main label={t('account.role')}>
							<b>{t(`role.${person.role}`)}</b>
						</Cell>
						<Cell label={t('account.name')}>
							{person.name} <span className="muted mono">{person.login}</span>
						</Cell>
						<Cell label={t('account.may')}>{t(`role.${person.role}.does`)}</Cell>
						<Cell>
							<Form method="post" reloadDocument>
								<input type="hidden" name="login" value={person.login} />
								<input type="hidden" name="password" value={DEMO_PASSWORD} />
								<input type="hidden" name="next" value={next} />
								<Button type="submit" small aria-label={t('account.demo.enter-as', { name: person.name })}>
									{t('account.demo.enter')}
								</Button>
							</Form>
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SessionList } from '#app/components/session-list.tsx'
import { LanguageSwitch, ThemeSwitch } from '#app/components/theme.tsx'
import { deputySchema } from '#app/domain/people.schema.ts'
import { requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { themeOf } from '#app/http/language.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { endSessionHeader, sessionOf } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { chooseDeputy, myAccount } from '#app/usecases/accounts/my-account.server.ts'
import { signOut, signOutEverywhere } from '#app/usecases/accounts/sign-out.server.ts'

export const handle: PageHandle = { title: 'account.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireSignedIn(args)
	const session = await sessionOf(args)
	const account = valueOrThrow(await myAccount(ctx, session?.id ?? ''))
	return { account, theme: await themeOf(args), today: ctx.today }
}

const endSchema = z.object({ session: z.string().length(64) })
const intentSchema = z.looseObject({ intent: z.enum(['deputy', 'end-session', 'everywhere']) })

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireSignedIn(args)
	const form = await readForm(args.request, intentSchema)
	if (!form.ok) return invalid(form.result)
	if (form.value.intent === 'everywhere') {
		await signOutEverywhere(ctx)
		const headers = { 'Set-Cookie': await endSessionHeader(args.context.settings) }
		return redirect(paths.signIn(), { status: 303, headers })
	}
	if (form.value.intent === 'end-session') {
		const one = endSchema.safeParse(form.value)
		if (one.success) await signOut(ctx, one.data.session)
		return redirect(paths.account(), 303)
	}
	const deputy = deputySchema.safeParse(form.value)
	if (!deputy.success) return redirect(paths.account(), 303)
	return respond(await chooseDeputy(ctx, deputy.data), paths.account(), { values: form.values })
}

export default function Account() {
	const t = useT()
	const { account, theme, today } = useLoaderData<typeof loader>()
	const form = useActForm(deputySchema, {
		labels: { deputy: t('account.deputy') },
		defaults: { deputy: account.deputyId ?? '' },
		intent: 'deputy',
		result: useActionData<typeof action>(),
	})
	const roles = account.grants.map((grant) => (
		<span key={grant.id} className="row">
			{t(`role.${grant.role}`)} <span className="muted">{grant.place ?? t('place.branch')}</span>
		</span>
	))
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('account.title')}
				actions={
					<>
						<ButtonLink to={paths.noticeChoices()}>{t('choices.title')}</ButtonLink>
						<ButtonLink to={paths.password()}>{t('account.password.title')}</ButtonLink>
					</>
				}
			/>
			<Facts
				items={[
					{ label: t('account.name'), value: account.name },
					{ label: t('account.login'), value: <span className="mono">{account.login}</span> },
					{ label: t('account.role'), value: <span className="stack">{roles}</span> },
					account.superior !== null && { label: t('account.superior'), value: account.superior },
				]}
			/>
			{account.colleagues.length > 0 ? (
				<Section id="deputy" title={t('account.deputy')} sub={t('account.deputy.why')}>
					<ActForm form={form} version={account.version} labelledBy="deputy">
						<SelectField
							name="deputy"
							empty={t('account.deputy.none')}
							options={account.colleagues.map(({ id, name, login }) => ({ value: id, label: `${name} ${login}` }))}
						/>
						<div className="btns">
							<SubmitButton variant="plain">{t('common.save')}</SubmitButton>
							<ButtonLink to={paths.absences()}>{t('account.deputy.absences')}</ButtonLink>
						</div>
					</ActForm>
				</Section>
			) : null}
			<Section id="look" title={t('account.look')}>
				<div className="row">
					<LanguageSwitch />
					<ThemeSwitch theme={theme} />
				</div>
			</Section>
			<SessionList sessions={account.sessions} today={today} />
		</>
	)
}

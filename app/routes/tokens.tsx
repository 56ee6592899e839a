import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { PostButton } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { SecretOnce } from '#app/components/secret-once.tsx'
import { newTokenSchema } from '#app/domain/people.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { createToken, revokeTokenOf } from '#app/usecases/admin/tokens.server.ts'
import { tokensPage } from '#app/usecases/admin/views.server.ts'

export const handle: PageHandle = { title: 'tokens.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.tokens')
	return { tokens: await tokensPage(ctx), today: ctx.today }
}

const revokeSchema = z.object({ id: z.string().min(1).max(64) })

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.tokens')
	if ((await intentOf(args.request, ['revoke'])) === 'revoke') {
		const form = await readForm(args.request, revokeSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await revokeTokenOf(ctx, form.value.id), paths.tokens())
	}
	const form = await readForm(args.request, newTokenSchema)
	if (!form.ok) return invalid(form.result)
	const done = await createToken(ctx, form.value)
	if (!done.ok && done.error.kind === 'missing')
		return invalid({ ok: false, values: form.values, errors: { login: [{ key: 'issue.unknown-login' }] } })
	if (!done.ok) return respond(done, paths.tokens(), { values: form.values })
	// No redirect: the token is kept nowhere and shown on this answer only.
	return data({ ok: true as const, token: done.value.token }, { status: 201 })
}

export default function Tokens() {
	const t = useT()
	const { tokens } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const form = useActForm(newTokenSchema, {
		labels: { login: t('tokens.login'), label: t('tokens.label') },
		result: answer?.ok === false ? answer : undefined,
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={t('tokens.title')} lead={t('tokens.lead')} />
			{answer?.ok ? <SecretOnce title={t('tokens.created')} secret={answer.token} /> : null}
			<Section id="list" title={t('tokens.title')} silent>
				{tokens.length === 0 ? <p className="muted">{t('tokens.none')}</p> : <List />}
			</Section>
			<Section id="new" title={t('tokens.new')}>
				<ActForm form={form} labelledBy="new">
					<TextField name="login" width="m" autoComplete="off" />
					<TextField name="label" hint={t('tokens.label.hint')} autoComplete="off" />
					<div className="btns">
						<SubmitButton>{t('tokens.create')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}

function List() {
	const t = useT()
	const formats = useFormats()
	const { tokens, today } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('tokens.label') },
		{ label: t('tokens.account') },
		{ label: t('tokens.made') },
		{ label: t('tokens.used') },
		{ label: t('tokens.state') },
		{ label: t('account.act'), silent: true },
	]
	return (
		<Table caption={t('tokens.list')} columns={columns}>
			{tokens.map((token) => (
				<Row key={token.id}>
					<Cell main label={t('tokens.label')}>
						{token.label}
					</Cell>
					<Cell label={t('tokens.account')}>
						{token.name} <span className="muted mono">{token.login}</span>
					</Cell>
					<Cell label={t('tokens.made')}>{formats.moment(token.created_at, today)}</Cell>
					<Cell label={t('tokens.used')}>
						{token.last_used_at ? formats.moment(token.last_used_at, today) : t('tokens.never')}
					</Cell>
					<Cell label={t('tokens.state')}>{token.revoked_at ? t('tokens.revoked') : t('tokens.live')}</Cell>
					<Cell>
						{token.revoked_at ? null : (
							<PostButton
								small
								fields={{ intent: 'revoke', id: token.id }}
								label={t('tokens.revoke.label', { label: token.label })}
							>
								{t('tokens.revoke')}
							</PostButton>
						)}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

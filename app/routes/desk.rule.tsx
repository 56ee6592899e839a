import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ChangeTables } from '#app/components/rulebook/change-table.tsx'
import { RulebookReading } from '#app/components/rulebook/reading.tsx'
import { acceptSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { acceptRulebook } from '#app/usecases/rulebooks/accept.server.ts'
import { deskRulebook } from '#app/usecases/rulebooks/register.server.ts'

export const handle: PageHandle = { title: 'rulebook.desk', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return valueOrThrow(await deskRulebook(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const versionId = idOf(args)
	const form = await readForm(args.request, acceptSchema)
	if (!form.ok) return invalid(form.result)
	const { sha256, fullName } = form.value
	const done = await acceptRulebook(ctx, { versionId, sha256, fullName })
	return respond(done, paths.deskRulebook(versionId), { values: form.values })
}

/** The whole text, what is new in it, its hash; then the signature. */
export default function DeskRule() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { code, version, accepted, earlier, names, body } = page
	const form = useActForm(acceptSchema, {
		labels: { read: t('rulebook.desk.read'), fullName: t('rulebook.desk.name') },
		result: useActionData<typeof action>(),
	})
	return (
		<DeskPage
			docno={<Link to={paths.deskRulebooks()}>{t('rulebook.desk')}</Link>}
			title={t('reference.version', { code, version })}
			before={<ErrorSummary form={form} />}
		>
			<p className="second">
				{t('rulebook.effective.from', { day: formats.fullDay(page.effectiveFrom) })}{' '}
				<span className="mono sm">SHA-256 {page.sha256.slice(0, 12)}</span>
			</p>
			<p className="second mt2">{t('rulebook.desk.lead')}</p>
			{accepted ? (
				<Note kind="info" icon="check">
					{t('rulebook.desk.done', { day: formats.longDay(accepted.on, page.today), name: accepted.by })}
				</Note>
			) : null}
			{earlier && earlier.changes.length > 0 ? (
				<>
					<Section id="differs" title={t('rulebook.desk.differs', { code: earlier.code })}>
						<p className="second">{t('rulebook.compare.n', { count: earlier.changes.length })}</p>
					</Section>
					<ChangeTables changes={earlier.changes} names={names} />
				</>
			) : null}
			<RulebookReading book={body} names={names} />
			{accepted ? null : (
				<Section id="accept" title={t('rulebook.desk.accept', { code })}>
					<p className="mono sm muted">SHA-256 {page.sha256}</p>
					<ActForm form={form} hidden={{ sha256: page.sha256 }}>
						<CheckField name="read" />
						<TextField name="fullName" width="m" />
						<div className="btns">
							<SubmitButton variant="seal">{t('rulebook.desk.do')}</SubmitButton>
						</div>
					</ActForm>
					<p className="muted sm mt3">{t('rulebook.desk.silent')}</p>
				</Section>
			)}
		</DeskPage>
	)
}

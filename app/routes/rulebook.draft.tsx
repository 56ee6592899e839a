import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Columns, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { ChangeTables } from '#app/components/rulebook/change-table.tsx'
import { DraftActs, DraftHead, DraftParts, DraftPeople } from '#app/components/rulebook/draft-sections.tsx'
import { draftStepSchema, renameDraftSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { askForCheck } from '#app/usecases/rulebooks/decide-draft.server.ts'
import { renameDraft } from '#app/usecases/rulebooks/draft.server.ts'
import { draftPage } from '#app/usecases/rulebooks/pages.server.ts'

export const handle: PageHandle = { title: 'rulebook.draft' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	return valueOrThrow(await draftPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.draft')
	const id = idOf(args)
	const to = paths.rulebookDraft(id)
	if ((await intentOf(args.request, ['ask', 'rename'])) === 'ask') {
		const form = await readForm(args.request, draftStepSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await askForCheck(ctx, { id, ...form.value }), to, { values: form.values })
	}
	const form = await readForm(args.request, renameDraftSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await renameDraft(ctx, { id, ...form.value }), to, { values: form.values })
}

export default function RulebookDraft() {
	const t = useT()
	const draft = useLoaderData<typeof loader>()
	const form = useActForm(renameDraftSchema, {
		labels: { code: t('rulebook.code'), effectiveFrom: t('rulebook.effective') },
		defaults: { code: draft.code, effectiveFrom: draft.effectiveFrom },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<DraftHead draft={draft} />
			<Columns
				asideLabel={t('rulebook.draft.people')}
				aside={
					<>
						<DraftActs draft={draft} />
						<DraftPeople draft={draft} />
					</>
				}
			>
				<DraftParts draft={draft} />
				<Section id="changes" title={t('rulebook.draft.changes')}>
					{draft.changes.length === 0 ? (
						<Empty title={t('rulebook.draft.changes.none')} level={3}>
							{t('rulebook.draft.changes.none.text', { code: draft.base.code })}
						</Empty>
					) : (
						<p className="second">{t('rulebook.compare.n', { count: draft.changes.length })}</p>
					)}
				</Section>
				<ChangeTables changes={draft.changes} names={draft.names} />
				{draft.acts.edit ? (
					<Section id="rename" title={t('rulebook.draft.rename')}>
						<ActForm form={form} version={draft.version} hidden={{ intent: 'rename' }} guard>
							<TextField name="code" width="m" />
							<DateField name="effectiveFrom" hint={t('rulebook.effective.hint')} />
							<div className="btns">
								<SubmitButton variant="plain">{t('rulebook.draft.rename.do')}</SubmitButton>
							</div>
						</ActForm>
					</Section>
				) : null}
			</Columns>
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { ChangeTables } from '#app/components/rulebook/change-table.tsx'
import type { Action } from '#app/domain/access.ts'
import { draftReasonSchema, draftStepSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor, requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { abandonDraft, approveDraft, sendDraftBack } from '#app/usecases/rulebooks/decide-draft.server.ts'
import { draftPage } from '#app/usecases/rulebooks/pages.server.ts'
import { publishVersion } from '#app/usecases/rulebooks/publish.server.ts'

export const handle: PageHandle = { title: 'rulebook.draft', width: 'mid' }

export const shouldRevalidate = afterConflict

const ACTS = {
	check: 'rulebook.check',
	return: 'rulebook.check',
	publish: 'rulebook.publish',
	drop: 'rulebook.draft',
} as const satisfies Record<string, Action>
type Act = keyof typeof ACTS

function isAct(text: string): text is Act {
	return text in ACTS
}

/** Which act the address asks for; an unknown one is a page that is not there, for whoever is signed in. */
const actOf = (args: LoaderFunctionArgs | ActionFunctionArgs): Act | null => {
	const act = args.params.act ?? ''
	return isAct(act) ? act : null
}

export async function loader(args: LoaderFunctionArgs) {
	const act = actOf(args)
	const ctx = act ? await requireActor(args, ACTS[act]) : await requireSignedIn(args)
	if (!act) throw notFound()
	return { act, draft: valueOrThrow(await draftPage(ctx, idOf(args))) }
}

export async function action(args: ActionFunctionArgs) {
	const act = actOf(args)
	const ctx = act ? await requireActor(args, ACTS[act]) : await requireSignedIn(args)
	if (!act) throw notFound()
	const id = idOf(args)
	const to = paths.rulebookDraft(id)
	if (act === 'return' || act === 'drop') {
		const form = await readForm(args.request, draftReasonSchema)
		if (!form.ok) return invalid(form.result)
		const command = { id, ...form.value }
		const done = act === 'return' ? await sendDraftBack(ctx, command) : await abandonDraft(ctx, command)
		return respond(done, to, { values: form.values })
	}
	const form = await readForm(args.request, draftStepSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, ...form.value }
	if (act === 'check') return respond(await approveDraft(ctx, command), to, { values: form.values })
	const done = await publishVersion(ctx, command)
	return respond(done, (made) => paths.rulebookVersion(made.versionId), { values: form.values })
}

export default function RulebookAct() {
	const t = useT()
	const formats = useFormats()
	const { act, draft } = useLoaderData<typeof loader>()
	const reasoned = act === 'return' || act === 'drop'
	const form = useActForm(reasoned ? draftReasonSchema : draftStepSchema, {
		labels: reasoned ? { reason: t('rulebook.draft.reason') } : {},
		result: useActionData<typeof action>(),
	})
	const lead = act === 'check' || act === 'publish' ? t(`rulebook.act.${act}.lead`) : undefined
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`rulebook.act.${act}`)}
				crumbs={[
					{ label: t('rulebook.list'), to: paths.rulebooks() },
					{ label: draft.code, to: paths.rulebookDraft(draft.id) },
				]}
				meta={<span>{t('rulebook.effective.from', { day: formats.fullDay(draft.effectiveFrom) })}</span>}
				lead={lead}
			/>
			{reasoned ? null : <ChangeTables changes={draft.changes} names={draft.names} />}
			<ActForm form={form} version={draft.version} className="mt4">
				{reasoned ? <TextArea name="reason" max={500} /> : null}
				<div className="btns">
					<SubmitButton variant={act === 'publish' ? 'seal' : act === 'drop' ? 'danger' : 'primary'}>
						{t(`rulebook.act.${act}`)}
					</SubmitButton>
					<ButtonLink to={paths.rulebookDraft(draft.id)}>{t('common.back')}</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskActPage } from '#app/components/desk/act-page.tsx'
import { DefenceArguments, useArgumentRows } from '#app/components/desk/defence-form.tsx'
import { FileField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { useKeptDraft } from '#app/components/kept-draft.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { defenceSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { draftFor, sentDraft } from '#app/usecases/drafts/drafts.server.ts'
import { stateDefence } from '#app/usecases/penalties/defence.server.ts'

export const handle: PageHandle = { title: 'desk.defence', layout: 'plain' }

export const shouldRevalidate = afterConflict

const draftKey = (id: string) => `defence:${id}`

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const { id, number, version, gates, args: before, extension } = valueOrThrow(await deskCase(ctx, idOf(args)))
	return {
		view: { id, number, version },
		gate: gates.defence,
		before: before.length,
		voids: extension?.outcome === null,
		draft: await draftFor(ctx, draftKey(id)),
	}
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const id = idOf(args)
	const form = await readUpload(args.request, defenceSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, version: versionOf(form.values), args: form.value.argument }
	const done = await stateDefence(ctx, command, form.files)
	if (done.ok) await sentDraft(ctx, draftKey(id))
	return respond(done, `${paths.deskCase(id)}?done=defence`, { values: form.values })
}

export default function DeskDefence() {
	const t = useT()
	const { view, gate, before, voids, draft } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const kept = useKeptDraft(draft, { result })
	const rows = useArgumentRows({ before, values: result?.values ?? kept.values, revision: kept.revision })
	const form = useActForm(defenceSchema, {
		labels: { ...rows.labels, files: t('desk.defence.files') },
		defaults: kept.values,
		result,
		revision: kept.revision,
		beforeSend: kept.beforeSend,
	})
	return (
		<DeskActPage
			view={view}
			gate={gate}
			form={form}
			kept={kept}
			upload
			title={t('desk.defence')}
			submit={t('desk.defence.do')}
			consequences={[
				{ icon: 'check', text: t('desk.defence.then.never-worse') },
				{ icon: 'message', text: t('desk.defence.then.answer') },
				{ icon: 'clock', text: t('desk.defence.then.more') },
				...(voids ? [{ icon: 'info' as const, text: t('desk.defence.then.void') }] : []),
			]}
		>
			<DefenceArguments rows={rows} />
			<FileField
				name="files"
				multiple
				optional
				accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
				hint={t('desk.files.hint')}
			/>
		</DeskActPage>
	)
}

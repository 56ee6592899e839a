import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskActPage } from '#app/components/desk/act-page.tsx'
import { TextArea } from '#app/components/field.tsx'
import { useActForm } from '#app/components/form.tsx'
import { useKeptDraft } from '#app/components/kept-draft.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { askExtensionSchema } from '#app/domain/penalty/answer.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { draftFor, sentDraft } from '#app/usecases/drafts/drafts.server.ts'
import { askMoreTime } from '#app/usecases/penalties/ask-extension.server.ts'

export const handle: PageHandle = { title: 'desk.extension', layout: 'plain' }

export const shouldRevalidate = afterConflict

const draftKey = (id: string) => `extension:${id}`

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const { id, number, version, gates, deadline, extendTo } = valueOrThrow(await deskCase(ctx, idOf(args)))
	const draft = await draftFor(ctx, draftKey(id))
	return { view: { id, number, version }, gate: gates.extension, until: deadline?.dueOn ?? null, extendTo, draft }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const id = idOf(args)
	const form = await readForm(args.request, askExtensionSchema)
	if (!form.ok) return invalid(form.result)
	const done = await askMoreTime(ctx, { id, version: versionOf(form.values), reason: form.value.reason })
	if (done.ok) await sentDraft(ctx, draftKey(id))
	return respond(done, `${paths.deskCase(id)}?done=extension`, { values: form.values })
}

export default function DeskExtension() {
	const t = useT()
	const formats = useFormats()
	const { view, gate, until, extendTo, draft } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const kept = useKeptDraft(draft, { result })
	const form = useActForm(askExtensionSchema, {
		labels: { reason: t('desk.extension.reason') },
		defaults: kept.values,
		result,
		revision: kept.revision,
		beforeSend: kept.beforeSend,
	})
	const dates = until && extendTo ? { until: formats.longDay(until), to: formats.longDay(extendTo) } : null
	return (
		<DeskActPage
			view={view}
			gate={gate}
			form={form}
			kept={kept}
			title={t('desk.extension')}
			submit={t('desk.extension.do')}
			consequences={[
				...(dates
					? [
							{ icon: 'calendar' as const, text: t('desk.extension.then.until', { day: dates.to }) },
							{ icon: 'clock' as const, text: t('desk.extension.then.runs', { day: dates.until }) },
						]
					: []),
				{ icon: 'message', text: t('desk.extension.then.answer') },
				{ icon: 'warn', text: t('desk.extension.then.once') },
			]}
		>
			<TextArea name="reason" max={500} short hint={t('desk.extension.hint')} />
		</DeskActPage>
	)
}

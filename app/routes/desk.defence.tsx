import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskActPage } from '#app/components/desk/act-page.tsx'
import { TextArea } from '#app/components/field.tsx'
import { FileField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
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
import { stateDefence } from '#app/usecases/penalties/defence.server.ts'

export const handle: PageHandle = { title: 'desk.defence', layout: 'plain' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const { id, number, version, gates } = valueOrThrow(await deskCase(ctx, idOf(args)))
	return { view: { id, number, version }, gate: gates.defence }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'desk.answer')
	const id = idOf(args)
	const form = await readUpload(args.request, defenceSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, version: versionOf(form.values), args: form.value.argument }
	const done = await stateDefence(ctx, command, form.files)
	return respond(done, `${paths.deskCase(id)}?done=defence`, { values: form.values })
}

const ROWS = [0, 1, 2] as const

export default function DeskDefence() {
	const t = useT()
	const { view, gate } = useLoaderData<typeof loader>()
	const labels = Object.fromEntries(ROWS.map((i) => [`argument.${i}`, t('desk.defence.argument', { no: i + 1 })]))
	const form = useActForm(defenceSchema, {
		labels: { ...labels, argument: t('desk.defence.argument', { no: 1 }), files: t('desk.defence.files') },
		result: useActionData<typeof action>(),
	})
	return (
		<DeskActPage
			view={view}
			gate={gate}
			form={form}
			upload
			title={t('desk.defence')}
			submit={t('desk.defence.do')}
			consequences={[
				{ icon: 'check', text: t('desk.defence.then.never-worse') },
				{ icon: 'message', text: t('desk.defence.then.answer') },
				{ icon: 'clock', text: t('desk.defence.then.more') },
			]}
		>
			{ROWS.map((i) => (
				<TextArea
					key={i}
					name={`argument.${i}`}
					max={2000}
					short={i > 0}
					optional={i > 0}
					hint={i === 0 ? t('desk.defence.hint') : undefined}
				/>
			))}
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

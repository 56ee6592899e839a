import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ItemFacts } from '#app/components/intake/item-body.tsx'
import { useReplyOptions } from '#app/components/intake/words.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { answerSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { answerItem } from '#app/usecases/intake/answer.server.ts'
import { answerPage } from '#app/usecases/intake/page.server.ts'

export const handle: PageHandle = { title: 'intake.act.answer', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	return valueOrThrow(await answerPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	const id = idOf(args)
	const form = await readForm(args.request, answerSchema)
	if (!form.ok) return invalid(form.result)
	const done = await answerItem(ctx, { ...form.value, id, version: versionOf(form.values) })
	return respond(done, paths.intakeItem(id), { values: form.values })
}

export default function AnswerItem() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const { item } = page
	const form = useActForm(answerSchema, {
		labels: { answer: t('intake.field.answer'), via: t('intake.field.via') },
		defaults: { answer: item.proposed_answer, via: item.reply_by },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.act.answer')}
				crumbs={[{ label: item.number, to: paths.intakeItem(item.id) }, { label: t('intake.act.answer') }]}
			/>
			<ItemFacts page={page} />
			{item.proposed_at === null ? null : <Note kind="info">{t('intake.proposed')}</Note>}
			<ActForm form={form} version={item.version} guard>
				<TextArea name="answer" max={2000} hint={t('intake.field.answer.hint')} />
				<SelectField name="via" options={useReplyOptions()} />
				<div className="btns">
					<SubmitButton variant="seal">{t('intake.act.answer.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

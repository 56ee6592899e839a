import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { ItemFacts } from '#app/components/intake/item-body.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { declineSchema, mergeSchema } from '#app/domain/intake/intake.schema.ts'
import { END_CODES } from '#app/domain/intake/item.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { declineItem, mergeItem } from '#app/usecases/intake/answer.server.ts'
import { answerPage } from '#app/usecases/intake/page.server.ts'

export const handle: PageHandle = { title: 'intake.act.end', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	return valueOrThrow(await answerPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	const id = idOf(args)
	if ((await intentOf(args.request, ['decline'])) === 'decline') {
		const form = await readForm(args.request, declineSchema)
		if (!form.ok) return invalid(form.result)
		const done = await declineItem(ctx, { ...form.value, id, version: versionOf(form.values) })
		return respond(done, paths.intakeItem(id), { values: form.values })
	}
	const form = await readForm(args.request, mergeSchema)
	if (!form.ok) return invalid(form.result)
	const done = await mergeItem(ctx, { ...form.value, id, version: versionOf(form.values) })
	return respond(done, paths.intakeItem(id), { values: form.values })
}

export default function EndItem() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { item, twins } = page
	const merge = useActForm(mergeSchema, {
		labels: { into: t('intake.field.into'), reason: t('intake.field.reason') },
		defaults: { into: twins[0]?.number ?? '' },
		intent: 'merge',
		prefix: 'merge',
		result,
	})
	const decline = useActForm(declineSchema, {
		labels: { code: t('intake.end.code'), reason: t('intake.field.reason') },
		intent: 'decline',
		prefix: 'decline',
		result,
	})
	return (
		<>
			<PageHead
				title={t('intake.act.end')}
				crumbs={[{ label: item.number, to: paths.intakeItem(item.id) }, { label: t('intake.act.end') }]}
			/>
			<ItemFacts page={page} />
			<ActBox
				id="merge"
				title={t('intake.act.merge')}
				lead={t('intake.act.merge.lead')}
				form={merge}
				version={item.version}
			>
				<TextField name="into" width="m" hint={t('intake.field.into.hint')} />
				<TextArea name="reason" max={500} short optional />
			</ActBox>
			<ActBox
				id="decline"
				title={t('intake.act.decline')}
				lead={t('intake.act.decline.lead')}
				form={decline}
				version={item.version}
			>
				<SelectField name="code" options={END_CODES.map((value) => ({ value, label: t(`intake.end.${value}`) }))} />
				<TextArea name="reason" max={500} short />
			</ActBox>
		</>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { FileField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ImportDone, IntakeListResult, TemplateLink } from '#app/components/intake/list-result.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { confirmListSchema, listUploadQuerySchema, uploadListSchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readQuery, readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import {
	batchForList,
	importBatchList,
	takeBatchList,
	viewBatchList,
} from '#app/usecases/intake/import-batch.server.ts'
import { MAX_LIST_BYTES } from '#app/usecases/intake/list-file.server.ts'

export const handle: PageHandle = { title: 'intake.batch.import', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const id = idOf(args)
	const batch = valueOrThrow(await batchForList(ctx, id))
	const { upload, done } = readQuery(args.request, listUploadQuerySchema)
	if (!upload) return { batch, upload: null, done: done ?? '' }
	const found = await viewBatchList(ctx, id, upload)
	// A link to an upload that is gone leads back to the form.
	if (!found.ok) throw redirect(paths.importBatchList(id, { done: 'gone' }))
	return { batch, upload: found.value, done: '' }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const id = idOf(args)
	valueOrThrow(await batchForList(ctx, id))
	if ((args.request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
		const form = await readUpload(args.request, confirmListSchema)
		if (!form.ok) return invalid(form.result)
		const done = await importBatchList(ctx, id, form.value.upload)
		return respond(done, ({ fresh }) => paths.intakeBatch(id, { done: String(fresh) }), { values: {} })
	}
	const form = await readUpload(args.request, uploadListSchema, { maxFiles: 1, maxBytes: MAX_LIST_BYTES })
	if (!form.ok) return invalid(form.result)
	const [file] = form.files
	if (!file || file.bytes.length === 0) return fieldError(form.values, 'file', 'issue.import-file')
	const taken = await takeBatchList(ctx, id, file)
	if ('token' in taken) throw redirect(paths.importBatchList(id, { upload: taken.token }), 303)
	return fieldError(form.values, 'file', `issue.import-${taken.fault}`)
}

export default function ImportBatchList() {
	const t = useT()
	const { batch, upload, done } = useLoaderData<typeof loader>()
	const form = useActForm(uploadListSchema, {
		labels: { file: t('intake.import.file') },
		result: useActionData<typeof action>(),
	})
	const title = batch.title || t('intake.batch.opinions', { month: batch.period })
	const crumbs = [
		{ label: t('intake.batches'), to: paths.intakeBatches() },
		{ label: title, to: paths.intakeBatch(batch.id) },
	]
	const list = batch.kind === 'opinion' ? 'opinions' : 'surveys'
	if (upload)
		return (
			<IntakeListResult
				upload={upload}
				crumbs={crumbs}
				again={paths.importBatchList(batch.id)}
				of={title}
				list={list}
			/>
		)
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.batch.import')}
				lead={t(`intake.batch.import.lead.${batch.kind}`)}
				crumbs={[...crumbs, { label: t('intake.batch.import') }]}
			/>
			<ImportDone done={done} />
			<ActForm form={form} encType="multipart/form-data">
				<FileField name="file" accept=".csv,.xlsx,text/csv" hint={t(`intake.batch.import.hint.${batch.kind}`)} />
				<div className="btns">
					<SubmitButton icon="upload">{t('intake.import.check')}</SubmitButton>
					<TemplateLink list={list} />
				</div>
			</ActForm>
		</>
	)
}

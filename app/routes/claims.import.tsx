import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ListResult } from '#app/components/claim/list-result.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { FileField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { confirmListSchema, listUploadQuerySchema, uploadListSchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readQuery, readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import {
	importActivations,
	MAX_LIST_BYTES,
	takeActivations,
	viewActivations,
} from '#app/usecases/claims/import-activations.server.ts'

export const handle: PageHandle = { title: 'claim.import.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.propose')
	const { upload, done } = readQuery(args.request, listUploadQuerySchema)
	if (!upload) return { upload: null, done: done ?? '' }
	const found = await viewActivations(ctx, upload)
	// A link to an upload that is gone leads back to the form.
	if (!found.ok) throw redirect(paths.importActivations({ done: 'gone' }))
	return { upload: found.value, done: '' }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'claim.propose')
	if ((args.request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
		const form = await readUpload(args.request, confirmListSchema)
		if (!form.ok) return invalid(form.result)
		const done = await importActivations(ctx, form.value.upload)
		return respond(done, ({ rows }) => paths.importActivations({ done: String(rows) }), { values: {} })
	}
	const form = await readUpload(args.request, uploadListSchema, { maxFiles: 1, maxBytes: MAX_LIST_BYTES })
	if (!form.ok) return invalid(form.result)
	const [file] = form.files
	if (!file || file.bytes.length === 0) return fieldError(form.values, 'file', 'issue.import-file')
	const taken = await takeActivations(ctx, file)
	if ('token' in taken) throw redirect(paths.importActivations({ upload: taken.token }), 303)
	return fieldError(form.values, 'file', `issue.import-${taken.fault}`)
}

export default function ImportActivations() {
	const { upload } = useLoaderData<typeof loader>()
	return upload ? <ListResult upload={upload} /> : <UploadForm />
}

function UploadForm() {
	const t = useT()
	const { done } = useLoaderData<typeof loader>()
	const form = useActForm(uploadListSchema, {
		labels: { file: t('claim.import.file') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('claim.import.title')}
				lead={t('claim.import.lead')}
				crumbs={[{ label: t('claim.list'), to: paths.claims() }, { label: t('claim.import.title') }]}
			/>
			{done === 'gone' ? <Note kind="warn">{t('claim.import.gone')}</Note> : null}
			{/^\d{1,9}$/.test(done) ? (
				<Note kind="info" role="status">
					{t('claim.import.done', { count: Number(done) })}
				</Note>
			) : null}
			<ActForm form={form} encType="multipart/form-data">
				<FileField name="file" accept=".csv,.xlsx,text/csv" hint={t('claim.import.all')} />
				<div className="btns">
					<SubmitButton icon="upload">{t('claim.import.check')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}

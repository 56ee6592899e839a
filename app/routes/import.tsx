import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { FileField, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PastImports } from '#app/components/import/past-imports.tsx'
import { UploadView } from '#app/components/import/upload-view.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { confirmImportSchema, importQuerySchema, uploadRegisterSchema } from '#app/domain/import/upload.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readQuery, readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import {
	importChoices,
	importUpload,
	MAX_IMPORT_BYTES,
	pastImports,
	takeUpload,
	viewUpload,
} from '#app/usecases/import/page.server.ts'

export const handle: PageHandle = { title: 'import.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.import')
	const { upload, view, done } = readQuery(args.request, importQuerySchema)
	if (upload) {
		const found = await viewUpload(ctx, upload)
		// A link to an upload that is gone leads back to the form.
		if (!found.ok) throw redirect(paths.import({ done: 'gone' }))
		return { upload: found.value, view, done: '', mappings: [], runs: [] }
	}
	return { upload: null, view, done, mappings: importChoices(), runs: await pastImports(ctx) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.import')
	if ((args.request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
		const form = await readUpload(args.request, confirmImportSchema)
		if (!form.ok) return invalid(form.result)
		const done = await importUpload(ctx, form.value.upload)
		return respond(done, ({ rows }) => paths.import({ done: String(rows) }), { values: {} })
	}
	const form = await readUpload(args.request, uploadRegisterSchema, { maxFiles: 1, maxBytes: MAX_IMPORT_BYTES })
	if (!form.ok) return invalid(form.result)
	const [file] = form.files
	if (!file || file.bytes.length === 0) return fieldError(form.values, 'file', 'issue.import-file')
	const taken = await takeUpload(ctx, form.value.mapping, file)
	if ('token' in taken) throw redirect(paths.import({ upload: taken.token }), 303)
	if (taken.fault === 'mapping') return fieldError(form.values, 'mapping', 'issue.choose')
	return fieldError(form.values, 'file', `issue.import-${taken.fault}`)
}

export default function Import() {
	const { upload, view } = useLoaderData<typeof loader>()
	return upload ? <UploadView upload={upload} view={view} /> : <UploadForm />
}

function UploadForm() {
	const t = useT()
	const language = useLanguage()
	const { mappings, runs, done } = useLoaderData<typeof loader>()
	const form = useActForm(uploadRegisterSchema, {
		labels: { mapping: t('import.mapping'), file: t('import.file') },
		defaults: { mapping: mappings[0]?.name ?? '' },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={t('import.title')} lead={t('import.lead')} />
			<Done done={done} />
			<div className="mt6">
				<ActForm form={form} encType="multipart/form-data">
					<SelectField
						name="mapping"
						hint={t('import.mapping.hint')}
						options={mappings.map(({ name, title }) => ({ value: name, label: title[language] }))}
					/>
					<FileField name="file" accept=".csv,.xlsx,text/csv" hint={t('import.file.hint')} />
					<div className="btns">
						<SubmitButton icon="upload">{t('import.check')}</SubmitButton>
					</div>
				</ActForm>
			</div>
			<Section id="past" title={t('import.past')}>
				<PastImports runs={runs} />
			</Section>
		</>
	)
}

function Done({ done }: { done: string }) {
	const t = useT()
	const formats = useFormats()
	if (done === 'gone') return <Note kind="warn">{t('import.gone')}</Note>
	if (!/^\d{1,9}$/.test(done)) return null
	return (
		<Note kind="info" role="status">
			<b>{t('import.done', { count: Number(done), n: formats.count(Number(done)) })}</b> {t('import.done.text')}
		</Note>
	)
}

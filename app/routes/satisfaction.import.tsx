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
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import {
	importSatisfaction,
	takeSatisfaction,
	viewSatisfaction,
} from '#app/usecases/intake/import-satisfaction.server.ts'
import { MAX_LIST_BYTES } from '#app/usecases/intake/list-file.server.ts'

export const handle: PageHandle = { title: 'satisfaction.import', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const { upload, done } = readQuery(args.request, listUploadQuerySchema)
	if (!upload) return { upload: null, done: done ?? '' }
	const found = await viewSatisfaction(ctx, upload)
	// A link to an upload that is gone leads back to the form.
	if (!found.ok) throw redirect(paths.importSatisfaction({ done: 'gone' }))
	return { upload: found.value, done: '' }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	if ((args.request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
		const form = await readUpload(args.request, confirmListSchema)
		if (!form.ok) return invalid(form.result)
		const done = await importSatisfaction(ctx, form.value.upload)
		return respond(done, ({ fresh }) => paths.importSatisfaction({ done: String(fresh) }), { values: {} })
	}
	const form = await readUpload(args.request, uploadListSchema, { maxFiles: 1, maxBytes: MAX_LIST_BYTES })
	if (!form.ok) return invalid(form.result)
	const [file] = form.files
	if (!file || file.bytes.length === 0) return fieldError(form.values, 'file', 'issue.import-file')
	const taken = await takeSatisfaction(ctx, file)
	if ('token' in taken) throw redirect(paths.importSatisfaction({ upload: taken.token }), 303)
	return fieldError(form.values, 'file', `issue.import-${taken.fault}`)
}

export default function ImportSatisfaction() {
	const t = useT()
	const { upload } = useLoaderData<typeof loader>()
	if (!upload) return <UploadForm />
	const crumbs = [
		{ label: t('satisfaction.title'), to: paths.satisfaction() },
		{ label: t('satisfaction.import'), to: paths.importSatisfaction() },
	]
	return <IntakeListResult upload={upload} crumbs={crumbs} again={paths.importSatisfaction()} list="satisfaction" />
}

function UploadForm() {
	const t = useT()
	const { done } = useLoaderData<typeof loader>()
	const form = useActForm(uploadListSchema, {
		labels: { file: t('intake.import.file') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('satisfaction.import')}
				lead={t('satisfaction.import.lead')}
				crumbs={[{ label: t('satisfaction.title'), to: paths.satisfaction() }, { label: t('satisfaction.import') }]}
			/>
			<ImportDone done={done} />
			<ActForm form={form} encType="multipart/form-data">
				<FileField name="file" accept=".csv,.xlsx,text/csv" hint={t('satisfaction.import.hint')} />
				<div className="btns">
					<SubmitButton icon="upload">{t('intake.import.check')}</SubmitButton>
					<TemplateLink list="satisfaction" />
				</div>
			</ActForm>
		</>
	)
}

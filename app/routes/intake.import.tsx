import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { FileField, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ImportDone, IntakeListResult, TemplateLink } from '#app/components/intake/list-result.tsx'
import { useChannelName, useChannelOptions } from '#app/components/intake/words.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { confirmListSchema, listUploadQuerySchema } from '#app/domain/claim/claim.schema.ts'
import { complaintUploadSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readQuery, readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { importComplaints, takeComplaints, viewComplaints } from '#app/usecases/intake/import-complaints.server.ts'
import { MAX_LIST_BYTES } from '#app/usecases/intake/list-file.server.ts'

export const handle: PageHandle = { title: 'intake.import', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const { upload, done } = readQuery(args.request, listUploadQuerySchema)
	if (!upload) return { upload: null, done: done ?? '' }
	const found = await viewComplaints(ctx, upload)
	// A link to an upload that is gone leads back to the form.
	if (!found.ok) throw redirect(paths.importComplaints({ done: 'gone' }))
	return { upload: found.value, done: '' }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	if ((args.request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
		const form = await readUpload(args.request, confirmListSchema)
		if (!form.ok) return invalid(form.result)
		const done = await importComplaints(ctx, form.value.upload)
		return respond(done, ({ fresh }) => paths.importComplaints({ done: String(fresh) }), { values: {} })
	}
	const form = await readUpload(args.request, complaintUploadSchema, { maxFiles: 1, maxBytes: MAX_LIST_BYTES })
	if (!form.ok) return invalid(form.result)
	const [file] = form.files
	if (!file || file.bytes.length === 0) return fieldError(form.values, 'file', 'issue.import-file')
	const taken = await takeComplaints(ctx, form.value.channel, file)
	if ('token' in taken) throw redirect(paths.importComplaints({ upload: taken.token }), 303)
	return fieldError(form.values, 'file', `issue.import-${taken.fault}`)
}

export default function ImportComplaints() {
	const t = useT()
	const channelName = useChannelName()
	const { upload } = useLoaderData<typeof loader>()
	if (!upload) return <UploadForm />
	const crumbs = [
		{ label: t('intake.title'), to: paths.intake() },
		{ label: t('intake.import'), to: paths.importComplaints() },
	]
	return (
		<IntakeListResult
			upload={upload}
			crumbs={crumbs}
			again={paths.importComplaints()}
			of={channelName(upload.channel)}
			list="complaints"
		/>
	)
}

function UploadForm() {
	const t = useT()
	const { done } = useLoaderData<typeof loader>()
	const form = useActForm(complaintUploadSchema, {
		labels: { channel: t('intake.field.channel'), file: t('intake.import.file') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.import')}
				lead={t('intake.import.lead')}
				crumbs={[{ label: t('intake.title'), to: paths.intake() }, { label: t('intake.import') }]}
			/>
			<ImportDone done={done} />
			<ActForm form={form} encType="multipart/form-data">
				<SelectField name="channel" options={useChannelOptions()} />
				<FileField name="file" accept=".csv,.xlsx,text/csv" hint={t('intake.import.file.hint')} />
				<div className="btns">
					<SubmitButton icon="upload">{t('intake.import.check')}</SubmitButton>
					<TemplateLink list="complaints" />
				</div>
			</ActForm>
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Act, ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { AddBatchItem, BatchState } from '#app/components/intake/batch.tsx'
import { IntakeTable } from '#app/components/intake/list.tsx'
import { ImportDone } from '#app/components/intake/list-result.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { listUploadQuerySchema } from '#app/domain/claim/claim.schema.ts'
import { batchItemSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { batchPage } from '#app/usecases/intake/batch-pages.server.ts'
import { addBatchItem, closeBatch } from '#app/usecases/intake/batches.server.ts'

export const handle: PageHandle = { title: 'intake.batch.one', width: 'wide' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	const { done } = readQuery(args.request, listUploadQuerySchema)
	return { ...valueOrThrow(await batchPage(ctx, idOf(args))), imported: done ?? '' }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const id = idOf(args)
	if ((await intentOf(args.request, ['close'])) === 'close') {
		const values = await readValues(args.request)
		return respond(await closeBatch(ctx, { id, version: versionOf(values) }), paths.intakeBatch(id), { values })
	}
	const form = await readForm(args.request, batchItemSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await addBatchItem(ctx, id, form.value), paths.intakeBatch(id), { values: form.values })
}

export default function Batch() {
	const t = useT()
	const formats = useFormats()
	const { batch, lines, total, done, opener, closer, causes, today, now, adding, imported } =
		useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const title = batch.title || t('intake.batch.opinions', { month: batch.period })
	const open = total - done
	return (
		<>
			<PageHead
				title={title}
				crumbs={[{ label: t('intake.batches'), to: paths.intakeBatches() }, { label: title }]}
				meta={
					<>
						<span>{t(`intake.kind.${batch.kind}`)}</span>
						<span>{t('intake.batch.by', { name: opener, on: formats.day(batch.received_on, today) })}</span>
						<BatchState state={batch.state} />
						<span>{t('intake.batch.progress', { done, total })}</span>
						{closer === null ? null : <span>{t('intake.batch.closed-by', { name: closer })}</span>}
					</>
				}
				actions={
					adding ? (
						<ButtonLink to={paths.importBatchList(batch.id)} icon="import">
							{t('intake.batch.import')}
						</ButtonLink>
					) : null
				}
			/>
			<ImportDone done={imported} />
			{lines.length === 0 ? (
				<Empty title={t('intake.batch.empty')}>{t('intake.batch.empty.text')}</Empty>
			) : (
				<div className="mt3">
					<IntakeTable caption={title} rows={lines} causes={causes} today={today} now={now} />
				</div>
			)}
			{adding ? <AddBatchItem kind={batch.kind} adding={adding} causes={causes} result={result} /> : null}
			{adding ? (
				<Section id="close" title={t('intake.batch.close')}>
					<Act
						label={t('intake.batch.close.do')}
						post={{ intent: 'close', version: String(batch.version) }}
						variant="seal"
						conditions={[
							{ ok: total > 0, text: t('intake.batch.close.some') },
							{ ok: open === 0, text: t('intake.batch.close.all', { count: open }) },
						]}
					/>
				</Section>
			) : null}
		</>
	)
}

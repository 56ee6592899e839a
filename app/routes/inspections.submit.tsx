import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { ErrorSummary, RefusalNote } from '#app/components/error-summary.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { inspectionTypeOf } from '#app/components/inspection/badges.tsx'
import { wordsIn } from '#app/components/inspection/words.ts'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { progress } from '#app/domain/inspection/sheet.ts'
import { submitSchema } from '#app/domain/inspection/visit.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { submitPage } from '#app/usecases/inspections/detail.server.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'

export const handle: PageHandle = { title: 'inspection.submit.title', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.fill')
	return valueOrThrow(await submitPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.fill')
	const form = await readForm(args.request, submitSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return respond(await submitSheet(ctx, id, versionOf(form.values)), paths.inspection(id), { values: form.values })
}

export default function SubmitInspection() {
	const t = useT()
	const formats = useFormats()
	const { head, sheet, answers, failed, shut } = useLoaderData<typeof loader>()
	const form = useActForm(submitSchema, { labels: {}, result: useActionData<typeof action>() })
	const { asked } = progress(sheet, inspectionTypeOf(head.type), answers)
	const drafts = failed.filter((one) => one.draft).length
	const score = head.scoreTenths === null ? t('inspection.no-score') : formats.tenths(head.scoreTenths)
	const consequences = [
		{ icon: 'check' as const, text: t('inspection.submit.score', { score, asked, count: failed.length }) },
		{
			icon: 'warn' as const,
			text:
				failed.length === 0
					? t('inspection.submit.no-findings')
					: t('inspection.submit.findings', { count: failed.length }),
		},
		...(drafts > 0 ? [{ icon: 'case' as const, text: t('inspection.submit.drafts', { count: drafts }) }] : []),
		{ icon: 'lock' as const, text: t('inspection.submit.locked') },
	]
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={shut ? t('inspection.submit.title') : t('inspection.submit.complete')}
				crumbs={[{ label: head.outlet.name, to: paths.inspection(head.id) }, { label: t('inspection.submit.title') }]}
				meta={<span className="docno">{head.number}</span>}
			/>
			{shut ? <RefusalNote refusal={shut} /> : null}
			<Section id="what" title={t('inspection.submit.what')}>
				<ConsequenceList items={consequences} />
			</Section>
			{failed.length > 0 ? <Failed failed={failed} /> : null}
			<ActForm form={form} version={head.version} className="mt6">
				<div className="btns">
					{shut ? null : <SubmitButton>{t('inspection.do.submit')}</SubmitButton>}
					<ButtonLink variant={shut ? 'primary' : 'quiet'} to={paths.inspectionSheet(head.id)}>
						{t('inspection.do.back-to-sheet')}
					</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}

type FailedItems = ReturnType<typeof useLoaderData<typeof loader>>['failed']

function Failed({ failed }: { failed: FailedItems }) {
	const t = useT()
	const language = useLanguage()
	const columns = [
		{ label: t('inspection.col.item') },
		{ label: t('inspection.finding.type') },
		{ label: t('inspection.submit.what') },
	]
	return (
		<Section id="failed" title={t('inspection.submit.failed')}>
			<Table caption={t('inspection.submit.failed.list')} columns={columns}>
				{failed.map((one) => (
					<Row key={one.no}>
						<Cell main>
							{one.no} {one.text ? wordsIn(language, one.text) : null}
							<span className="sub">{one.note}</span>
						</Cell>
						<Cell label={t('inspection.finding.type')}>
							{one.type ? `${one.type.code} ${wordsIn(language, one.type.name)}` : t('common.none')}
						</Cell>
						<Cell label={t('inspection.submit.what')}>
							<Tag>{one.draft ? t('inspection.submit.draft') : t('inspection.submit.finding')}</Tag>
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { PaperForm, usePaperForm } from '#app/components/penalty/paper-form.tsx'
import { Proofs } from '#app/components/penalty/proofs.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { paperServiceSchema } from '#app/domain/notice/service.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { LANGUAGE_NAMES } from '#app/i18n/languages.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { type ServicePage, servicePage } from '#app/usecases/notices/proofs.server.ts'
import { serveOnPaper } from '#app/usecases/notices/serve-paper.server.ts'

export const handle: PageHandle = { title: 'notice.service', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.read')
	return valueOrThrow(await servicePage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'notice.serve')
	const form = await readUpload(args.request, paperServiceSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return respond(await serveOnPaper(ctx, id, form.value, form.files), paths.noticeService(id), { values: form.values })
}

export default function NoticeService() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const form = usePaperForm(useActionData<typeof action>(), page.today)
	const crumb = page.penaltyId ? [{ label: t('penalty.page.back'), to: paths.penalty(page.penaltyId) }] : []
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={`${t(`notice.title.${page.kind}`)} ${page.number}`}
				crumbs={crumb}
				meta={
					<>
						<Link to={paths.dealer(page.dealerId)}>{page.dealerName}</Link>
						<Link to={paths.printNotice(page.id)}>{t('notice.print')}</Link>
					</>
				}
				lead={page.servedAt === null ? t('notice.service.waiting') : formats.moment(page.servedAt, page.today)}
			/>
			<Waiting page={page} />
			<Section id="proofs" title={t('notice.proofs')} sub={t('notice.proofs.sub')}>
				<Proofs proofs={page.proofs} today={page.today} />
			</Section>
			{page.mayServe ? <PaperForm form={form} /> : null}
			<Copies page={page} />
		</>
	)
}

/** Which way of service is open for this dealer, and what follows from it. */
function Waiting({ page }: { page: ServicePage }) {
	const t = useT()
	const formats = useFormats()
	const word = useDynamicT()
	if (page.servedAt !== null)
		return page.window ? (
			<Note kind="info">
				{word(`notice.window.${page.window.kind}`)}{' '}
				{t('notice.window.until', { day: formats.fullDay(page.window.dueOn) })}
			</Note>
		) : null
	return page.electronic && page.consent ? (
		<Note kind="info">{t('notice.service.electronic')}</Note>
	) : (
		<Note kind="warn">
			{t('notice.service.paper')} <Link to={paths.dealerConsent(page.dealerId)}>{t('consent.title')}</Link>
		</Note>
	)
}

function Copies({ page }: { page: ServicePage }) {
	const t = useT()
	const formats = useFormats()
	if (page.copies.length === 0) return null
	const columns = [
		{ label: t('notice.copies.n') },
		{ label: t('notice.copies.language') },
		{ label: t('notice.copies.by') },
		{ label: 'SHA-256' },
	]
	return (
		<Section id="copies" title={t('notice.copies')}>
			<Table caption={t('notice.copies')} columns={columns}>
				{page.copies.map((copy) => (
					<Row key={copy.n}>
						<Cell main>{copy.n}</Cell>
						<Cell label={t('notice.copies.language')}>{LANGUAGE_NAMES[copy.language]}</Cell>
						<Cell label={t('notice.copies.by')}>
							{copy.by} {formats.moment(copy.at, page.today)}
						</Cell>
						<Cell label="SHA-256">
							<span className="mono">{copy.sha256.slice(0, 16)}</span>
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PostButton } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { FileField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { LedgerMoney } from '#app/components/money.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { commissionQuerySchema, commissionUploadSchema, confirmUploadSchema } from '#app/domain/ledger/money.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fieldError, readQuery, readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import {
	importUploadedCommissions,
	MAX_COMMISSION_BYTES,
	previewCommissions,
	takeCommissions,
} from '#app/usecases/ledger/commissions.server.ts'

export const handle: PageHandle = { title: 'commission.import', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.commission')
	const { upload } = readQuery(args.request, commissionQuerySchema)
	if (!upload) return { look: null, today: ctx.today }
	const found = await previewCommissions(ctx, upload)
	// A link to an upload that is gone leads back to the form.
	if (!found.ok) throw redirect(paths.importCommissions())
	return { look: found.value, today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.commission')
	if ((args.request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
		const form = await readUpload(args.request, confirmUploadSchema)
		if (!form.ok) return invalid(form.result)
		const done = await importUploadedCommissions(ctx, form.value.upload)
		return respond(done, ({ rows }) => paths.commissions({ done: String(rows) }), { values: {} })
	}
	const limits = { maxFiles: 1, maxBytes: MAX_COMMISSION_BYTES }
	const form = await readUpload(args.request, commissionUploadSchema, limits)
	if (!form.ok) return invalid(form.result)
	const [file] = form.files
	if (!file || file.bytes.length === 0) return fieldError(form.values, 'file', 'issue.import-file')
	const taken = await takeCommissions(ctx, file)
	if ('fault' in taken) return fieldError(form.values, 'file', `issue.import-${taken.fault}`)
	throw redirect(`${paths.importCommissions()}?upload=${taken.token}`, 303)
}

export default function ImportCommissions() {
	const t = useT()
	const { look } = useLoaderData<typeof loader>()
	const form = useActForm(commissionUploadSchema, {
		labels: { file: t('commission.file') },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('commission.import')}
				lead={t('commission.import.lead')}
				crumbs={[{ label: t('commission.title'), to: paths.commissions() }, { label: t('commission.import') }]}
			/>
			{look ? (
				<Look />
			) : (
				<ActForm form={form} encType="multipart/form-data">
					<FileField name="file" accept=".csv,.xlsx,text/csv" hint={t('commission.file.hint')} />
					<div className="btns">
						<SubmitButton icon="upload">{t('commission.look')}</SubmitButton>
					</div>
				</ActForm>
			)}
		</>
	)
}

function Look() {
	const t = useT()
	const formats = useFormats()
	const { look, today } = useLoaderData<typeof loader>()
	if (!look) return null
	const bad = look.missing.length > 0 || look.problemCount > 0
	return (
		<>
			<Facts
				items={[
					{ label: t('commission.file'), value: look.fileName },
					{ label: 'SHA-256', value: <span className="docno">{look.sha256}</span> },
					{ label: t('commission.fresh'), value: formats.count(look.rows) },
					look.known > 0 && { label: t('commission.known'), value: formats.count(look.known) },
					{ label: t('commission.gross'), value: formats.money(look.grossFen) },
					{ label: t('commission.paid'), value: formats.money(look.paidFen) },
				]}
			/>
			{look.before ? (
				<Note kind="info">{t('commission.before', { at: formats.moment(look.before.at, today) })}</Note>
			) : null}
			{look.missing.length > 0 ? (
				<Note kind="bad">
					{t('commission.missing', {
						columns: formats.list(look.missing.map((column) => t(`commission.column.${column}`))),
					})}
				</Note>
			) : null}
			{look.problemCount > 0 ? <Problems /> : null}
			<div className="btns mt4">
				{bad ? null : (
					<PostButton variant="primary" fields={{ upload: look.token }}>
						{t('commission.do', { count: look.rows })}
					</PostButton>
				)}
				<a href={paths.importCommissions()}>{t('commission.other')}</a>
			</div>
			<Lines />
		</>
	)
}

function Problems() {
	const t = useT()
	const { look } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('commission.row.col') },
		{ label: t('commission.value') },
		{ label: t('commission.wrong') },
	]
	return (
		<Section id="problems" title={t('commission.problems', { count: look?.problemCount ?? 0 })}>
			<Note kind="bad">{t('commission.all-or-nothing')}</Note>
			<Table tight caption={t('commission.wrong')} columns={columns}>
				{(look?.problems ?? []).map((one, i) => (
					<Row key={i}>
						<Cell label={t('commission.row.col')}>{one.row}</Cell>
						<Cell label={t('commission.value')}>{one.text}</Cell>
						<Cell main>{t(`commission.problem.${one.fault}`)}</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

function Lines() {
	const t = useT()
	const { look } = useLoaderData<typeof loader>()
	if (!look || look.lines.length === 0) return null
	const columns = [
		{ label: t('settlement.period') },
		{ label: t('ledger.col.dealer') },
		{ label: t('commission.gross'), num: true },
		{ label: t('commission.paid'), num: true },
	]
	return (
		<Section id="lines" title={t('commission.fresh')}>
			<Table tight caption={t('commission.fresh')} columns={columns}>
				{look.lines.map((line) => (
					<Row key={line.row}>
						<Cell label={t('settlement.period')}>{line.period}</Cell>
						<Cell main>
							{line.dealerName}
							<span className="sub">{line.code}</span>
						</Cell>
						<Cell label={t('commission.gross')} num>
							<LedgerMoney fen={line.grossFen} />
						</Cell>
						<Cell label={t('commission.paid')} num>
							<LedgerMoney fen={line.paidFen} />
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

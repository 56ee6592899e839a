import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { StateBadge, type StateKind } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { circularDraftSchema } from '#app/domain/order/circular.schema.ts'
import { rateText } from '#app/domain/order/circular.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { draftCircular } from '#app/usecases/circulars/draft.server.ts'
import { circularList } from '#app/usecases/circulars/views.server.ts'

export const handle: PageHandle = { title: 'circular.list', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'circular.read')
	return circularList(ctx)
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'circular.draft')
	const form = await readForm(args.request, circularDraftSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await draftCircular(ctx, form.value), ({ id }) => paths.circular(id), { values: form.values })
}

const BADGE = { DRAFT: 'wait', PUBLISHED: 'done', REPLACED: 'ended', DROPPED: 'ended' } as const satisfies Record<
	string,
	StateKind
>

export default function Circulars() {
	const t = useT()
	const formats = useFormats()
	const { rows, mayDraft, lastMonth } = useLoaderData<typeof loader>()
	const form = useActForm(circularDraftSchema, {
		labels: {
			month: t('circular.new.month'),
			remark: t('circular.new.remark'),
			reason: t('circular.new.reason'),
		},
		defaults: { month: lastMonth },
		result: useActionData<typeof action>(),
	})
	const columns = (['month', 'number', 'state', 'rate', 'late', 'by'] as const).map((name) => ({
		label: t(`circular.col.${name}`),
		num: name === 'rate' || name === 'late',
	}))
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('circular.list')}
				crumbs={[{ label: t('order.board'), to: paths.orders() }, { label: t('circular.list') }]}
				lead={t('circular.list.lead')}
			/>
			{rows.length === 0 ? (
				<Empty title={t('circular.none')}>{t('circular.none.why')}</Empty>
			) : (
				<Table caption={t('circular.list')} columns={columns}>
					{rows.map((row) => (
						<Row key={row.id} link>
							<Cell main>
								<Link to={paths.circular(row.id)}>{formats.month(row.month)}</Link>
								{row.edition > 1 ? <span className="sub">{t('circular.edition', { n: row.edition })}</span> : null}
							</Cell>
							<Cell label={t('circular.col.number')}>{row.number ?? t('common.none')}</Cell>
							<Cell label={t('circular.col.state')}>
								<StateBadge kind={BADGE[row.state]}>{t(`circular.state.${row.state}`)}</StateBadge>
							</Cell>
							<Cell label={t('circular.col.rate')} num>
								{row.rate === null ? t('common.none') : rateText(row.rate)}
							</Cell>
							<Cell label={t('circular.col.late')} num>
								{row.late}
							</Cell>
							<Cell label={t('circular.col.by')}>{row.by}</Cell>
						</Row>
					))}
				</Table>
			)}
			{mayDraft ? (
				<Section id="draft" title={t('circular.new')}>
					<ActForm form={form} guard labelledBy="draft">
						<TextField name="month" hint={t('circular.new.month.hint')} width="s" maxLength={7} />
						<TextArea name="remark" hint={t('circular.new.remark.hint')} optional max={2000} short />
						<TextArea name="reason" hint={t('circular.new.reason.hint')} optional max={500} short />
						<div className="btns">
							<SubmitButton>{t('circular.new.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
		</>
	)
}

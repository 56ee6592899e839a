import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { Empty } from '#app/components/empty.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { CheckField, SelectField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { SatisfactionChip } from '#app/components/intake/satisfaction.tsx'
import { ProposalBadge } from '#app/components/intake/words.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { correctSatisfactionSchema } from '#app/domain/intake/intake.schema.ts'
import { percentText } from '#app/domain/intake/satisfaction.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { correctSatisfaction } from '#app/usecases/intake/satisfaction.server.ts'
import { outletSatisfaction } from '#app/usecases/intake/satisfaction-pages.server.ts'

export const handle: PageHandle = { title: 'satisfaction.outlet', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	return valueOrThrow(await outletSatisfaction(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const id = idOf(args)
	const form = await readForm(args.request, correctSatisfactionSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await correctSatisfaction(ctx, id, form.value), paths.outletSatisfaction(id), { values: form.values })
}

export default function OutletSatisfaction() {
	const t = useT()
	const { outlet, threshold, runMonths, values, proposals, mayRegister } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={outlet.name}
				crumbs={[{ label: t('satisfaction.title'), to: paths.satisfaction() }, { label: outlet.code }]}
				lead={t('satisfaction.rule', { percent: percentText(threshold), months: runMonths })}
				meta={<Link to={paths.outlet(outlet.id)}>{t('satisfaction.to.outlet')}</Link>}
			/>
			{values.length === 0 ? (
				<Empty title={t('satisfaction.none')}>{t('satisfaction.none.text')}</Empty>
			) : (
				<Section id="trend" title={t('satisfaction.trend')}>
					<ul className="row">
						{values.slice(-12).map((one) => (
							<li key={one.month}>
								<span className="sm muted">{one.month}</span> <SatisfactionChip points={one.points} light={one.light} />
							</li>
						))}
					</ul>
				</Section>
			)}
			{proposals.length > 0 ? (
				<Section id="proposals" title={t('proposal.list')}>
					<ul>
						{proposals.map((one) => (
							<li key={one.id}>
								<Link to={paths.proposal(one.id)}>{one.number}</Link>{' '}
								{t('proposal.span', { from: one.from, to: one.to })} <ProposalBadge state={one.state} />
							</li>
						))}
					</ul>
				</Section>
			) : null}
			{values.length > 0 ? <Versions /> : null}
			{mayRegister && values.length > 0 ? <Correct /> : null}
		</>
	)
}

function Versions() {
	const t = useT()
	const formats = useFormats()
	const { versions, today } = useLoaderData<typeof loader>()
	const columns = ['month', 'value', 'answers', 'by', 'reason'] as const
	return (
		<Section id="versions" title={t('satisfaction.versions')}>
			<Table
				caption={t('satisfaction.versions')}
				columns={columns.map((name) => ({ label: t(`satisfaction.${name}`), num: name === 'answers' }))}
			>
				{versions.map((one) => (
					<Row key={one.id}>
						<Cell main nowrap>
							{one.month} {t('satisfaction.version', { n: one.n })}
						</Cell>
						<Cell label={t('satisfaction.value')} nowrap>
							{percentText(one.points)}% {one.inForce ? '' : t('satisfaction.set-aside')}
						</Cell>
						<Cell label={t('satisfaction.answers')} num>
							{one.answers === null ? '' : formats.count(one.answers)}
						</Cell>
						<Cell label={t('satisfaction.by')}>
							{one.by}
							<span className="sub">{formats.moment(one.at, today)}</span>
						</Cell>
						<Cell label={t('satisfaction.reason')}>{one.imported ? t('satisfaction.imported') : one.reason}</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

function Correct() {
	const t = useT()
	const { values } = useLoaderData<typeof loader>()
	const form = useActForm(correctSatisfactionSchema, {
		labels: {
			month: t('satisfaction.month'),
			percent: t('satisfaction.value'),
			reason: t('satisfaction.reason'),
			confirm: t('satisfaction.correct.confirm'),
		},
		prefix: 'correct',
		result: useActionData<typeof action>(),
	})
	return (
		<ActBox id="correct" title={t('satisfaction.correct')} lead={t('satisfaction.correct.lead')} form={form}>
			<SelectField
				name="month"
				options={values.toReversed().map((one) => ({
					value: one.month,
					label: `${one.month} ${percentText(one.points)}%`,
				}))}
			/>
			<TextField name="percent" width="s" hint={t('satisfaction.percent.hint')} />
			<TextArea name="reason" max={300} short />
			<CheckField name="confirm" />
		</ActBox>
	)
}

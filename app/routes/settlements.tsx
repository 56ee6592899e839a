import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { SettlementFigures, SettlementTable } from '#app/components/ledger/settlement.tsx'
import { ProposalTable } from '#app/components/ledger/settlement-list.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { settleSchema } from '#app/domain/ledger/ledger.schema.ts'
import { periodsBack } from '#app/domain/ledger/period.ts'
import { settlementQuerySchema } from '#app/domain/ledger/query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { proposeSettlement } from '#app/usecases/ledger/propose.server.ts'
import { settlementPage } from '#app/usecases/ledger/settlement-views.server.ts'

export const handle: PageHandle = { title: 'settlement.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	const query = readQuery(args.request, settlementQuerySchema)
	return { ...valueOrThrow(await settlementPage(ctx, query.period)), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.propose')
	const form = await readForm(args.request, settleSchema)
	if (!form.ok) return invalid(form.result)
	const done = await proposeSettlement(ctx, { period: form.value.period })
	return respond(done, ({ id }) => paths.settlement(id), { values: form.values })
}

export default function Settlements() {
	const t = useT()
	const { period, thisPeriod, proposals, today } = useLoaderData<typeof loader>()
	const form = useActForm(settleSchema, {
		labels: { period: t('settlement.period'), confirm: t('settlement.confirm', { period }) },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('settlement.title')}
				lead={t('settlement.lead')}
				crumbs={[{ label: t('ledger.title'), to: paths.ledger() }, { label: t('settlement.title') }]}
			/>
			<FilterBar label={t('settlement.choose')}>
				<FilterSelect
					name="period"
					label={t('settlement.period')}
					value={period}
					all={t('settlement.last-month')}
					options={periodsBack(thisPeriod, 12).map((month) => ({ value: month, label: month }))}
				/>
			</FilterBar>
			<Chosen form={form} />
			<Section id="runs" title={t('settlement.runs')}>
				<ProposalTable rows={proposals} today={today} />
			</Section>
		</>
	)
}

function Chosen({ form }: { form: ReturnType<typeof useActForm> }) {
	const t = useT()
	const say = useDynamicT()
	const { period, shut, open, preview, mayPropose } = useLoaderData<typeof loader>()
	if (open)
		return (
			<Section id="known" title={t(`settlement.known.${open.state === 'CONFIRMED' ? 'posted' : 'open'}`, { period })}>
				<ButtonLink to={paths.settlement(open.id)}>{t('settlement.see')}</ButtonLink>
			</Section>
		)
	if (shut || !preview) return shut ? <Note>{say(`refusal.${shut.rule}`, shut.params)}</Note> : null
	return (
		<>
			<Section id="preview" title={t('settlement.preview', { period })} sub={t('settlement.preview.sub')}>
				<SettlementFigures totals={preview.totals} />
				<div className="mt4">
					<SettlementTable preview={preview} caption={t('settlement.preview', { period })} />
				</div>
			</Section>
			{mayPropose ? (
				<Section id="post" title={t('settlement.propose', { period })}>
					<p className="second">{t('settlement.propose.text')}</p>
					<ActForm form={form} hidden={{ period }} labelledBy="post">
						<CheckField name="confirm" />
						<div className="btns mt4">
							<SubmitButton variant="primary">{t('settlement.propose.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { useActForm } from '#app/components/form.tsx'
import { type RunLine, RunTable, SettlementForm, SettlementPreview } from '#app/components/ledger/settlement.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { Receipt } from '#app/components/receipt.tsx'
import { settleSchema } from '#app/domain/ledger/ledger.schema.ts'
import { settlementQuerySchema } from '#app/domain/ledger/query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { runSettlement } from '#app/usecases/ledger/settle.server.ts'
import { settlementPage } from '#app/usecases/ledger/views.server.ts'

export const handle: PageHandle = { title: 'settlement.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	const query = readQuery(args.request, settlementQuerySchema)
	return { ...valueOrThrow(await settlementPage(ctx, query.period)), run: query.run ?? null, today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.settle')
	const form = await readForm(args.request, settleSchema)
	if (!form.ok) return invalid(form.result)
	const done = await runSettlement(ctx, { period: form.value.period })
	return respond(done, ({ runId, period }) => `${paths.settlements()}?period=${period}&run=${runId}`, {
		values: form.values,
	})
}

/** The months one may choose: this one and the eleven before it. */
function monthsUpTo(period: string): string[] {
	const [year = 0, month = 1] = period.split('-').map(Number)
	return Array.from({ length: 12 }, (_, i) => {
		const index = year * 12 + month - 1 - i
		return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
	})
}

export default function Settlements() {
	const t = useT()
	const formats = useFormats()
	const { period, thisPeriod, known, preview, runs, run, maySettle, today } = useLoaderData<typeof loader>()
	const form = useActForm(settleSchema, {
		labels: { period: t('settlement.period'), confirm: t('settlement.confirm', { period }) },
		result: useActionData<typeof action>(),
	})
	const posted: RunLine | undefined = run ? runs.find((one) => one.id === run) : undefined
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('settlement.title')}
				lead={t('settlement.lead')}
				crumbs={[{ label: t('ledger.title'), to: paths.ledger() }, { label: t('settlement.title') }]}
			/>
			{posted ? (
				<Receipt
					number={`JS-${posted.period}-${posted.id.slice(-6).toUpperCase()}`}
					title={t('settlement.done', {
						period: posted.period,
						count: posted.cases,
						amount: formats.money(posted.deductedFen),
					})}
				/>
			) : null}
			<FilterBar label={t('settlement.choose')}>
				<FilterSelect
					name="period"
					label={t('settlement.period')}
					value={period}
					all={t('settlement.last-month')}
					options={monthsUpTo(thisPeriod).map((month) => ({ value: month, label: month }))}
				/>
			</FilterBar>
			{known ? (
				<Section id="known" title={t('settlement.known', { period })}>
					<p>{t('settlement.known.text')}</p>
				</Section>
			) : (
				<>
					<SettlementPreview period={period} dealers={preview} />
					{maySettle ? <SettlementForm form={form} period={period} dealers={preview} /> : null}
				</>
			)}
			<Section id="runs" title={t('settlement.runs')}>
				<RunTable runs={runs} today={today} />
			</Section>
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { StateBadge } from '#app/components/badge.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { PostingList, SettlementFigures, SettlementTable } from '#app/components/ledger/settlement.tsx'
import { SETTLEMENT_BADGE } from '#app/components/ledger/settlement-list.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { confirmSettlementSchema, dropSettlementSchema } from '#app/domain/ledger/ledger.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { confirmSettlement } from '#app/usecases/ledger/confirm.server.ts'
import { dropSettlement } from '#app/usecases/ledger/propose.server.ts'
import { settlementView } from '#app/usecases/ledger/settlement-views.server.ts'

export const handle: PageHandle = { title: 'settlement.one', width: 'wide' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	return { ...valueOrThrow(await settlementView(ctx, idOf(args))), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['ledger.propose', 'ledger.settle'])
	const id = idOf(args)
	if ((await intentOf(args.request, ['confirm', 'drop'])) === 'drop') {
		const form = await readForm(args.request, dropSettlementSchema)
		if (!form.ok) return invalid(form.result)
		const { value, values } = form
		return respond(await dropSettlement(ctx, { id, version: versionOf(values), ...value }), paths.settlement(id), {
			values,
		})
	}
	const form = await readForm(args.request, confirmSettlementSchema)
	if (!form.ok) return invalid(form.result)
	const { values } = form
	return respond(await confirmSettlement(ctx, { id, version: versionOf(values) }), paths.settlement(id), { values })
}

export default function Settlement() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { period, preview, state, today } = page
	const result = useActionData<typeof action>()
	const confirm = useActForm(confirmSettlementSchema, {
		labels: { confirm: t('settlement.confirm', { period }) },
		result,
		intent: 'confirm',
	})
	const drop = useActForm(dropSettlementSchema, {
		labels: { reason: t('settlement.drop.reason') },
		result,
		intent: 'drop',
		prefix: 'drop',
	})
	return (
		<>
			<ErrorSummary form={confirm} />
			<ErrorSummary form={drop} />
			<PageHead
				title={t('settlement.of', { period })}
				crumbs={[{ label: t('settlement.title'), to: paths.settlements() }, { label: period }]}
				meta={<StateBadge kind={SETTLEMENT_BADGE[state]}>{t(`settlement.state.${state}`)}</StateBadge>}
			/>
			<SettlementFigures totals={preview.totals} run={state === 'CONFIRMED' ? page.id : undefined} />
			<Section id="people" title={t('settlement.people')}>
				<Facts
					items={[
						{
							label: t('settlement.col.proposed-by'),
							value: `${page.proposedBy} ${formats.moment(page.proposedAt, today)}`,
						},
						page.decidedBy !== null &&
							page.decidedAt !== null && {
								label: t(`settlement.decided.${state === 'DROPPED' ? 'dropped' : 'confirmed'}`),
								value: `${page.decidedBy} ${formats.moment(page.decidedAt, today)}`,
							},
						page.reason !== null && { label: t('settlement.drop.reason'), value: page.reason },
						{ label: t('settlement.hash'), value: <span className="docno">{page.hash.slice(0, 16)}</span> },
						state === 'CONFIRMED' && {
							label: t('ledger.title'),
							value: <Link to={paths.ledger({ run: page.id })}>{t('settlement.entries')}</Link>,
						},
					]}
				/>
			</Section>
			<Section id="lines" title={t('settlement.lines')} sub={t('settlement.order')}>
				<SettlementTable preview={preview} caption={t('settlement.lines')} />
				<div className="mt3">
					<PostingList preview={preview} />
				</div>
			</Section>
			{state === 'PROPOSED' ? <Decide confirm={confirm} drop={drop} /> : null}
		</>
	)
}

type Form = ReturnType<typeof useActForm>

function Decide({ confirm, drop }: { confirm: Form; drop: Form }) {
	const t = useT()
	const say = useDynamicT()
	const { gates, version, period } = useLoaderData<typeof loader>()
	return (
		<>
			{gates.confirm ? <Note kind="warn">{say(`refusal.${gates.confirm.rule}`, gates.confirm.params)}</Note> : null}
			{gates.mayConfirm && !gates.confirm ? (
				<Section id="post" title={t('settlement.confirm.title', { period })}>
					<ConsequenceList
						items={[
							{ icon: 'ledger', text: t('settlement.then.posted') },
							{ icon: 'check', text: t('settlement.then.settled') },
							{ icon: 'send', text: t('settlement.then.letters') },
							{ icon: 'lock', text: t('settlement.then.once', { period }) },
						]}
					/>
					<ActForm form={confirm} version={version} labelledBy="post">
						<CheckField name="confirm" />
						<div className="btns mt4">
							<SubmitButton variant="seal">{t('settlement.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
			{gates.mayDrop ? (
				<Section id="drop" title={t('settlement.drop')}>
					<ActForm form={drop} version={version} labelledBy="drop">
						<TextArea name="reason" max={300} rows={2} />
						<div className="btns">
							<SubmitButton>{t('settlement.drop.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
		</>
	)
}

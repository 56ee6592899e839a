import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { ClawbackWorking } from '#app/components/claim/working.tsx'
import { TextArea } from '#app/components/field.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { newClawbackQuerySchema, proposeClawbackSchema } from '#app/domain/claim/claim.schema.ts'
import { CLAWBACK_CAUSES } from '#app/domain/claim/clawback.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { newClawbackPage } from '#app/usecases/claims/clawback-views.server.ts'
import { proposeClawback } from '#app/usecases/claims/propose.server.ts'

export const handle: PageHandle = { title: 'claim.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.propose')
	return valueOrThrow(await newClawbackPage(ctx, readQuery(args.request, newClawbackQuerySchema)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'claim.propose')
	const form = await readForm(args.request, proposeClawbackSchema)
	if (!form.ok) return invalid(form.result)
	const { penaltyId, ...ask } = form.value
	const done = await proposeClawback(ctx, { ...ask, penaltyId: penaltyId || undefined })
	return respond(done, ({ id }) => paths.claim(id), { values: form.values })
}

export default function NewClaim() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const { cause, computed } = page
	return (
		<>
			<PageHead
				title={t('claim.new')}
				lead={t('claim.new.lead')}
				crumbs={[{ label: t('claim.list'), to: paths.claims() }, { label: t('claim.new') }]}
			/>
			<FilterBar label={t('claim.new.choose')}>
				<FilterSelect
					name="dealer"
					label={t('claim.col.dealer')}
					value={page.dealer?.id ?? ''}
					options={page.dealers.map((one) => ({ value: one.id, label: one.name }))}
				/>
				<FilterSelect
					name="month"
					label={t('claim.month')}
					value={page.month}
					options={page.months.map((one) => ({ value: one, label: one }))}
				/>
				<FilterSelect
					name="cause"
					label={t('claim.cause')}
					value={cause}
					options={CLAWBACK_CAUSES.map((one) => ({ value: one, label: t(`claim.cause.${one}`) }))}
				/>
				{cause === 'GRAVE' ? (
					<FilterSelect
						name="penalty"
						label={t('claim.case')}
						value={page.penaltyId}
						options={page.grave.map((one) => ({
							value: one.id,
							label: `${one.number} ${formats.day(one.occurredOn, page.today)}`,
						}))}
					/>
				) : null}
			</FilterBar>
			<p className="second mt3">{t(`claim.cause.${cause}.hint`)}</p>
			{computed ? (
				<Section id="working" title={t('claim.working')}>
					<p className="second">
						{t('claim.working.rule', {
							percent: computed.rule.badShareAbovePercent,
							count: computed.rule.badCountAbove,
						})}
					</p>
					<ClawbackWorking cause={cause} {...computed} />
					{computed.exitReview ? <Note kind="warn">{t('claim.exit-review')}</Note> : null}
				</Section>
			) : null}
			{computed && computed.count === 0 ? <Note kind="info">{t('claim.new.none')}</Note> : null}
			{computed && computed.count > 0 ? <Propose /> : null}
		</>
	)
}

function Propose() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(proposeClawbackSchema, {
		labels: { reason: t('claim.reason') },
		result: useActionData<typeof action>(),
	})
	const hidden = {
		dealerId: page.dealer?.id ?? '',
		month: page.month,
		cause: page.cause,
		penaltyId: page.cause === 'GRAVE' ? page.penaltyId : '',
	}
	return (
		<ActBox id="propose" title={t('claim.new.propose')} form={form} hidden={hidden} seal>
			<ConsequenceList
				items={[
					{ icon: 'message', text: t('claim.new.then.told') },
					{ icon: 'check', text: t('claim.new.then.second') },
				]}
			/>
			<TextArea name="reason" max={500} short />
		</ActBox>
	)
}

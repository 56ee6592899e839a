import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { StateBadge } from '#app/components/badge.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ENTRY_BADGE } from '#app/components/measure/entry.ts'
import { LiftingSection } from '#app/components/measure/lifting.tsx'
import { VoteList } from '#app/components/measure/panel.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { panelVoteSchema, reasonSchema } from '#app/domain/measure/measure-forms.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { liftEntry, voteOnEntry } from '#app/usecases/blacklist/end-entry.server.ts'
import { entryPage } from '#app/usecases/blacklist/views.server.ts'

export const handle: PageHandle = { title: 'blacklist.one', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'blacklist.read')
	return valueOrThrow(await entryPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['blacklist.lift', 'blacklist.exempt'])
	const id = idOf(args)
	const to = paths.blacklistEntry(id)
	if ((await intentOf(args.request, ['vote', 'lift'])) === 'vote') {
		const form = await readForm(args.request, panelVoteSchema)
		if (!form.ok) return invalid(form.result)
		const { vote, reason } = form.value
		const command = { id, version: versionOf(form.values), inFavour: vote === 'yes', reason }
		return respond(await voteOnEntry(ctx, command), to, { values: form.values })
	}
	const form = await readForm(args.request, reasonSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, version: versionOf(form.values), ...form.value }
	return respond(await liftEntry(ctx, command), to, { values: form.values })
}

export default function BlacklistEntry() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const vote = useActForm(panelVoteSchema, {
		labels: { vote: t('measure.vote'), reason: t('measure.vote.reason') },
		intent: 'vote',
		prefix: 'vote',
		result,
	})
	const lift = useActForm(reasonSchema, {
		labels: { reason: t('blacklist.reason') },
		intent: 'lift',
		prefix: 'lift',
		result,
	})
	const day = (on: typeof page.from) => formats.fullDay(on)
	return (
		<>
			<ErrorSummary form={page.mayVote ? vote : lift} />
			<PageHead
				title={page.name}
				crumbs={[{ label: t('blacklist.title'), to: paths.blacklist() }, { label: page.number }]}
				meta={
					<>
						<span className="docno">{page.number}</span>
						<span>{t(`blacklist.kind.${page.kind}`)}</span>
						<StateBadge kind={ENTRY_BADGE[page.state]}>{t(`blacklist.state.${page.state}`)}</StateBadge>
					</>
				}
			/>
			<Facts
				items={[
					{ label: t('blacklist.dealer'), value: <Link to={paths.dealer(page.dealerId)}>{page.dealerName}</Link> },
					page.kind === 'DEALER'
						? { label: t('blacklist.credit'), value: <span className="mono">{page.mark}</span> }
						: { label: t('blacklist.id'), value: page.mark || t('blacklist.id.none') },
					{
						label: t('blacklist.col.until'),
						value: t('blacklist.span', { from: day(page.from), to: day(page.until) }),
					},
					{
						label: t('blacklist.exit'),
						value: <Link to={paths.measure(page.measureId)}>{t('restriction.case', { number: page.caseNumber })}</Link>,
					},
					{ label: t('blacklist.by'), value: page.listedBy },
					page.endedBy !== null && { label: t('blacklist.end'), value: `${page.endedBy} ${page.endReason ?? ''}` },
				]}
			/>
			<LiftingSection lines={page.lifting} until={page.until} plan={page.plan} today={page.today} />
			{page.mayLift ? (
				<Section id="lift" title={t('blacklist.lift')}>
					<ActForm form={lift} version={page.version} labelledBy="lift">
						<TextArea name="reason" max={500} short />
						<div className="btns">
							<SubmitButton>{t('blacklist.lift.do')}</SubmitButton>
						</div>
					</ActForm>
				</Section>
			) : null}
			<Section id="exempt" title={t('blacklist.exempt')} sub={t('blacklist.exempt.sub', { seats: page.seats })}>
				<VoteList votes={page.votes} yes={t('blacklist.exempt.yes')} no={t('blacklist.exempt.no')} today={page.today} />
				{page.mayVote ? (
					<ActForm form={vote} version={page.version} labelledBy="exempt">
						<RadioGroup
							name="vote"
							options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`blacklist.exempt.${value}`) }))}
						/>
						<TextArea name="reason" max={500} short />
						<div className="btns">
							<SubmitButton variant="seal">{t('blacklist.exempt.do')}</SubmitButton>
						</div>
					</ActForm>
				) : null}
			</Section>
			<SubjectLog events={page.events} today={page.today} />
		</>
	)
}

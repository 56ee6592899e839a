import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { TopupLadder } from '#app/components/claim/topup-ladder.tsx'
import { TopupBadge } from '#app/components/claim/words.tsx'
import { WhyDate } from '#app/components/due/why-date.tsx'
import { Facts } from '#app/components/facts.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { suspensionSchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { topupPage } from '#app/usecases/claims/deposit-views.server.ts'
import { decideSuspension } from '#app/usecases/claims/topup.server.ts'

export const handle: PageHandle = { title: 'topup.one', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.read')
	return valueOrThrow(await topupPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'claim.confirm')
	const form = await readForm(args.request, suspensionSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await decideSuspension(ctx, { id, version: versionOf(form.values), ...form.value })
	return respond(done, paths.topup(id), { values: form.values })
}

export default function Topup() {
	const t = useT()
	const formats = useFormats()
	const view = useLoaderData<typeof loader>()
	const form = useActForm(suspensionSchema, {
		labels: { verdict: t('topup.verdict'), reason: t('claim.reason') },
		result: useActionData<typeof action>(),
	})
	const { today } = view
	return (
		<>
			<PageHead
				title={t('topup.one')}
				crumbs={[{ label: t('claim.tab.deposits'), to: paths.claimDeposits() }, { label: view.number }]}
				meta={
					<>
						<span className="docno">{view.number}</span>
						<Link to={paths.dealer(view.dealer.id)}>{view.dealer.name}</Link>
						<TopupBadge state={view.state} verdict={view.verdict} />
					</>
				}
			/>
			<TopupLadder view={view} />
			<Section id="facts" title={t('claim.facts')}>
				<Facts
					items={[
						{ label: t('topup.required'), value: formats.money(view.requiredFen) },
						{ label: t('topup.balance'), value: formats.money(view.balanceFen) },
						{ label: t('topup.col.short'), value: formats.money(view.shortFen) },
						{ label: t('topup.now'), value: formats.money(view.nowFen) },
						{ label: t('topup.noticed'), value: formats.moment(view.noticedAt, today) },
						{ label: t('topup.col.due'), value: formats.fullDay(view.dueOn) },
						view.businessOffAt !== null && {
							label: t('topup.off-since'),
							value: formats.moment(view.businessOffAt, today),
						},
						view.violationId !== null && {
							label: t('topup.violation'),
							value: <Link to={paths.violation(view.violationId)}>{t('topup.violation.see')}</Link>,
						},
						view.decidedAt !== null && {
							label: t('topup.decided'),
							value: `${view.decidedBy ?? ''} ${formats.moment(view.decidedAt, today)} ${view.decisionReason ?? ''}`,
						},
					]}
				/>
				<WhyDate due={view} steps={view.steps} today={today} />
			</Section>
			{view.mayDecide ? (
				<ActBox id="decide" title={t('topup.decide')} form={form} version={view.version} seal>
					<RadioGroup
						name="verdict"
						options={(['IMPOSED', 'DECLINED'] as const).map((value) => ({ value, label: t(`topup.verdict.${value}`) }))}
					/>
					<TextArea name="reason" max={500} short />
				</ActBox>
			) : null}
			<SubjectLog events={view.events} today={today} />
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { ClawbackBody, entriesOf } from '#app/components/claim/clawback-body.tsx'
import { ExitCase } from '#app/components/claim/exit-case.tsx'
import { ClawbackBadge } from '#app/components/claim/words.tsx'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { useActForm } from '#app/components/form.tsx'
import { GateList } from '#app/components/gate.tsx'
import { Columns, PageHead } from '#app/components/page-head.tsx'
import { useConditions } from '#app/components/penalty/words.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { SubjectLog } from '#app/components/subject-log.tsx'
import { reasonSchema, sealSchema, wordsSchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor, requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { clawbackPage } from '#app/usecases/claims/clawback-views.server.ts'
import {
	answerClawback,
	confirmClawbackClaim,
	dropClawback,
	reverseClawback,
} from '#app/usecases/claims/judge.server.ts'

export const handle: PageHandle = { title: 'claim.one' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.read')
	return valueOrThrow(await clawbackPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['claim.propose', 'claim.confirm'])
	const id = idOf(args)
	const intent = await intentOf(args.request, ['answer', 'confirm', 'drop', 'reverse'])
	if (intent === 'confirm') {
		const form = await readForm(args.request, sealSchema)
		if (!form.ok) return invalid(form.result)
		const done = await confirmClawbackClaim(ctx, { id, version: versionOf(form.values) })
		return respond(done, paths.claim(id), { values: form.values })
	}
	if (intent === 'answer') {
		const form = await readForm(args.request, wordsSchema)
		if (!form.ok) return invalid(form.result)
		const done = await answerClawback(ctx, { id, version: versionOf(form.values), text: form.value.text })
		return respond(done, paths.claim(id), { values: form.values })
	}
	if (intent === undefined) throw notFound()
	const form = await readForm(args.request, reasonSchema)
	if (!form.ok) return invalid(form.result)
	const act = intent === 'drop' ? dropClawback : reverseClawback
	const done = await act(ctx, { id, version: versionOf(form.values), reason: form.value.reason })
	return respond(done, paths.claim(id), { values: form.values })
}

export default function Claim() {
	const t = useT()
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={view.number}
				crumbs={[{ label: t('claim.list'), to: paths.claims() }, { label: view.number }]}
				meta={
					<>
						<Link to={paths.dealer(view.dealer.id)}>{view.dealer.name}</Link>
						<span>{t('claim.records.text', { count: view.count })}</span>
						{view.penalty ? <Link to={paths.penalty(view.penalty.id)}>{view.penalty.number}</Link> : null}
						<ClawbackBadge state={view.state} />
					</>
				}
			/>
			<Columns asideLabel={t('claim.acts')} aside={<Acts />}>
				<ExitCase found={view.exitCase} />
				<ClawbackBody view={view} people={view} entriesTo={entriesOf(view.dealer.id, view.number)} />
				<SubjectLog events={view.events} today={view.today} />
			</Columns>
		</>
	)
}

function Acts() {
	const t = useT()
	const conditions = useConditions()
	const { rights, bars, version } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const confirm = useActForm(sealSchema, {
		labels: { confirm: t('claim.act.confirm.check') },
		intent: 'confirm',
		prefix: 'confirm',
		result,
	})
	const answer = useActForm(wordsSchema, {
		labels: { text: t('claim.act.answer.text') },
		intent: 'answer',
		prefix: 'answer',
		result,
	})
	const end = rights.reverse ? 'reverse' : 'drop'
	const ending = useActForm(reasonSchema, { labels: { reason: t('claim.reason') }, intent: end, prefix: end, result })
	return (
		<>
			{rights.answer ? (
				<ActBox id="answer" title={t('claim.act.answer')} form={answer} version={version}>
					<TextArea name="text" max={1000} short />
				</ActBox>
			) : null}
			{rights.confirm ? (
				<ActBox id="confirm" title={t('claim.act.confirm')} form={confirm} version={version} seal>
					<GateList id="confirm-gate" conditions={conditions(bars)} />
					<CheckField name="confirm" />
				</ActBox>
			) : null}
			{rights.drop || rights.reverse ? (
				<ActBox
					id={end}
					title={t(`claim.act.${end}`)}
					lead={rights.reverse ? t('claim.act.reverse.lead') : undefined}
					form={ending}
					version={version}
				>
					<TextArea name="reason" max={500} short />
				</ActBox>
			) : null}
		</>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { PolicyDifferences } from '#app/components/policy/policy-tables.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import type { Action } from '#app/domain/access.ts'
import { policyReasonSchema, policyRetireSchema, policyStepSchema } from '#app/domain/policy/policy-form.schema.ts'
import { requireActor, requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { dropPolicy, putInForce, returnPolicy } from '#app/usecases/policies/decide.server.ts'
import { retirePolicy } from '#app/usecases/policies/retire.server.ts'
import { policyPage } from '#app/usecases/policies/views.server.ts'

export const handle: PageHandle = { title: 'policy.title', width: 'form' }

export const shouldRevalidate = afterConflict

const ACTS = {
	'put-in-force': 'policy.decide',
	return: 'policy.decide',
	retire: 'policy.decide',
	drop: 'policy.draft',
} as const satisfies Record<string, Action>
type Act = keyof typeof ACTS

const SCHEMAS = {
	'put-in-force': policyStepSchema,
	return: policyReasonSchema,
	drop: policyReasonSchema,
	retire: policyRetireSchema,
} as const

function actOf({ params }: LoaderFunctionArgs | ActionFunctionArgs): Act | null {
	const act = params.act ?? ''
	return act === 'put-in-force' || act === 'return' || act === 'retire' || act === 'drop' ? act : null
}

export async function loader(args: LoaderFunctionArgs) {
	const act = actOf(args)
	const ctx = act ? await requireActor(args, ACTS[act]) : await requireSignedIn(args)
	if (!act) throw notFound()
	const { id, no, version, against, open } = valueOrThrow(await policyPage(ctx, idOf(args)))
	return { act, id, no, version, open, lines: act === 'put-in-force' ? (against?.lines ?? []) : [] }
}

export async function action(args: ActionFunctionArgs) {
	const act = actOf(args)
	const ctx = act ? await requireActor(args, ACTS[act]) : await requireSignedIn(args)
	if (!act) throw notFound()
	const id = idOf(args)
	const to = paths.deadlinePolicy(id)
	if (act === 'retire') {
		const form = await readForm(args.request, policyRetireSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await retirePolicy(ctx, { id, ...form.value }), to, { values: form.values })
	}
	if (act === 'put-in-force') {
		const form = await readForm(args.request, policyStepSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await putInForce(ctx, { id, ...form.value }), to, { values: form.values })
	}
	const form = await readForm(args.request, policyReasonSchema)
	if (!form.ok) return invalid(form.result)
	const command = { id, ...form.value }
	const done = act === 'return' ? await returnPolicy(ctx, command) : await dropPolicy(ctx, command)
	return respond(done, to, { values: form.values })
}

export default function DeadlineAct() {
	const t = useT()
	const { act, id, no, version, open, lines } = useLoaderData<typeof loader>()
	const reasoned = act !== 'put-in-force'
	const form = useActForm(SCHEMAS[act], {
		labels: {
			...(act === 'retire' ? { clocks: t('policy.retire.clocks') } : {}),
			...(reasoned ? { reason: t('policy.reason') } : {}),
		},
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t(`policy.act.${act}`)}
				crumbs={[
					{ label: t('policy.title'), to: paths.deadlines() },
					{ label: t('policy.version', { no }), to: paths.deadlinePolicy(id) },
				]}
				lead={act === 'retire' ? t('policy.act.retire.why', { count: open }) : undefined}
			/>
			{lines.length > 0 ? <PolicyDifferences lines={lines} /> : null}
			<ActForm form={form} version={version} className="mt4">
				{act === 'retire' ? (
					<RadioGroup
						name="clocks"
						options={(['carry', 'close'] as const).map((value) => ({
							value,
							label: t(`policy.retire.${value}`),
							hint: t(`policy.retire.${value}.hint`),
						}))}
					/>
				) : null}
				{reasoned ? <TextArea name="reason" max={500} /> : null}
				<div className="btns">
					<SubmitButton variant={act === 'put-in-force' ? 'seal' : act === 'return' ? 'primary' : 'danger'}>
						{t(`policy.act.${act}`)}
					</SubmitButton>
					<ButtonLink to={paths.deadlinePolicy(id)}>{t('common.back')}</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}

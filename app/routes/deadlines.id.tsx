import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { StateBadge } from '#app/components/badge.tsx'
import { POLICY_STATE } from '#app/components/calendar/states.ts'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { PolicyAside } from '#app/components/policy/policy-aside.tsx'
import { Ladders, PolicyDifferences, PolicyLines } from '#app/components/policy/policy-tables.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { policyStepSchema } from '#app/domain/policy/policy-form.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { proposePolicy } from '#app/usecases/policies/decide.server.ts'
import { policyPage } from '#app/usecases/policies/views.server.ts'

export const handle: PageHandle = { title: 'policy.title' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'reference.read')
	return valueOrThrow(await policyPage(ctx, idOf(args)))
}

/** Handing in; the other acts have pages of their own. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'policy.draft')
	const id = idOf(args)
	const form = await readForm(args.request, policyStepSchema)
	if (!form.ok) return invalid(form.result)
	const done = await proposePolicy(ctx, { id, version: form.value.version })
	return respond(done, paths.deadlinePolicy(id), { values: form.values })
}

export default function DeadlinePolicyPage() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()?.refusal
	const { against } = page
	return (
		<>
			{refusal ? <RefusalNote refusal={refusal} /> : null}
			<PageHead
				title={t('policy.version', { no: page.no })}
				crumbs={[{ label: t('policy.title'), to: paths.deadlines() }, { label: t('policy.version', { no: page.no }) }]}
				meta={
					<>
						<StateBadge kind={POLICY_STATE[page.state]}>{t(`policy.state.${page.state}`)}</StateBadge>
						<span>{formats.moment(page.at, page.today)}</span>
					</>
				}
				lead={page.reason || undefined}
			/>
			<Columns aside={<PolicyAside page={page} />} asideLabel={t('policy.acts')}>
				{against ? (
					<Section id="changes" title={t('policy.against', { no: against.no })}>
						{against.lines.length > 0 ? <PolicyDifferences lines={against.lines} /> : null}
						{against.ladders ? <p className="read">{t('policy.ladders.differ')}</p> : null}
						{against.same ? <p className="second">{t('policy.same')}</p> : null}
					</Section>
				) : null}
				<Section id="numbers" title={t('policy.lines')}>
					<PolicyLines lines={page.lines} />
				</Section>
				<Section id="ladders" title={t('policy.part.ladders')}>
					<Ladders ladders={page.ladders} />
				</Section>
			</Columns>
		</>
	)
}

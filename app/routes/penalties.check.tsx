import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { ActPage, NotNow, useCaseAnswers } from '#app/components/penalty/act-page.tsx'
import { useTraceFact } from '#app/components/penalty/case-gate.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { DeclareFields, useDeclareLabels } from '#app/components/penalty/gate-fields.tsx'
import { checkSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { redressSection } from '#app/usecases/claims/redress-views.server.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'

export const handle: PageHandle = { title: 'penalty.page.check', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.check')
	const shown = valueOrThrow(await penaltyActPage(ctx, idOf(args), ['check']))
	const owed = await redressSection(ctx, { id: shown.page.violation.id, state: 'CONFIRMED' })
	return { ...shown, refunded: owed?.redress.refunded ?? false }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.check')
	const form = await readForm(args.request, checkSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return actAtGate(ctx, form, {
		id,
		actions: ['penalty.check'],
		to: afterAct(id, 'check'),
		run: ({ note, traceReason }, declaration) =>
			checkCase(ctx, { id, version: versionOf(form.values), note, traceReason, declaration }),
	})
}

export default function CheckPenalty() {
	const t = useT()
	const formats = useFormats()
	const { page, shut, preview, refunded } = useLoaderData<typeof loader>()
	const answers = useCaseAnswers(page)
	const declare = useDeclareLabels(page.gate)
	const trace = useTraceFact(page)
	const form = useActForm(checkSchema, {
		labels: {
			traceReason: t('gate.trace.reason'),
			note: t('penalty.check.note'),
			...declare,
		},
		result: useActionData<typeof action>(),
	})
	const changed = preview.amountFen !== page.amountFen
	return (
		<ActPage
			page={page}
			act="check"
			forms={[form]}
			shut={shut}
			consequences={[
				{ icon: 'check', text: t('penalty.check.then') },
				{ icon: 'case', text: t('penalty.check.then-notice') },
			]}
			answers={[
				...answers,
				{ label: t('penalty.evidence'), value: t('penalty.evidence.count', { count: page.evidence.length }) },
				trace,
				...(refunded ? [{ label: t('redress.violation'), value: t('redress.violation.hint') }] : []),
				{ label: t('penalty.priors'), value: t('penalty.priors.sub', { count: preview.priors }) },
				{
					label: t('penalty.amount.total'),
					value: changed
						? t('penalty.check.changed', { old: formats.money(page.amountFen), now: formats.money(preview.amountFen) })
						: formats.money(preview.amountFen),
				},
				{ label: t('penalty.points'), value: t('penalty.points.n', { count: preview.points }) },
			]}
		>
			<Section id="sign" title={t('penalty.page.sign')}>
				<ActForm form={form} version={page.version} labelledBy="sign">
					{page.gate.trace.state === 'missing' ? (
						<TextArea name="traceReason" hint={t('gate.trace.reason.hint')} max={300} short />
					) : null}
					<TextArea name="note" optional hint={t('penalty.check.note.hint')} max={500} short />
					<DeclareFields gate={page.gate} />
					<div className="btns">
						<SubmitButton variant="seal">{t('penalty.act.check')}</SubmitButton>
						<NotNow page={page} act="check" />
					</div>
				</ActForm>
			</Section>
		</ActPage>
	)
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { Timeline } from '#app/components/timeline.tsx'
import { consentSchema } from '#app/domain/notice/service.schema.ts'
import { localDateOf } from '#app/domain/time.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { consentPage, recordConsent } from '#app/usecases/notices/consent.server.ts'

export const handle: PageHandle = { title: 'consent.title', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	return valueOrThrow(await consentPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'register.edit')
	const form = await readForm(args.request, consentSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await recordConsent(ctx, id, versionOf(form.values), form.value)
	return respond(done, paths.dealerConsent(id), { values: form.values })
}

export default function DealerConsent() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(consentSchema, {
		labels: { given: t('consent.given'), paperOn: t('consent.paper-on'), note: t('consent.note') },
		defaults: { given: page.since === null ? 'yes' : 'no', paperOn: page.today },
		result: useActionData<typeof action>(),
	})
	const now =
		page.since === null ? t('consent.now.no') : t('consent.now.yes', { day: formats.fullDay(localDateOf(page.since)) })
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('consent.title')}
				crumbs={[{ label: page.name, to: paths.dealer(page.id) }]}
				meta={<span>{now}</span>}
				lead={t('consent.lead')}
			/>
			{page.mayRecord ? (
				<ActForm form={form} version={page.version}>
					<RadioGroup
						name="given"
						options={[
							{ value: 'yes', label: t('consent.yes') },
							{ value: 'no', label: t('consent.no') },
						]}
					/>
					<DateField name="paperOn" />
					<TextArea name="note" max={300} short hint={t('consent.note.hint')} />
					<div className="btns">
						<SubmitButton variant="seal">{t('consent.do')}</SubmitButton>
					</div>
				</ActForm>
			) : null}
			<Section id="history" title={t('consent.history')}>
				{page.history.length === 0 ? (
					<Empty level={3} title={t('consent.none')} />
				) : (
					<Timeline
						today={page.today}
						items={page.history.map((one) => ({
							at: one.at,
							title: t(one.given ? 'consent.yes' : 'consent.no'),
							sub: formats.list([formats.fullDay(one.paperOn), one.note, one.by]),
						}))}
					/>
				)}
			</Section>
		</>
	)
}

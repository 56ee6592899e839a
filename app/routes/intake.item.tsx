import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RegisterTimeline } from '#app/components/inspection/register-timeline.tsx'
import { ItemActs } from '#app/components/intake/item-acts.tsx'
import { ItemDuty, ItemFacts, ItemOutcome } from '#app/components/intake/item-body.tsx'
import { IntakeBadge, useChannelName } from '#app/components/intake/words.tsx'
import { Contacts } from '#app/components/order/side-record.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { refuseDutySchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { acceptDuty, refuseDuty } from '#app/usecases/intake/hand-over.server.ts'
import { intakeItemPage } from '#app/usecases/intake/page.server.ts'

export const handle: PageHandle = { title: 'intake.one' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	return valueOrThrow(await intakeItemPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	const id = idOf(args)
	if ((await intentOf(args.request, ['accept'])) === 'accept') {
		const values = await readValues(args.request)
		return respond(await acceptDuty(ctx, { id, version: versionOf(values) }), paths.intakeItem(id), { values })
	}
	const form = await readForm(args.request, refuseDutySchema)
	if (!form.ok) return invalid(form.result)
	const done = await refuseDuty(ctx, { id, version: versionOf(form.values), reason: form.value.reason })
	return respond(done, paths.intakeItem(id), { values: form.values })
}

export default function IntakeItem() {
	const t = useT()
	const channelName = useChannelName()
	const page = useLoaderData<typeof loader>()
	const { item } = page
	return (
		<>
			<PageHead
				title={item.number}
				crumbs={[{ label: t('intake.title'), to: paths.intake() }, { label: item.number }]}
				meta={
					<>
						<span>{t(`intake.kind.${item.kind}`)}</span>
						<span>{channelName(item.channel)}</span>
						<IntakeBadge state={item.state} />
					</>
				}
			/>
			<Columns
				asideLabel={t('intake.acts')}
				aside={
					<>
						<ItemActs page={page} result={useActionData<typeof action>()} />
						<ItemDuty page={page} />
					</>
				}
			>
				<ItemFacts page={page} />
				<ItemOutcome page={page} />
				{page.silentDays === null ? null : <Note kind="warn">{t('intake.silent', { count: page.silentDays })}</Note>}
				<Contacts rows={page.contacts} today={page.today} />
				<Section id="log" title={t('intake.log')}>
					<RegisterTimeline events={page.events} today={page.today} />
				</Section>
			</Columns>
		</>
	)
}

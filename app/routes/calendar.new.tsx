import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DaysForm, UnitForm, YearForm } from '#app/components/calendar/change-form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import { CHANGE_KINDS, changeWord, readWritten } from '#app/http/calendar-post.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, notFound, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { unitChoices } from '#app/usecases/calendars/choices.server.ts'
import { draftChange } from '#app/usecases/calendars/drafts.server.ts'

export const handle: PageHandle = { title: 'calchange.title', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.draft')
	const kind = changeWord(args.params.kind)
	if (!kind) throw notFound()
	return { kind, choices: await unitChoices(ctx) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.draft')
	const kind = changeWord(args.params.kind)
	if (!kind) throw notFound()
	const read = await readWritten(args.request, CHANGE_KINDS[kind])
	if (!read.ok) return invalid(read.result)
	const done = await draftChange(ctx, read.written)
	return respond(done, (made) => paths.calendarChange(made.id), { values: read.values })
}

export default function NewCalendarChange() {
	const t = useT()
	const { kind, choices } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const head = (
		<PageHead
			title={t(`calchange.new.${kind}`)}
			crumbs={[{ label: t('calchange.title'), to: paths.calendarChanges() }, { label: t(`calchange.new.${kind}`) }]}
			lead={t(`calchange.new.${kind}.lead`)}
		/>
	)
	const form = { head, result }
	if (kind === 'year') return <YearForm {...form} />
	return kind === 'days' ? <DaysForm {...form} /> : <UnitForm {...form} choices={choices} />
}

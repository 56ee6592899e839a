import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DaysForm, UnitForm, YearForm } from '#app/components/calendar/change-form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readWritten } from '#app/http/calendar-post.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { unitChoices } from '#app/usecases/calendars/choices.server.ts'
import { rewriteChange } from '#app/usecases/calendars/drafts.server.ts'
import { changeForm, changeOf } from '#app/usecases/calendars/views.server.ts'

export const handle: PageHandle = { title: 'calchange.edit', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.draft')
	const { row } = valueOrThrow(await changeOf(ctx, idOf(args)))
	return {
		id: row.id,
		kind: row.kind,
		title: row.title,
		version: row.version,
		defaults: changeForm(row),
		choices: await unitChoices(ctx),
	}
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.draft')
	const id = idOf(args)
	const { row } = valueOrThrow(await changeOf(ctx, id))
	const read = await readWritten(args.request, row.kind)
	if (!read.ok) return invalid(read.result)
	const done = await rewriteChange(ctx, { id, version: read.version, written: read.written })
	return respond(done, paths.calendarChange(id), { values: read.values })
}

export default function EditCalendarChange() {
	const t = useT()
	const { id, kind, title, version, defaults, choices } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const head = (
		<PageHead
			title={t('calchange.edit')}
			crumbs={[
				{ label: t('calchange.title'), to: paths.calendarChanges() },
				{ label: t(`calchange.kind.${kind}`, { title }), to: paths.calendarChange(id) },
			]}
		/>
	)
	const form = { head, result, version, defaults }
	if (kind === 'YEAR') return <YearForm {...form} />
	return kind === 'OVERRIDE' ? <DaysForm {...form} /> : <UnitForm {...form} choices={choices} />
}

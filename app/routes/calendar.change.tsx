import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ChangeBody } from '#app/components/calendar/change-body.tsx'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { changeStepSchema } from '#app/domain/calendar-year/change.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { proposeChange } from '#app/usecases/calendars/decide.server.ts'
import { changePage } from '#app/usecases/calendars/views.server.ts'

export const handle: PageHandle = { title: 'calchange.title' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.read')
	const after = new URL(args.request.url).searchParams.get('after') ?? ''
	return valueOrThrow(await changePage(ctx, idOf(args), after))
}

/** Handing in; the other acts have pages of their own. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'calendar.draft')
	const id = idOf(args)
	const form = await readForm(args.request, changeStepSchema)
	if (!form.ok) return invalid(form.result)
	const done = await proposeChange(ctx, { id, version: form.value.version })
	return respond(done, paths.calendarChange(id), { values: form.values })
}

export default function CalendarChangePage() {
	const page = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const refusal = result?.refusal
	return <ChangeBody page={page} before={refusal ? <RefusalNote refusal={refusal} /> : null} />
}

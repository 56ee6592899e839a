import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { FieldValues } from '#app/components/form-result.ts'
import { DRAFT_NOT_TYPED, QUIET_DRAFT } from '#app/components/kept-values.ts'
import { draftSchema } from '#app/domain/desk/draft.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readUpload } from '#app/http/forms.server.ts'
import { localPath } from '#app/http/next.ts'
import { refusalResponse } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { keepDraft } from '#app/usecases/drafts/drafts.server.ts'

/** Nothing to see: back to the start. */
export async function loader(args: LoaderFunctionArgs) {
	await requireActor(args, 'inbox.read')
	return redirect(paths.home(), 303)
}

/**
 * Keeps the text of a form: quietly from the browser as one JSON text, or by the form's own button without scripts,
 * when the form itself arrives here. Files are not kept.
 */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'inbox.read')
	const url = new URL(args.request.url)
	const quiet = args.request.headers.has(QUIET_DRAFT)
	const form = await readUpload(args.request, draftSchema)
	if (!form.ok) throw refusalResponse({ kind: 'invalid', rule: 'not-found' })
	const values = url.searchParams.has('discard') ? {} : quiet ? fromJson(form.value.body) : typed(form.values)
	const kept = await keepDraft(ctx, { key: form.value.key, values })
	if (!kept.ok) throw refusalResponse(kept.error)
	if (quiet) return Response.json(kept.value)
	const back = localPath(url.searchParams.get('back') ?? undefined)
	const sign = Object.keys(values).length > 0 ? 'kept' : 'discarded'
	return redirect(`${back}${back.includes('?') ? '&' : '?'}draft=${sign}`, 303)
}

/** The schema has read it once; the use case judges what is in it. */
function fromJson(body: string): FieldValues {
	return body === '' ? {} : JSON.parse(body)
}

function typed(values: FieldValues): FieldValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !DRAFT_NOT_TYPED.includes(name)))
}

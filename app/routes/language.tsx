import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { optionalActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { languageHeader } from '#app/http/language.server.ts'
import { localPath } from '#app/http/next.ts'
import { invalid } from '#app/http/respond.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { choosePreference } from '#app/usecases/accounts/preference.server.ts'

const schema = z.object({ language: z.enum(LANGUAGES), next: z.string().max(500).optional() })

export function loader() {
	return redirect(paths.home(), 303)
}

/** Kept with the account when somebody is signed in, and in a cookie for the sign-in page. */
export async function action(args: ActionFunctionArgs) {
	const form = await readForm(args.request, schema)
	if (!form.ok) return invalid(form.result)
	const ctx = await optionalActor(args)
	if (ctx) await choosePreference(ctx, { language: form.value.language })
	const headers = { 'Set-Cookie': await languageHeader(args.context.settings, form.value.language) }
	return redirect(localPath(form.value.next), { status: 303, headers })
}

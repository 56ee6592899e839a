import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { optionalActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { THEMES, themeHeader } from '#app/http/language.server.ts'
import { localPath } from '#app/http/next.ts'
import { invalid } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { choosePreference } from '#app/usecases/accounts/preference.server.ts'

const schema = z.object({ theme: z.enum(THEMES), next: z.string().max(500).optional() })

export function loader() {
	return redirect(paths.home(), 303)
}

export async function action(args: ActionFunctionArgs) {
	const form = await readForm(args.request, schema)
	if (!form.ok) return invalid(form.result)
	const ctx = await optionalActor(args)
	if (ctx) await choosePreference(ctx, { theme: form.value.theme })
	const headers = { 'Set-Cookie': await themeHeader(args.context.settings, form.value.theme) }
	return redirect(localPath(form.value.next), { status: 303, headers })
}

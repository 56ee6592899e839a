import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireSignedIn } from '#app/http/actor.server.ts'
import { endSessionHeader, sessionOf } from '#app/http/session.server.ts'
import { paths } from '#app/paths.ts'
import { signOut } from '#app/usecases/accounts/sign-out.server.ts'

/** Nothing to see: back to the start. */
export function loader() {
	return redirect(paths.home(), 303)
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireSignedIn(args, { forPassword: true })
	const session = await sessionOf(args)
	if (session) await signOut(ctx, session.id)
	return redirect(paths.signIn(), {
		status: 303,
		headers: { 'Set-Cookie': await endSessionHeader(args.context.settings) },
	})
}

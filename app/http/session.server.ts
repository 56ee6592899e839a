import { createCookie } from '@remix-run/node'
import { findSession, type Session } from '#app/usecases/accounts/session.server.ts'
import type { Edge, EdgeSettings } from './load-context.ts'

/** What the helpers below need of a loader's or action's arguments. */
export type EdgeArgs = { readonly request: Request; readonly context: Edge }

/** `__Host-` binds the cookie to this very host and to https; a plain-http demo cannot have it. */
function sessionCookie(settings: EdgeSettings) {
	return createCookie(settings.secure ? '__Host-fx' : 'fx', {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: settings.secure,
		secrets: [...settings.secrets],
	})
}

/** The Set-Cookie header of a new session. */
export async function sessionHeader(settings: EdgeSettings, token: string): Promise<string> {
	return sessionCookie(settings).serialize(token)
}

/** The Set-Cookie header that takes the cookie away. */
export async function endSessionHeader(settings: EdgeSettings): Promise<string> {
	return sessionCookie(settings).serialize('', { maxAge: 0 })
}

// One look-up per request, however many loaders ask.
const found = new WeakMap<Edge, Promise<Session | undefined>>()

async function read({ request, context }: EdgeArgs): Promise<Session | undefined> {
	// A request that shows a token is judged by the token alone.
	if (bearerOf(request) !== null) return undefined
	const token: unknown = await sessionCookie(context.settings).parse(request.headers.get('Cookie'))
	if (typeof token !== 'string' || token === '') return undefined
	return findSession(context.deps, token, context.settings.idleMinutes)
}

/** The session of the request's cookie when it is alive. */
export function sessionOf(args: EdgeArgs): Promise<Session | undefined> {
	const known = found.get(args.context)
	if (known) return known
	const session = read(args)
	found.set(args.context, session)
	return session
}

/** The token of `Authorization: Bearer …`, or null when there is no such header. */
export function bearerOf(request: Request): string | null {
	const hit = /^Bearer\s*(.*)$/i.exec(request.headers.get('Authorization') ?? '')
	return hit ? (hit[1] ?? '').trim() : null
}

/** The device that a session belongs to, as its owner sees it in the list of sessions. */
export function deviceOf({ request, context }: EdgeArgs) {
	return { address: context.address, userAgent: request.headers.get('User-Agent') ?? '' }
}

import type { Deps } from '#app/usecases/context.server.ts'

/** The part of the settings that the edge needs. */
export type EdgeSettings = {
	readonly origin: string
	/** Cookies are `__Host-` and Secure: the site is served over https. */
	readonly secure: boolean
	readonly secrets: readonly string[]
	readonly demo: boolean
	/** Minutes without a request after which a session ends. */
	readonly idleMinutes: number
}

/** What the server hands to every loader and action; made once per request. */
export type Edge = {
	readonly deps: Deps
	readonly nonce: string
	readonly requestId: string
	readonly address: string
	readonly settings: EdgeSettings
}

declare module '@remix-run/server-runtime' {
	interface AppLoadContext extends Edge {}
}

/** The real Express application around a tiny Remix build that counts what reached it; on a port of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { readEnv } from '#app/infra/env.server.ts'
import { createApp } from '#app/server/app.server.ts'
import type { Deps } from '#app/usecases/context.server.ts'

export const ORIGIN = 'https://fangxin.example.cn'
export const SECRET = 'Kz8f-2Lq9vXw3Rt7Yb1Nm5Pc0Hd4Gs6J'

export type Seen = { readonly kind: 'loader' | 'action'; readonly cookie: string | null; readonly nonce: string }
export type Edge = {
	readonly url: string
	readonly seen: Seen[]
	readonly close: () => Promise<void>
}

type Options = { readonly ready?: () => Promise<string[]>; readonly body?: (request: Request) => Promise<unknown> }

/** A page, a resource, an interface and the sign-in address, each with a loader and an action. */
export function tinyBuild(seen: Seen[], body: Options['body']): ServerBuild {
	const note = (kind: Seen['kind']) => async (args: LoaderFunctionArgs | ActionFunctionArgs) => {
		seen.push({ kind, cookie: args.request.headers.get('Cookie'), nonce: args.context.nonce })
		if (kind === 'action' && body) await body(args.request)
		return Response.json({ ok: true })
	}
	const hooks = { loader: note('loader'), action: note('action') }
	const page = (request: Request, status: number, headers: Headers) => {
		headers.set('Content-Type', 'text/html')
		return new Response(`<!doctype html><p>${new URL(request.url).pathname}</p>`, { status, headers })
	}
	const build = {
		mode: 'production',
		basename: '/',
		publicPath: '/',
		assetsBuildDirectory: 'build/client',
		isSpaMode: false,
		future: { v3_singleFetch: true, v3_throwAbortReason: true, v3_relativeSplatPath: true, v3_fetcherPersist: true },
		assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
		entry: { module: { default: page } },
		routes: {
			root: { id: 'root', path: '', module: { default: () => null } },
			page: { id: 'page', parentId: 'root', path: 'page', module: { default: () => null, ...hooks } },
			resource: { id: 'resource', parentId: 'root', path: 'resource', module: hooks },
			api: { id: 'api', parentId: 'root', path: 'api/v1/thing', module: hooks },
			signIn: { id: 'signIn', parentId: 'root', path: 'sign-in', module: { default: () => null, ...hooks } },
		},
	}
	// What Remix's compiler makes has more fields than its server reads.
	return build as unknown as ServerBuild
}

/** Production over https, as its proxy sees it: the origin is ORIGIN whatever a request says. */
export async function openEdge(deps: Deps, options: Options = {}): Promise<Edge> {
	const read = readEnv({ ORIGIN, SESSION_SECRET: SECRET }, 'production')
	if (!read.ok) throw new Error(read.faults.join(' '))
	const seen: Seen[] = []
	const app = createApp({
		env: read.env,
		deps,
		ready: options.ready ?? (async () => []),
		publicDir: 'public',
		clientDir: 'build/client',
		build: tinyBuild(seen, options.body),
	})
	const server = createServer(app)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	// A server that listens on a port has an address of this kind.
	const { port } = server.address() as AddressInfo
	return {
		url: `http://127.0.0.1:${port}`,
		seen,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections()
				server.close(() => resolve())
			}),
	}
}

import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import {
	isRouteErrorResponse,
	Links,
	Outlet,
	Scripts,
	ScrollRestoration,
	useLoaderData,
	useMatches,
	useRouteError,
	useRouteLoaderData,
} from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { AppShell } from './components/app-shell.tsx'
import { ErrorPage } from './components/error-page.tsx'
import { useNonce } from './components/nonce.ts'
import { PlainFrame } from './components/plain-frame.tsx'
import { RefusedContext } from './components/refused.ts'
import { optionalActor } from './http/actor.server.ts'
import type { PageHandle } from './http/handle.ts'
import { themeOf } from './http/language.server.ts'
import { shellData } from './http/page.server.ts'
import { useLanguage, useT } from './i18n/use-t.ts'
import appCss from './ui/css/app.css?url'
import baseCss from './ui/css/base.css?url'
import componentsCss from './ui/css/components.css?url'
import tokensCss from './ui/css/tokens.css?url'

export const links: LinksFunction = () => [
	{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
	{ rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
	...[tokensCss, baseCss, componentsCss, appCss].map((href) => ({ rel: 'stylesheet', href })),
]

/** What stands around every page. No authorisation depends on it. */
export async function loader(args: LoaderFunctionArgs) {
	const { context } = args
	const ctx = await optionalActor(args)
	return {
		theme: await themeOf(args),
		demo: context.settings.demo,
		requestId: context.requestId,
		shell: ctx ? await shellData(ctx) : null,
	}
}

type RootData = Awaited<ReturnType<typeof loader>>

function useTitle(): string {
	const t = useT()
	const last = useMatches().at(-1)
	const product = t('common.product')
	const title = titleOf(last?.handle)
	if (title === undefined) return product
	const text = typeof title === 'function' ? title(t, last?.data) : t(title)
	return text ? `${text} · ${product}` : product
}

function handleOf(handle: unknown): PageHandle {
	// Route modules type their handle as PageHandle; the router hands it over as unknown.
	return typeof handle === 'object' && handle !== null ? (handle as PageHandle) : {}
}

function titleOf(handle: unknown): PageHandle['title'] {
	return handleOf(handle).title
}

/** The document of every answer, errors included. */
export function Layout({ children }: { children: ReactNode }) {
	const data = useRouteLoaderData<typeof loader>('root')
	const nonce = useNonce()
	const title = useTitle()
	const t = useT()
	const refused = useContext(RefusedContext)
	const theme = data?.theme
	return (
		<html lang={useLanguage()} data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
				<meta name="color-scheme" content="light dark" />
				{/* With scripts the error summary sets the prefix (useErrorTitle). */}
				<title suppressHydrationWarning>{refused ? t('issue.title-prefix') + title : title}</title>
				<Links />
			</head>
			<body>
				{children}
				<ScrollRestoration {...nonce} />
				<Scripts {...nonce} />
			</body>
		</html>
	)
}

export default function App() {
	const data = useLoaderData<typeof loader>()
	const handle = handleOf(useMatches().at(-1)?.handle)
	return (
		<Frame data={data} layout={handle.layout ?? 'app'}>
			<Outlet />
		</Frame>
	)
}

type FrameProps = { data: RootData | undefined; layout: 'app' | 'plain' | 'print'; children: ReactNode }

function Frame({ data, layout, children }: FrameProps) {
	const t = useT()
	if (!data?.shell || layout !== 'app')
		return (
			<>
				{data?.demo && layout !== 'print' ? (
					<aside className="demo" aria-label={t('shell.demo.label')}>
						{t('shell.demo')}
					</aside>
				) : null}
				{layout === 'app' ? <PlainFrame>{children}</PlainFrame> : children}
			</>
		)
	const { shell } = data
	const item = (place: (typeof shell.tabs)[number]) => ({
		to: place.to,
		label: t(place.key),
		icon: place.icon,
		count: place.count ?? undefined,
	})
	return (
		<AppShell
			user={{
				name: shell.name,
				roleLabel: shell.roles.map((role) => t(`role.${role}`)).join(' · '),
				place: shell.place ?? undefined,
			}}
			nav={shell.groups.map((group) => ({
				label: group.key ? t(group.key) : undefined,
				items: group.places.map(item),
			}))}
			tabs={shell.tabs.map(item)}
			home={shell.home}
			theme={data.theme}
			demo={data.demo}
			unread={shell.unread}
			branch={shell.branch}
		>
			{children}
		</AppShell>
	)
}

/** Refusals and faults as pages for people; the number finds the line in the log. */
export function ErrorBoundary() {
	const error = useRouteError()
	const data = useRouteLoaderData<typeof loader>('root')
	const status = isRouteErrorResponse(error) ? error.status : 500
	const body: unknown = isRouteErrorResponse(error) ? error.data : undefined
	return (
		<Frame data={data} layout="app">
			<ErrorPage status={status} body={body} requestId={data?.requestId} home={data?.shell?.home ?? '/'} />
		</Frame>
	)
}

import {
	type ActionFunctionArgs,
	type AppLoadContext,
	createReadableStreamFromReadable,
	type EntryContext,
	type LoaderFunctionArgs,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { NonceContext } from '#app/components/nonce.ts'
import { RefusedContext } from '#app/components/refused.ts'
import { htmlStream } from '#app/http/html-stream.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { i18nOf } from '#app/i18n/all.server.ts'

const ABORT_MS = 10_000
export const streamTimeout = ABORT_MS - 1000

export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	remix: EntryContext,
	context: AppLoadContext,
): Promise<Response> {
	const language = await languageOf({ request, context })
	// A machine that reads pages gets the whole page at once.
	const waits = isbot(request.headers.get('User-Agent'))
	return new Promise((resolve, reject) => {
		let shellDone = false
		let finalStatus = status
		const send = () => {
			shellDone = true
			const body = htmlStream()
			headers.set('Content-Type', 'text/html; charset=utf-8')
			headers.set('Content-Language', language)
			resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }))
			pipe(body)
		}
		const { pipe, abort } = renderToPipeableStream(
			<NonceContext.Provider value={context.nonce}>
				<RefusedContext.Provider value={status === 409 || status === 422}>
					<I18nextProvider i18n={i18nOf(language)}>
						<RemixServer context={remix} url={request.url} abortDelay={ABORT_MS} nonce={context.nonce} />
					</I18nextProvider>
				</RefusedContext.Provider>
			</NonceContext.Provider>,
			{
				nonce: context.nonce,
				...(waits ? { onAllReady: send } : { onShellReady: send }),
				onShellError: reject,
				onError(error: unknown) {
					finalStatus = 500
					if (shellDone) context.deps.log.error({ err: error, requestId: context.requestId }, 'render')
				},
			},
		)
		setTimeout(abort, ABORT_MS).unref()
	})
}

/** Refusals are answers; only what is broken is logged. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
	if (isRouteErrorResponse(error) && error.status < 500) return
	if (request.signal.aborted) return
	context.deps.log.error({ err: error, requestId: context.requestId }, 'request failed')
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '#app/http/respond.server.ts'
import { calendarFeed } from '#app/usecases/delivery/feed.server.ts'

/** The own deadlines for a calendar program, which has no session: the secret in the address is the permission. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
	const secret = /^(.+)\.ics$/.exec(params.file ?? '')?.[1] ?? ''
	const feed = await calendarFeed(context.deps, secret)
	if (!feed) throw notFound()
	const headers = new Headers({ ETag: feed.etag, 'Cache-Control': 'private, max-age=0, must-revalidate' })
	const known = (request.headers.get('If-None-Match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
	if (known.includes(feed.etag)) return new Response(null, { status: 304, headers })
	headers.set('Content-Type', 'text/calendar; charset=utf-8')
	headers.set('Content-Disposition', 'inline; filename="fangxin.ics"')
	return new Response(feed.text, { headers })
}

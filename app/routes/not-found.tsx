import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireSignedIn } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { notFound } from '#app/http/respond.server.ts'

export const handle: PageHandle = { title: 'error.404.title' }

export async function loader(args: LoaderFunctionArgs) {
	await requireSignedIn(args)
	throw notFound()
}

export async function action(args: LoaderFunctionArgs) {
	await requireSignedIn(args)
	throw notFound()
}

export default function NotFound() {
	return null
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.server.ts'
import { bundleResponse } from '#app/http/bundle-response.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { bundleForDealer } from '#app/usecases/bundle/dealer-bundle.server.ts'

/** The dealer's copy of an own case: documents, redacted evidence, what the dealer did. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return bundleResponse(valueOrThrow(await bundleForDealer(ctx, idOf(args))), ctx.now)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.server.ts'
import { bundleResponse } from '#app/http/bundle-response.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { bundleCase } from '#app/usecases/bundle/make-bundle.server.ts'

/** The whole case file as a ZIP that verifies itself; taking it out is recorded. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'bundle.read')
	return bundleResponse(valueOrThrow(await bundleCase(ctx, idOf(args))), ctx.now)
}

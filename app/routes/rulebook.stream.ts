import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { periodOf, rehearsalSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { rehearsalLines } from '#app/usecases/rulebooks/rehearse.server.ts'

/** A rehearsal as it is computed: one JSON line per dealer, with how far it has come. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.rehearse')
	const query = readQuery(args.request, rehearsalSchema)
	const lines = valueOrThrow(await rehearsalLines(ctx, { version: query.version, ...periodOf(query, ctx.today) }))
	return new Response(createReadableStreamFromReadable(lines), {
		headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' },
	})
}

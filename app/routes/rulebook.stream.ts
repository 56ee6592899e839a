import { Readable } from 'node:stream'
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { periodOf, rehearsalSchema } from '#app/domain/penalty/rulebook-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { type RehearsalStep, rehearse } from '#app/usecases/rulebooks/rehearse.server.ts'

async function* lines(steps: AsyncIterable<RehearsalStep>) {
	for await (const step of steps) yield `${JSON.stringify(step)}\n`
}

/** A rehearsal as it is computed: one JSON line per dealer, with how far it has come. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'rulebook.rehearse')
	const query = readQuery(args.request, rehearsalSchema)
	const begun = valueOrThrow(await rehearse(ctx, { version: query.version, ...periodOf(query, ctx.today) }))
	return new Response(createReadableStreamFromReadable(Readable.from(lines(begun.steps))), {
		headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' },
	})
}

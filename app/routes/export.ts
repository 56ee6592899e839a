import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { requireActor, requireSignedIn } from '#app/http/actor.server.ts'
import { fileResponse } from '#app/http/file-response.server.ts'
import { notFound, valueOrThrow } from '#app/http/respond.server.ts'
import { wordsOf } from '#app/http/words.server.ts'
import { chainSegment } from '#app/usecases/audit/chain-proof.server.ts'
import { EXPORT_ACTIONS, isExportList, openExport } from '#app/usecases/export/open-export.server.ts'

/** A list as a file: /export/<list>?format=csv|xlsx with the filters of the list; one subject's events also as JSON. */
export async function loader(args: LoaderFunctionArgs) {
	const list = args.params.list ?? ''
	if (!isExportList(list)) {
		await requireSignedIn(args)
		throw notFound()
	}
	const ctx = await requireActor(args, EXPORT_ACTIONS[list])
	const { format = 'csv', ...query } = Object.fromEntries(new URL(args.request.url).searchParams)
	if (list === 'events' && format === 'json') {
		const { subject = '', id = '' } = query
		const segment = valueOrThrow(await chainSegment(ctx, subject, id))
		return fileResponse(
			`chain-${subject}-${ctx.today}.json`,
			'application/json; charset=utf-8',
			JSON.stringify(segment, null, 2),
		)
	}
	if (format !== 'csv' && format !== 'xlsx') throw notFound()
	const made = valueOrThrow(openExport(ctx, list, format, query, await wordsOf(args)))
	return fileResponse(made.name, made.type, createReadableStreamFromReadable(made.body))
}

import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.server.ts'
import { fileResponse } from '#app/http/file-response.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { wordsOf } from '#app/http/words.server.ts'
import { movesFile } from '#app/usecases/calendars/export.server.ts'

/** The preview of a calendar change as a file. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'calendar-moves.read')
	const file = valueOrThrow(await movesFile(ctx, idOf(args), await wordsOf(args)))
	return fileResponse(file.name, 'text/csv; charset=utf-8', createReadableStreamFromReadable(file.body))
}

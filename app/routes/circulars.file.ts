import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.server.ts'
import { fileResponse } from '#app/http/file-response.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { wordsOf } from '#app/http/words.server.ts'
import { formatsOf } from '#app/i18n/format.ts'
import { circularFile } from '#app/usecases/circulars/file.server.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The circular of a month as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'circular.read')
	const formats = formatsOf(await languageOf(args))
	const made = valueOrThrow(await circularFile(ctx, idOf(args), await wordsOf(args), formats.month))
	return fileResponse(made.name, XLSX, new Uint8Array(made.bytes))
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.server.ts'
import { pdfResponse } from '#app/http/download.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { isLanguage } from '#app/i18n/languages.ts'
import { chaseNoticePdf } from '#app/usecases/orders/chase-notice-page.server.ts'

/** The notice as a file: the same bytes each time. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	const wanted = new URL(args.request.url).searchParams.get('lang')
	const language = isLanguage(wanted) ? wanted : await languageOf(args)
	const file = valueOrThrow(await chaseNoticePdf(ctx, idOf(args), language))
	return pdfResponse(file.bytes, file.fileName)
}

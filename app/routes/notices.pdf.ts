import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { pdfResponse } from '#app/http/download.server.ts'
import { readValues } from '#app/http/forms.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { isLanguage } from '#app/i18n/languages.ts'
import { copyNotice, noticePdfFor } from '#app/usecases/notices/notice-pdf.server.ts'

const READERS = ['penalty.read', 'desk.read'] as const

/** The original: the same bytes each time. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, READERS)
	const wanted = new URL(args.request.url).searchParams.get('lang')
	const language = isLanguage(wanted) ? wanted : await languageOf(args)
	const file = valueOrThrow(await noticePdfFor(ctx, idOf(args), language))
	return pdfResponse(file.bytes, file.fileName)
}

/** A numbered copy with the receipt of service; making it is recorded. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, READERS)
	const { lang } = await readValues(args.request)
	const language = isLanguage(lang) ? lang : await languageOf(args)
	const file = valueOrThrow(await copyNotice(ctx, idOf(args), language))
	return pdfResponse(file.bytes, file.fileName)
}

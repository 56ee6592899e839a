import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { pdfResponse } from '#app/http/download.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { notFound, valueOrThrow } from '#app/http/respond.server.ts'
import { isLanguage } from '#app/i18n/languages.ts'
import { documentKindOf } from '#app/usecases/notices/edit-template.server.ts'
import { templatePreview } from '#app/usecases/notices/template-pages.server.ts'

/** The wording around the last document of its kind, as an unissued sheet. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['template.draft', 'template.publish'])
	const kind = documentKindOf(args.params.kind ?? '')
	if (!kind) throw notFound()
	const wanted = new URL(args.request.url).searchParams.get('lang')
	const language = isLanguage(wanted) ? wanted : await languageOf(args)
	const file = valueOrThrow(await templatePreview(ctx, kind, language))
	return pdfResponse(file.bytes, file.fileName)
}

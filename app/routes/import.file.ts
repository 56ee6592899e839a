import type { LoaderFunctionArgs } from '@remix-run/node'
import { importQuerySchema } from '#app/domain/import/upload.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { translator } from '#app/i18n/create.ts'
import { markedUpload } from '#app/usecases/import/page.server.ts'

/** The uploaded table with its problems marked, as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.import')
	const { upload } = readQuery(args.request, importQuerySchema)
	const t = translator(i18nOf(await languageOf(args)))
	const marked = valueOrThrow(
		await markedUpload(ctx, upload, {
			heading: t('import.marked.heading'),
			sentence: ({ kind, column, params }) =>
				`${column ? `${column}: ` : ''}${t(`import.problem.${kind}`, params)} (${t(`import.cure.${kind}`)})`,
		}),
	)
	const name = `${marked.fileName}-${t('import.marked.name')}.xlsx`
	return new Response(new Uint8Array(marked.bytes), {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="marked.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'Cache-Control': 'no-store',
			'X-Content-Type-Options': 'nosniff',
		},
	})
}

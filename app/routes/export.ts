import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { requireActor, requireSignedIn } from '#app/http/actor.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { notFound, valueOrThrow } from '#app/http/respond.server.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { chainSegment } from '#app/usecases/audit/chain-proof.server.ts'
import { EXPORT_ACTIONS, isExportList, openExport } from '#app/usecases/export/open-export.server.ts'
import type { Words } from '#app/usecases/export/words.ts'

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
		return file(
			`chain-${subject}-${ctx.today}.json`,
			'application/json; charset=utf-8',
			JSON.stringify(segment, null, 2),
		)
	}
	if (format !== 'csv' && format !== 'xlsx') throw notFound()
	const made = valueOrThrow(openExport(ctx, list, format, query, await wordsOf(args)))
	return file(made.name, made.type, createReadableStreamFromReadable(made.body))
}

async function wordsOf(args: LoaderFunctionArgs): Promise<Words> {
	const i18n = i18nOf(await languageOf(args))
	const text: Words['text'] = (key, params) => i18n.t(key, params ?? {})
	return {
		text,
		first: (keys, otherwise) => {
			const key = keys.find((one) => i18n.exists(one))
			return key ? text(key) : otherwise
		},
	}
}

function file(name: string, type: string, body: BodyInit): Response {
	return new Response(body, {
		headers: {
			'Content-Type': type,
			// The plain name is for old programs; RFC 8187 carries the real one.
			'Content-Disposition': `attachment; filename="export.${name.split('.').at(-1)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'Cache-Control': 'no-store',
			'X-Content-Type-Options': 'nosniff',
		},
	})
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { i18nOf } from '#app/i18n/all.server.ts'
import type { Words } from '#app/usecases/export/words.ts'
import { languageOf } from './language.server.ts'

/** The reader's words for the columns of a file. */
export async function wordsOf(args: LoaderFunctionArgs): Promise<Words> {
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

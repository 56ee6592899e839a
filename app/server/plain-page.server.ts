import type { Request, Response } from 'express'
import { strangersLanguage } from '#app/http/language.server.ts'
import type { EdgeSettings } from '#app/http/load-context.ts'
import { i18nOf, messagesOf } from '#app/i18n/all.server.ts'
import { translator } from '#app/i18n/create.ts'
import { isMessageKey } from '#app/i18n/messages.ts'

const html = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** A page of the edge itself, for what never reaches the application: title, sentence, number, way home. */
export async function sendPlainPage(
	req: Request,
	res: Response,
	status: number,
	settings: EdgeSettings,
): Promise<void> {
	const language = await strangersLanguage(settings, req.get('cookie') ?? null, req.get('accept-language') ?? null)
	const t = translator(i18nOf(language))
	const sentence = (part: string) => {
		const key = `error.${status}.${part}`
		return html(
			t(isMessageKey(messagesOf(language), key) ? key : part === 'title' ? 'error.500.title' : 'error.500.text'),
		)
	}
	res
		.status(status)
		.type('html')
		.send(
			`<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
				`<title>${sentence('title')}</title><main><h1>${sentence('title')}</h1><p>${sentence('text')}</p>` +
				`<p>${html(t('error.request', { id: String(res.locals.requestId ?? '') }))}</p>` +
				`<p><a href="/">${html(t('error.home'))}</a></p></main></html>`,
		)
}

/** A field of a form as the server wrote it. */
export type HtmlField = { readonly name: string; readonly kind: string; readonly value: string }
export type HtmlForm = { readonly action: string; readonly multipart: boolean; readonly fields: readonly HtmlField[] }

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }
const unescaped = (text: string) =>
	text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => ENTITIES[name] ?? '')

/** The text as React writes it into a page. */
export function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#x27;')
}

function attribute(tag: string, name: string): string | undefined {
	const hit = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)
	return hit ? unescaped(hit[1] ?? '') : undefined
}

function fieldOf(tag: string): HtmlField[] {
	const name = attribute(tag, 'name')
	if (!name) return []
	const element = /^<(\w+)/.exec(tag)?.[1] ?? ''
	const kind = element === 'input' ? (attribute(tag, 'type') ?? 'text') : element
	return [{ name, kind, value: attribute(tag, 'value') ?? '' }]
}

/** The POST forms of a page that belong to it; those of the frame (sign out, theme, language) are left out. */
export function formsOf(html: string, path: string): HtmlForm[] {
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].flatMap(([, attributes = '', body = '']) => {
		if (attribute(attributes, 'method')?.toLowerCase() !== 'post') return []
		const action = attribute(attributes, 'action') ?? path
		if (/^\/(sign-out|theme|language)\b/.test(action) && action !== path) return []
		const tags = body.match(/<(input|textarea|select|button)\b[^>]*>/gi) ?? []
		return [
			{
				action,
				multipart: attribute(attributes, 'enctype') === 'multipart/form-data',
				fields: tags.flatMap(fieldOf).filter((field) => field.kind !== 'button'),
			},
		]
	})
}

/** HTML of mails: no script, no style attribute, nothing that is fetched; light and dark. */
const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
}

export function escapeHtml(text: string): string {
	// Control characters have no place in a document (HTML, 3.2.5).
	return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '').replace(/(?![\t\n\r])\p{Cc}/gu, '')
}

const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; background: #f6f5f1; color: #1d1d1b; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
main { max-width: 36em; margin: 0 auto; padding: 24px; background: #ffffff; border-top: 3px solid #9d2b22; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.4; }
h2 { margin: 24px 0 8px; font-size: 16px; }
p, ul { margin: 0 0 12px; }
ul { padding-left: 20px; }
table { border-collapse: collapse; margin: 0 0 12px; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #d9d6cd; text-align: left; vertical-align: top; }
a { color: #1f4e79; }
footer { max-width: 36em; margin: 16px auto 0; color: #5f5d57; font-size: 13px; }
@media (prefers-color-scheme: dark) {
body { background: #161614; color: #eceae4; }
main { background: #21211e; border-top-color: #e0796f; }
th, td { border-bottom-color: #45443f; }
a { color: #8fbde8; }
footer { color: #a8a59c; }
}
`

/** A whole document around `body` (already HTML) and `foot` (already HTML). */
export function mailDocument(language: string, title: string, body: string, foot: string): string {
	return [
		'<!DOCTYPE html>',
		`<html lang="${language}">`,
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="color-scheme" content="light dark">',
		`<title>${escapeHtml(title)}</title>`,
		`<style>${STYLE}</style>`,
		'</head>',
		'<body>',
		`<main>\n${body}\n</main>`,
		`<footer>\n${foot}\n</footer>`,
		'</body>',
		'</html>',
		'',
	].join('\n')
}

export const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`

export function link(href: string, text: string): string {
	return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`
}

/**
 * A path of this site to go on to, or the home page: never an address elsewhere (`//host`, `/\host`, `javascript:`,
 * control characters).
 */
export function localPath(next: string | null | undefined): string {
	if (!next?.startsWith('/') || next.length > 500) return '/'
	// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and line breaks from addresses
	if (/^\/[/\\]|[\u0000-\u001f\u007f\\]/.test(next)) return '/'
	const url = new URL(next, 'http://site.invalid')
	if (url.origin !== 'http://site.invalid' || url.pathname.startsWith('//')) return '/'
	return `${url.pathname}${url.search}`
}

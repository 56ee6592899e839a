/** A file for download under its real name; never kept by caches. */
export function fileResponse(name: string, type: string, body: BodyInit): Response {
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

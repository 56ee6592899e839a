/** RFC 5987: the name as UTF-8, with a plain one for old clients. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
	const plain = name.replace(/[^\w.-]/g, '_')
	const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
	return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** A PDF made by us, shown by the browser's reader; it never runs as a page of this site. */
export function pdfResponse(bytes: Buffer, fileName: string): Response {
	return new Response(new Uint8Array(bytes), {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Length': String(bytes.length),
			'Content-Disposition': disposition('attachment', fileName),
			'Content-Security-Policy': "sandbox; default-src 'none'",
			'Cross-Origin-Resource-Policy': 'same-origin',
			'Cache-Control': 'private, no-store',
		},
	})
}

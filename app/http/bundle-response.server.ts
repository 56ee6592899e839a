import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { Instant } from '#app/domain/time.ts'
import { zipOf } from '#app/infra/bundle/zip.server.ts'
import type { Bundle } from '#app/usecases/bundle/make-bundle.server.ts'

/** A case file as one ZIP, sent while it is packed. */
export function bundleResponse({ number, files }: Bundle, at: Instant): Response {
	const body = Readable.from(zipOf(number, files, new Date(at)))
	return new Response(createReadableStreamFromReadable(body), {
		headers: {
			'Content-Type': 'application/zip',
			'Content-Disposition': `attachment; filename="${number}.zip"`,
			'Cache-Control': 'private, no-store',
			'X-Content-Type-Options': 'nosniff',
		},
	})
}

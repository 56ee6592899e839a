import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { disposition } from '#app/http/download.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { viewEvidence } from '#app/usecases/evidence/view-evidence.server.ts'

/** A piece of evidence, checked against its hash just now. It never runs as a page of this site (nosniff: the edge). */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['evidence.read', 'desk.read'])
	const copy = new URL(args.request.url).searchParams.get('variant') === 'copy'
	const file = valueOrThrow(await viewEvidence(ctx, idOf(args), copy ? 'copy' : 'original'))
	// Browsers other than Safari cannot draw HEIC, so it is saved.
	const shown = file.mediaType.startsWith('image/') && file.mediaType !== 'image/heic'
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			'Content-Type': file.mediaType,
			'Content-Length': String(file.bytes.length),
			'Content-Disposition': disposition(shown ? 'inline' : 'attachment', file.fileName),
			'Content-Security-Policy': "sandbox; default-src 'none'",
			'Cross-Origin-Resource-Policy': 'same-origin',
			'Cache-Control': 'private, no-store',
		},
	})
}

import type { Ctx } from '../context.server.ts'

/** A document as a file of the bundle. */
export type BundledPdf = { readonly fileName: string; readonly name: string; readonly bytes: Buffer }

type Notice = { readonly id: string; readonly number: string; readonly kind: string }

/** The PDFs of the documents, one each; the one place that asks for them. */
export async function pdfsOf(_ctx: Ctx, _notices: readonly Notice[]): Promise<BundledPdf[]> {
	return []
}

import type { AbsentFile } from '#app/domain/bundle/bundle.ts'
import type { Ctx } from '../context.server.ts'
import { noticePdf } from '../notices/notice-pdf.server.ts'
import { type BundleFile, fileOf } from './assemble.server.ts'

type Notice = { readonly id: string; readonly number: string }

/** The language of the documents that count; the others are translations of the same body. */
const LANGUAGE = 'zh-Hans'

/** The PDFs of the documents, at the top of the folder; the one place that asks for them. */
export async function pdfsOf(ctx: Ctx, notices: readonly Notice[]) {
	const files: BundleFile[] = []
	const absent: AbsentFile[] = []
	for (const { id, number } of notices) {
		try {
			const { fileName, bytes } = await noticePdf(ctx, id, LANGUAGE)
			files.push(fileOf(fileName, number, bytes))
		} catch (error) {
			// The case goes out all the same, and says what is not in it; case.json has the body.
			ctx.log.error({ err: error, notice: id }, 'a document could not be made')
			absent.push({ sha256: '', name: number, why: 'missing' })
		}
	}
	return { files, absent }
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { scoresQuerySchema } from '#app/domain/order/circular.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fileResponse } from '#app/http/file-response.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import { wordsOf } from '#app/http/words.server.ts'
import { scoresFile } from '#app/usecases/orders/scores-file.server.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The scores of a month as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	const made = await scoresFile(ctx, readQuery(args.request, scoresQuerySchema), await wordsOf(args))
	return fileResponse(made.name, XLSX, new Uint8Array(made.bytes))
}

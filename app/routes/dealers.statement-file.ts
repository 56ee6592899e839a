import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { may } from '#app/domain/access.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { fileResponse } from '#app/http/file-response.server.ts'
import { idOf } from '#app/http/params.server.ts'
import { notFound, valueOrThrow } from '#app/http/respond.server.ts'
import { wordsOf } from '#app/http/words.server.ts'
import { statementFile } from '#app/usecases/ledger/statement.server.ts'

/** A dealer's statement of a month as CSV or XLSX, for staff and for the dealer himself. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['ledger.read', 'desk.read'])
	const format = new URL(args.request.url).searchParams.get('format') ?? 'csv'
	if (format !== 'csv' && format !== 'xlsx') throw notFound()
	const of = { dealerId: idOf(args), period: args.params.period ?? '', format } as const
	const reader = may(ctx.actor, 'ledger.read') ? 'ledger.read' : 'desk.read'
	const made = valueOrThrow(await statementFile(ctx, reader, of, await wordsOf(args)))
	return fileResponse(made.name, made.type, createReadableStreamFromReadable(made.body))
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { INTAKE_LISTS } from '#app/domain/intake/list-templates.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { fileResponse } from '#app/http/file-response.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { notFound, valueOrThrow } from '#app/http/respond.server.ts'
import { wordsOf } from '#app/http/words.server.ts'
import { listTemplate } from '#app/usecases/intake/list-template.server.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An empty list of complaints, opinions, survey answers or satisfaction, to be filled in and imported. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.register')
	const list = INTAKE_LISTS.find((known) => known === args.params.list)
	if (!list) throw notFound()
	const made = valueOrThrow(await listTemplate(ctx, list, await languageOf(args), await wordsOf(args)))
	return fileResponse(made.name, XLSX, new Uint8Array(made.bytes))
}

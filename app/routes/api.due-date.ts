import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireBearerOrActor } from '#app/http/actor.server.ts'
import { answerJson } from '#app/http/json.server.ts'
import { problem } from '#app/http/problem.server.ts'
import { computeDueDate } from '#app/usecases/clocks/compute-due-date.server.ts'

const KNOWN = ['from', 'limit']

/** GET /api/v1/due-date?from=<date or instant>&limit=<n>(wd|wh|cd|h) */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireBearerOrActor(args, 'api.compute')
	const query = new URL(args.request.url).searchParams
	const strange = [...query.keys()].filter((name) => !KNOWN.includes(name))
	const repeated = KNOWN.filter((name) => query.getAll(name).length > 1)
	if (strange.length > 0 || repeated.length > 0) {
		return problem(400, 'unknown-parameter', 'Give "from" and "limit", each once, and nothing else.', {
			parameters: [...strange, ...repeated],
		})
	}
	const done = await computeDueDate(ctx, { from: query.get('from') ?? '', limit: query.get('limit') ?? '' })
	if (done.ok) return answerJson(done.value)
	return problem(
		422,
		'invalid-parameter',
		'A date or a moment with an offset as "from", <n>wd, wh, cd or h as "limit".',
		{
			errors: done.error.map(({ field, fault }) => ({ parameter: field, rule: fault })),
		},
	)
}

export function action() {
	return problem(405, 'method-not-allowed', 'Only GET is used here.')
}

import type { ActionFunctionArgs } from '@remix-run/node'
import { issuesOf } from '#app/components/form-result.ts'
import { previewSchema } from '#app/domain/penalty/preview.schema.ts'
import { requireBearerOrActor } from '#app/http/actor.server.ts'
import { answerJson, readJson } from '#app/http/json.server.ts'
import { problem } from '#app/http/problem.server.ts'
import { previewPenalty } from '#app/usecases/penalties/preview.server.ts'

/** POST /api/v1/penalty-preview with the facts of a case as JSON. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireBearerOrActor(args, 'api.compute')
	if (args.request.method !== 'POST') return problem(405, 'method-not-allowed', 'Only POST is used here.')
	const sent = await readJson(args.request)
	if (!sent.ok) return sent.error
	const parsed = previewSchema.safeParse(sent.value)
	if (!parsed.success) {
		const errors = Object.entries(issuesOf(parsed.error)).map(([field, issues]) => ({
			field,
			rule: issues[0]?.key ?? 'issue.bad-format',
		}))
		return problem(422, 'invalid-body', 'The body is not what a preview needs.', { errors })
	}
	const done = await previewPenalty(ctx, parsed.data)
	if (done.ok) return answerJson(done.value)
	return problem(422, done.error.rule, 'The rulebook does not know this.', { ...done.error.params })
}

export function loader() {
	return problem(405, 'method-not-allowed', 'Only POST is used here.')
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { renderClock } from '#app/domain/clock/render.ts'
import { withOffset } from '#app/domain/time.ts'
import { requireBearerOrActor } from '#app/http/actor.server.ts'
import { answerJson } from '#app/http/json.server.ts'
import { problem } from '#app/http/problem.server.ts'
import { clockView } from '#app/usecases/clocks/view.server.ts'

/** GET /api/v1/clocks/:id: why a date is what it is, for who may read its subject. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireBearerOrActor(args, 'clock.read')
	const strange = [...new URL(args.request.url).searchParams.keys()]
	if (strange.length > 0) {
		return problem(400, 'unknown-parameter', 'This address takes no parameters.', { parameters: strange })
	}
	const found = await clockView(ctx, args.params.id ?? '')
	if (!found.ok) return problem(404, 'not-found', 'No clock of this id that this account may read.')
	const { clock, pauses, extensions, moves, calendar, countedAgain } = found.value
	return answerJson({
		...renderClock(clock, countedAgain.steps),
		calendar: { code: calendar.code, unit: calendar.unit, version: calendar.version, id: clock.calendarVersionId },
		countedAgain: countedAgain.same,
		pauses: pauses.map((row) => ({
			from: withOffset(row.from_at),
			expectedUntil: withOffset(row.expected_until),
			to: row.to_at === null ? null : withOffset(row.to_at),
			reason: row.reason,
			by: row.by,
			carried: row.carried === 1,
		})),
		extensions: extensions.map((row) => ({
			n: row.n,
			limit: row.unit === 'date' ? { unit: 'date', on: row.named_on } : { unit: row.unit, amount: row.amount },
			oldDue: withOffset(row.old_due_at),
			newDue: withOffset(row.new_due_at),
			reason: row.reason,
			asked: { by: row.by, at: withOffset(row.asked_at) },
			decided: { by: row.decider, at: withOffset(row.decided_at) },
			carried: row.carried === 1,
		})),
		moves: moves.map((row) => ({
			cause: row.cause,
			oldDue: withOffset(row.old_due_at),
			newDue: withOffset(row.new_due_at),
			calendarVersions: row.versions,
			reason: row.reason,
			by: row.by,
			at: withOffset(row.moved_at),
		})),
	})
}

export function action() {
	return problem(405, 'method-not-allowed', 'Only GET is used here.')
}

import type { Refusal, RefusalKind } from '#app/domain/refusal.ts'

/** The one table of what a kind of refusal answers. */
export const REFUSAL_STATUS: Readonly<Record<RefusalKind, number>> = {
	missing: 404,
	forbidden: 403,
	stale: 409,
	procedure: 409,
	invalid: 422,
}

/** A refusal as an answer to throw; the error page reads the refusal from its body. */
export function refusalResponse(refusal: Refusal): Response {
	return new Response(JSON.stringify({ refusal }), {
		status: REFUSAL_STATUS[refusal.kind],
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	})
}

/** RFC 9457: an error for a machine. `type` is the rule that refused, `detail` one English sentence. */
export function problem(
	status: number,
	type: string,
	detail: string,
	more: Readonly<Record<string, unknown>> = {},
): Response {
	const body = { type: `urn:fangxin:problem:${type}`, title: TITLES[status] ?? 'Error', status, detail, ...more }
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' },
	})
}

const TITLES: Readonly<Record<number, string>> = {
	400: 'Bad request',
	401: 'Not authenticated',
	403: 'Forbidden',
	404: 'Not found',
	405: 'Method not allowed',
	409: 'Conflict',
	413: 'Too large',
	415: 'Unsupported media type',
	422: 'Unprocessable content',
	429: 'Too many requests',
	500: 'Server error',
}

import type { Result } from '#app/domain/result.ts'
import { err, ok } from '#app/domain/result.ts'
import { problem } from './problem.server.ts'

/** The answer to a machine. */
export function answerJson(value: unknown): Response {
	return new Response(JSON.stringify(value), {
		headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
	})
}

/** The JSON body of a request, or the problem to answer: 415 for another type, 400 for what is no JSON. */
export async function readJson(request: Request): Promise<Result<unknown, Response>> {
	const type = request.headers.get('Content-Type') ?? ''
	if (!/^application\/json\b/i.test(type)) {
		return err(problem(415, 'unsupported-media-type', 'Send the body as application/json.'))
	}
	try {
		const value: unknown = JSON.parse(await request.text())
		return ok(value)
	} catch {
		return err(problem(400, 'not-json', 'The body is not JSON.'))
	}
}

/**
 * Which of several forms of a page was sent, by its hidden field `intent`; undefined when it is none of these.
 * Reads a copy, so that the form itself can still be read.
 */
export async function intentOf<T extends string>(request: Request, known: readonly T[]): Promise<T | undefined> {
	try {
		const sent = (await request.clone().formData()).get('intent')
		return known.find((intent) => intent === sent)
	} catch {
		return undefined
	}
}

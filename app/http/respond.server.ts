import { data, redirect } from '@remix-run/node'
import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import type { Outcome, Refusal } from '#app/domain/refusal.ts'
import { type Instant, parseMoment } from '#app/domain/time.ts'
import { REFUSAL_STATUS, refusalResponse } from './refusal-response.server.ts'

export { refusalResponse } from './refusal-response.server.ts'

function isInstant(value: unknown): value is Instant {
	return typeof value === 'string' && value.endsWith('Z') && parseMoment(value) !== null
}

/** What the form gets back when a use case refused: everything typed, the refusal, and who was faster. */
export function refused(refusal: Refusal, values: FieldValues = {}): FormResult {
	if (refusal.kind !== 'stale') return { ok: false, values, errors: {}, refusal }
	const by = String(refusal.params?.by ?? '')
	const at = refusal.params?.at
	return {
		ok: false,
		values,
		errors: {},
		refusal,
		stale: { ...(by ? { by } : {}), ...(isInstant(at) ? { at } : {}) },
	}
}

/** 422 with the form as it was sent; throw nothing, return it from the action. */
export function invalid(result: FormResult) {
	return data(result, { status: 422 })
}

/** 404, for what is not there or not within the actor's scope; throw it. */
export function notFound(): Response {
	return refusalResponse({ kind: 'missing', rule: 'not-found' })
}

type Answer = { readonly values?: FieldValues; readonly headers?: HeadersInit }

/**
 * The end of every action: done → 303 to the page (a function of the value, or a path); refused → 404 and 403 are
 * thrown to the error page, 409 and 422 come back to the form with what was typed.
 */
export function respond<T>(outcome: Outcome<T>, to: string | ((value: T) => string), answer: Answer = {}) {
	if (outcome.ok) {
		const target = typeof to === 'string' ? to : to(outcome.value)
		throw redirect(target, answer.headers ? { status: 303, headers: answer.headers } : 303)
	}
	const { kind } = outcome.error
	if (kind === 'missing' || kind === 'forbidden') throw refusalResponse(outcome.error)
	return data(refused(outcome.error, answer.values), { status: REFUSAL_STATUS[kind] })
}

/** The value of a read, or its refusal thrown: `const page = valueOr(await penaltyPage(ctx, id))`. */
export function valueOrThrow<T>(outcome: Outcome<T>): T {
	if (!outcome.ok) throw refusalResponse(outcome.error)
	return outcome.value
}

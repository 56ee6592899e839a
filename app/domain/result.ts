/** A value or a reason. Rules answer with a Result; only bugs throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
	return { ok: true, value }
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
	return { ok: false, error }
}

/** Closes a switch over a union: a new member fails to compile here. */
export function assertNever(value: never): never {
	throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}

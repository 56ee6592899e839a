import type { EventKind } from '#app/domain/case/events.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { afterFailure, isLocked } from '#app/domain/sign-in.ts'
import type { Instant } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { personByLogin, setPassword } from '#db/queries/accounts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { revokeSession } from '#db/queries/sessions.server.ts'
import { clearThrottle, throttleOf, writeThrottle } from '#db/queries/throttle.server.ts'
import type { Deps } from '../context.server.ts'
import { type Device, openSession } from './session.server.ts'

export type Credentials = { readonly login: string; readonly password: string }
export type SignedIn = { readonly token: string; readonly accountId: string; readonly mustChangePassword: boolean }
type Person = NonNullable<Awaited<ReturnType<typeof personByLogin>>>

/**
 * Signs a person in and answers the token of the new session; `before` is a session to end (rotation).
 * Unknown names, wrong passwords, disabled accounts and shut names cost the same time and get the same answer;
 * ten failures shut a name for ten minutes, whether it exists or not (trust 1.4).
 */
export async function signIn(
	deps: Deps,
	given: Credentials,
	device: Device,
	before?: { readonly id: string; readonly accountId: string },
): Promise<Outcome<SignedIn>> {
	const login = given.login.trim().toLowerCase()
	const key = sha256Hex(login)
	const now = deps.now()
	const person = await personByLogin(deps.read, login)
	const locked = isLocked(await throttleOf(deps.read, key), now)
	const fits = await deps.passwords.verify(given.password, person?.password_hash ?? null)
	if (!person || !fits || locked || person.disabled_at !== null) return fail(deps, key, now, person, locked)
	const hash = deps.passwords.outdated(person.password_hash ?? '') ? await deps.passwords.hash(given.password) : null
	return deps.inTx<SignedIn>(person.branch_id, async (tx) => {
		await clearThrottle(tx, key)
		if (hash !== null) await setPassword(tx, person.id, hash, person.must_change_password === 1)
		if (before) await revokeSession(tx, before.accountId, before.id, now)
		const token = await openSession(tx, deps, now, { accountId: person.id, branchId: person.branch_id }, device)
		await record(tx, person, now, 'account.signed-in')
		return ok({ token, accountId: person.id, mustChangePassword: person.must_change_password === 1 })
	})
}

/** While a name is shut further tries change nothing: the ten minutes end when they were to end. */
async function fail(
	deps: Deps,
	key: string,
	now: Instant,
	person: Person | undefined,
	locked: boolean,
): Promise<Outcome<never>> {
	await deps.inTx<null>(person?.branch_id ?? null, async (tx) => {
		if (!locked) {
			const next = afterFailure(await throttleOf(tx, key), now)
			await writeThrottle(tx, key, next)
			if (person && next.locked_until !== null) await record(tx, person, now, 'account.locked')
			else if (person) await record(tx, person, now, 'account.sign-in-failed')
		} else if (person) await record(tx, person, now, 'account.sign-in-failed')
		return ok(null)
	})
	return refuse('invalid', 'account.wrong-credentials')
}

async function record(tx: Parameters<typeof appendEvents>[0], person: Person, at: Instant, kind: EventKind) {
	const actor = kind === 'account.signed-in' ? person.id : null
	await appendEvents(tx, person.branch_id, actor, at, [{ subjectKind: 'account', subjectId: person.id, kind }])
}

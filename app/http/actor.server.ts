import { redirect } from '@remix-run/node'
import { type Action, type Actor, may } from '#app/domain/access.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import { paths } from '#app/paths.ts'
import { actorOfAccount } from '#app/usecases/accounts/actor.server.ts'
import { accountOfToken } from '#app/usecases/accounts/token.server.ts'
import { type Ctx, contextOf } from '#app/usecases/context.server.ts'
import { problem } from './problem.server.ts'
import { refusalResponse } from './refusal-response.server.ts'
import { bearerOf, type EdgeArgs, sessionOf } from './session.server.ts'

const NOT_ALLOWED: Refusal = { kind: 'forbidden', rule: 'not-allowed' }

function signInRedirect(request: Request): Response {
	const url = new URL(request.url)
	const here = `${url.pathname}${url.search}`
	return redirect(paths.signIn(here === '/' ? undefined : here), 303)
}

async function signedIn(args: EdgeArgs, mayHaveOldPassword: boolean): Promise<Ctx> {
	const session = await sessionOf(args)
	const actor = session ? await actorOfAccount(args.context.deps, session.accountId) : undefined
	if (!session || !actor) throw signInRedirect(args.request)
	if (session.mustChangePassword && !mayHaveOldPassword) throw redirect(paths.password(), 303)
	return contextOf(args.context.deps, actor, args.context.address, session.id)
}

/**
 * The signed-in person as a context for use cases, when the permission table lets one of the person's roles do this.
 * Throws: to sign-in when nobody is signed in, to the password page when it must be changed, 403 without permission.
 * Call it first in every loader and action; a layout protects nothing.
 */
export async function requireActor(args: EdgeArgs, action: Action): Promise<Ctx> {
	const ctx = await signedIn(args, false)
	if (!may(ctx.actor, action)) throw refusalResponse(NOT_ALLOWED)
	return ctx
}

/** The same for pages that several permissions open. */
export async function requireAnyActor(args: EdgeArgs, actions: readonly Action[]): Promise<Ctx> {
	const ctx = await signedIn(args, false)
	if (!actions.some((action) => may(ctx.actor, action))) throw refusalResponse(NOT_ALLOWED)
	return ctx
}

/** Anybody who is signed in: the own account, help, language. `forPassword` lets in who must change the password. */
export async function requireSignedIn(args: EdgeArgs, { forPassword = false } = {}): Promise<Ctx> {
	return signedIn(args, forPassword)
}

/** The signed-in person, or undefined; authorises nothing. */
export async function optionalActor(args: EdgeArgs): Promise<Ctx | undefined> {
	const session = await sessionOf(args)
	const actor = session ? await actorOfAccount(args.context.deps, session.accountId) : undefined
	return actor ? contextOf(args.context.deps, actor, args.context.address) : undefined
}

async function machineOrPerson(args: EdgeArgs): Promise<Actor | undefined> {
	const { context, request } = args
	const token = bearerOf(request)
	if (token === null) {
		const session = await sessionOf(args)
		return session && !session.mustChangePassword ? actorOfAccount(context.deps, session.accountId) : undefined
	}
	const accountId = await accountOfToken(context.deps, token)
	return accountId === undefined ? undefined : actorOfAccount(context.deps, accountId)
}

/**
 * For /api/v1: a bearer token (cookies are ignored then) or the signed-in person's page. Throws a JSON problem:
 * 401 when neither is good, 403 when the account may not do this.
 */
export async function requireBearerOrActor(args: EdgeArgs, action: Action): Promise<Ctx> {
	const actor = await machineOrPerson(args)
	if (!actor) {
		const answer = problem(401, 'not-authenticated', 'Send a valid token as "Authorization: Bearer <token>".')
		answer.headers.set('WWW-Authenticate', 'Bearer')
		throw answer
	}
	if (!may(actor, action)) throw problem(403, 'not-allowed', 'This account may not do this.')
	return contextOf(args.context.deps, actor, args.context.address)
}

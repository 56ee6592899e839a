import { may, ROLES, type Role } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { grantableRoles } from '#app/domain/role-places.ts'
import { personOf } from '#db/queries/accounts.server.ts'
import { type EventView, eventsOf } from '#db/queries/events.server.ts'
import { departmentsOf, unitsOf } from '#db/queries/organisation.server.ts'
import { grantsOfMany, type PeopleFilter, peopleChoices, peopleOf } from '#db/queries/people-list.server.ts'
import { liveSessionsOf } from '#db/queries/sessions.server.ts'
import { tokensOf } from '#db/queries/tokens.server.ts'
import { type GrantView, grantViews, roleAndPlace } from '../accounts/grant-views.server.ts'
import type { Ctx } from '../context.server.ts'
import { type PlaceChoice, placeChoices } from './place.server.ts'

type PersonLine = {
	readonly id: string
	readonly login: string
	readonly name: string
	readonly disabled: boolean
	readonly grants: readonly { readonly role: Role; readonly place: string | null }[]
}
export type PeoplePage = { readonly rows: readonly PersonLine[]; readonly next: string | null }

/** A page of the branch's people. The route has checked the permission. */
export async function peoplePage(ctx: Ctx, filter: PeopleFilter): Promise<PeoplePage> {
	const role = ROLES.find((known) => known === filter.role)
	const page = await peopleOf(ctx.read, ctx.actor.branchId, { ...filter, role })
	const grants = await grantsOfMany(
		ctx.read,
		page.rows.map((row) => row.id),
	)
	return {
		next: page.next,
		rows: page.rows.map((row) => ({
			id: row.id,
			login: row.login,
			name: row.name,
			disabled: row.disabled_at !== null,
			grants: grants.filter((grant) => grant.account_id === row.id).flatMap((grant) => roleAndPlace(grant) ?? []),
		})),
	}
}

export type PersonChoices = {
	readonly roles: readonly Role[]
	readonly places: readonly PlaceChoice[]
	readonly people: readonly { readonly id: string; readonly name: string; readonly login: string }[]
}

/** What the forms about a person offer. */
export async function personChoices(ctx: Ctx): Promise<PersonChoices> {
	return {
		roles: grantableRoles(),
		places: await placeChoices(ctx.read, ctx.actor.branchId),
		people: await peopleChoices(ctx.read, ctx.actor.branchId),
	}
}

export type PersonPage = {
	readonly id: string
	readonly login: string
	readonly name: string
	readonly phone: string
	readonly email: string
	readonly version: number
	readonly disabled: boolean
	readonly mustChange: boolean
	readonly superiorId: string | null
	readonly deputyId: string | null
	readonly sessions: number
	readonly mine: boolean
	readonly grants: readonly GrantView[]
	readonly events: readonly EventView[]
	readonly choices: PersonChoices
}

export async function personPage(ctx: Ctx, id: string): Promise<Outcome<PersonPage>> {
	const person = may(ctx.actor, 'admin.accounts') ? await personOf(ctx.read, ctx.actor.branchId, id) : undefined
	if (!person) return refuse('missing', 'not-found')
	const sessions = await liveSessionsOf(ctx.read, id, ctx.now)
	return ok({
		id,
		login: person.login,
		name: person.name,
		phone: person.phone ?? '',
		email: person.email ?? '',
		version: person.version,
		disabled: person.disabled_at !== null,
		mustChange: person.must_change_password === 1,
		superiorId: person.superior_id,
		deputyId: person.deputy_id,
		sessions: sessions.length,
		mine: id === ctx.actor.accountId,
		grants: await grantViews(ctx.read, id),
		events: (await eventsOf(ctx.read, 'account', id)).reverse(),
		choices: await personChoices(ctx),
	})
}

/** The branch as a tree: counties with their grids, and the departments. */
export async function organisationPage(ctx: Ctx) {
	const units = await unitsOf(ctx.read, ctx.actor.branchId)
	const departments = await departmentsOf(ctx.read, ctx.actor.branchId)
	return {
		counties: units
			.filter((unit) => unit.kind === 'county')
			.map((county) => ({
				id: county.id,
				code: county.code,
				name: county.name,
				grids: units.filter((unit) => unit.parent_id === county.id).map(({ id, code, name }) => ({ id, code, name })),
			})),
		departments: departments.map(({ id, code, name, headName }) => ({ id, code, name, head: headName })),
	}
}

export async function tokensPage(ctx: Ctx) {
	return tokensOf(ctx.read, ctx.actor.branchId)
}

import type { Action, Actor } from '#app/domain/access.ts'
import { may, scopeOf } from '#app/domain/access.ts'
import routes from '#app/routes.ts'
import type { Subject, Subjects } from './cases.ts'
import { type Door, type RouteRow, TABLE } from './table.ts'

export const LOGINS = [
	'manager',
	'manager4',
	'supervisor',
	'supervisor2',
	'compliance',
	'approver',
	'panel1',
	'reviewer',
	'orders',
	'issuer',
	'department',
	'handler-kf',
	'head-qd',
	'dealer',
	'dealer2',
	'auditor',
	'admin',
	undefined,
] as const
export type Login = (typeof LOGINS)[number]

export const TRANSPORTS = ['document', 'data', 'routes'] as const
export type Transport = (typeof TRANSPORTS)[number]

export type Listed = { readonly file: string; readonly path: string }

/** The routes that stand in app/routes.ts, as the server knows them. */
export async function listedRoutes(): Promise<Listed[]> {
	return (await routes).map((entry) => ({ file: entry.file, path: entry.index ? '' : (entry.path ?? '') }))
}

export function rowFor(file: string): RouteRow {
	const row = TABLE[file]
	if (!row) throw new Error(`tests/routes/table.ts has no row for ${file}`)
	return row
}

/** One request that the tables speak of: who, where, by which way, and whether it may be answered. */
export type Case = {
	readonly file: string
	readonly url: string
	readonly login: Login
	readonly method: 'GET' | 'POST'
	readonly transport: Transport
	readonly allowed: boolean
	/** The person holds a permission that opens the route, though perhaps not for what the address names. */
	readonly holds: boolean
	readonly act: boolean
}

/** What belongs to the branch as a whole. */
const WHOLE: Subject = {
	id: 'branch',
	seenBy: (actor, actions) =>
		actions.some((action) => scopeOf(actor, action).places.some((place) => place.kind === 'branch')),
}

function opens(door: Door, actor: Actor | undefined, subject: Subject | undefined): boolean {
	if (door === 'public') return true
	if (!actor) return false
	if (door === 'signed-in') return true
	if (!door.some((action: Action) => may(actor, action))) return false
	return subject ? subject.seenBy(actor, door) : true
}

function pathOf(path: string, params: Readonly<Record<string, string>>): string {
	const filled = path.replace(/:(\w+)\??/g, (_, name: string) => params[name] ?? name).replace('*', 'no/such/page')
	return `/${filled}`
}

/** The address of a route by one of its transports. */
export function addressOf(file: string, path: string, transport: Transport): string {
	if (transport === 'document') return path
	const data = path === '/' ? '/_root.data' : `${path}.data`
	return transport === 'data' ? data : `${data}?_routes=${encodeURIComponent(file.replace(/\.tsx?$/, ''))}`
}

function doorsOf(row: RouteRow, params: Readonly<Record<string, string>>) {
	const special = row.doorOf?.(params)
	return { get: special ?? row.get, post: row.post ? (special ?? row.post) : undefined }
}

/** Every request of a route: each subject, each person, each transport; POST where there is an action. */
export function casesOf({ file, path }: Listed, subjects: Subjects, actors: ReadonlyMap<string, Actor>): Case[] {
	const row = rowFor(file)
	const ids: readonly (Subject | undefined)[] = row.subject ? subjects[row.subject] : [undefined]
	const cases: Case[] = []
	for (const params of row.params ?? [{}]) {
		const doors = doorsOf(row, params)
		for (const subject of ids) {
			const url = pathOf(path, subject ? { ...params, id: subject.id } : params)
			for (const login of LOGINS) {
				const actor = login === undefined ? undefined : actors.get(login)
				const holds = opens(doors.get, actor, undefined) || opens(doors.post ?? [], actor, undefined)
				const wide = row.whole ? WHOLE : subject
				const base = { file, url, login, holds, act: row.act === true }
				const readable = opens(doors.get, actor, wide)
				for (const transport of TRANSPORTS) cases.push({ ...base, method: 'GET', transport, allowed: readable })
				if (!doors.post) continue
				const allowed = opens(doors.post, actor, wide)
				for (const transport of ['document', 'data'] as const)
					cases.push({ ...base, method: 'POST', transport, allowed })
			}
		}
	}
	return cases
}

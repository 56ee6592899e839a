import { calendarSchema } from '#app/domain/calendar.schema.ts'
import {
	BRANCH_CALENDAR,
	type Calendar,
	type CalendarBody,
	calendarCodeOf,
	calendarFromJson,
} from '#app/domain/calendar.ts'
import { type Sheet, sheetSchema } from '#app/domain/inspection/sheet.schema.ts'
import { type Rulebook, rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { type Catalogue, catalogueSchema } from '#app/domain/violation/catalogue.schema.ts'
import { type ReferenceKind, versionById, versionIdOn } from '#db/queries/reference.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** A body of reference data with the version that a case pins. */
export type Versioned<T> = {
	readonly versionId: string
	readonly code: string
	readonly version: number
	readonly body: T
}

/** A published version never changes, so what was parsed once holds for the life of the process. */
const CACHE_LIMIT = 200

type Parse<T> = (versionId: string, body: unknown) => T

async function load<T>(handle: Handle, id: string, parse: Parse<T>): Promise<Versioned<T>> {
	const row = await versionById(handle, id)
	if (!row) throw new Error(`No reference version ${id}`)
	return { versionId: id, code: row.code, version: row.version, body: parse(id, JSON.parse(row.body_json)) }
}

/** Every calendar of one version, each built once. */
export type CalendarSet = { readonly body: CalendarBody; readonly of: (code: string) => Calendar }

/** The calendars of a body; a code that it does not know counts by the branch's. */
export function calendarSet(versionId: string, body: CalendarBody): CalendarSet {
	const made = new Map<string, Calendar>()
	const of = (code: string): Calendar => {
		const known = code === BRANCH_CALENDAR || body.units?.some((unit) => unit.code === code)
		if (!known) return of(BRANCH_CALENDAR)
		const calendar = made.get(code) ?? calendarFromJson(versionId, body, code)
		made.set(code, calendar)
		return calendar
	}
	return { body, of }
}

/** One cached loader per kind; the kind is part of the key, so a body is parsed as what it is. */
function loader<T>(kind: ReferenceKind, parse: Parse<T>) {
	const own = new Map<string, Promise<Versioned<T>>>()
	async function byId(handle: Handle, id: string): Promise<Versioned<T>> {
		const known = own.get(id)
		if (known) return known
		if (own.size >= CACHE_LIMIT) own.clear()
		const made = load(handle, id, parse)
		own.set(id, made)
		made.catch(() => own.delete(id))
		return made
	}
	async function on(handle: Handle, branchId: string, date: LocalDate): Promise<Versioned<T> | undefined> {
		const id = await versionIdOn(handle, branchId, kind, date)
		return id === undefined ? undefined : byId(handle, id)
	}
	return { byId, on }
}

const calendars = loader<CalendarSet>('calendar', (id, body) => calendarSet(id, calendarSchema.parse(body)))
const rulebooks = loader<Rulebook>('rulebook', (_, body) => rulebookSchema.parse(body))
const sheets = loader<Sheet>('sheet', (_, body) => sheetSchema.parse(body))
const taxonomies = loader<Catalogue>('taxonomy', (_, body) => catalogueSchema.parse(body))

/** The calendar by which a date was counted. */
export async function calendarById(handle: Handle, id: string, code = BRANCH_CALENDAR): Promise<Versioned<Calendar>> {
	const found = await calendars.byId(handle, id)
	return { ...found, body: found.body.of(code) }
}
export const rulebookById = rulebooks.byId
export const sheetById = sheets.byId
export const taxonomyById = taxonomies.byId

/** The rulebook in force on the date of occurrence (domain 3.2); undefined before the first one. */
export const rulebookOn = rulebooks.on

type Asker = { readonly actor: { readonly branchId: string }; readonly today: LocalDate }

/** What is in force today in the actor's branch. Throws when the branch has none: it was set up without. */
async function current<T>(
	find: (handle: Handle, branchId: string, date: LocalDate) => Promise<Versioned<T> | undefined>,
	ctx: Asker,
	handle: Handle,
	what: string,
): Promise<Versioned<T>> {
	const found = await find(handle, ctx.actor.branchId, ctx.today)
	if (!found) throw new Error(`The branch has no ${what}`)
	return found
}

export const currentCalendars = (ctx: Asker, handle: Handle) => current(calendars.on, ctx, handle, 'calendar')

/** The calendar in force: the branch's, or that of a unit by its code (`calendar_code` of a clock). */
export const currentCalendar = async (ctx: Asker, handle: Handle, code = BRANCH_CALENDAR): Promise<Calendar> =>
	(await currentCalendars(ctx, handle)).body.of(code)

/** The calendar by which an order counts that this department leads. */
export async function departmentCalendar(ctx: Asker, handle: Handle, departmentId: string | null): Promise<Calendar> {
	const { body } = (await currentCalendars(ctx, handle)).body
	return currentCalendar(ctx, handle, calendarCodeOf(body, { departmentId }))
}
export const currentSheet = (ctx: Asker, handle: Handle) => current(sheets.on, ctx, handle, 'sheet')
export const currentRulebook = (ctx: Asker, handle: Handle) => current(rulebooks.on, ctx, handle, 'rulebook')
export const currentTaxonomy = (ctx: Asker, handle: Handle) => current(taxonomies.on, ctx, handle, 'taxonomy')

/** The catalogue in force when something happened, so that a severity raised since does not reach back. */
export async function taxonomyAt(ctx: Asker, handle: Handle, day: LocalDate): Promise<Versioned<Catalogue>> {
	return (await taxonomies.on(handle, ctx.actor.branchId, day)) ?? currentTaxonomy(ctx, handle)
}

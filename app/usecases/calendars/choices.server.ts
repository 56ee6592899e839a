import { departmentsOf, unitsOf } from '#db/queries/organisation.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'

/** Departments and counties that may have hours of their own, and the hours of the branch to begin from. */
export async function unitChoices(ctx: Ctx) {
	const { branchId } = ctx.actor
	const [departments, units, current] = await Promise.all([
		departmentsOf(ctx.read, branchId),
		unitsOf(ctx.read, branchId),
		currentCalendars(ctx, ctx.read),
	])
	const { workingHours, units: own = [] } = current.body.body
	return {
		departments: departments.map(({ id, name }) => ({ id, name })),
		counties: units.filter(({ kind }) => kind === 'county').map(({ id, name }) => ({ id, name })),
		hours: workingHours.intervals.map(([begin, end]) => `${begin}-${end}`).join(', '),
		weekdays: workingHours.weekdays.map(String),
		known: own.map(({ code, name }) => ({ code, name })),
	}
}

/** The days and units of the branch as they stand, for the page of the calendar. */
export async function ownCalendars(ctx: Ctx, year: number) {
	const { body } = (await currentCalendars(ctx, ctx.read)).body
	const choices = await unitChoices(ctx)
	const names = new Map([...choices.departments, ...choices.counties].map(({ id, name }) => [id, name]))
	return {
		overrides: (body.overrides ?? []).filter(({ date }) => date.startsWith(`${year}-`)),
		units: (body.units ?? []).map((unit) => ({
			code: unit.code,
			name: unit.name,
			members: [...unit.departmentIds, ...unit.countyIds].map((id) => names.get(id) ?? id),
			weekdays: unit.workingHours.weekdays,
			hours: unit.workingHours.intervals.map(([begin, end]) => `${begin}–${end}`),
			days: unit.overrides.length,
		})),
	}
}

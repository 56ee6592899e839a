import type { Calendar, Names } from '#app/domain/calendar.ts'
import type { DeadlineView, DeskCaseLine, DeskPlanLine } from '#app/domain/desk/views.ts'
import { deadlineLight } from '#app/domain/light.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { Instant } from '#app/domain/time.ts'
import type { Catalogue } from '#app/domain/violation/catalogue.schema.ts'
import { runningClocksOf, type StoredClock } from '#db/queries/clock-views.server.ts'
import { type DeskPlanRow, type ToldCaseRow, unopenedNotices } from '#db/queries/desk.server.ts'
import type { Ctx } from '../context.server.ts'
import { planStateOf } from '../plans/facts.server.ts'
import { currentCalendar, currentTaxonomy } from '../reference/load.server.ts'

/** A running clock as pages show it: the light of a deadline that nobody acknowledges (domain 5.4). */
export function deadlineView(calendar: Calendar, now: Instant, clock: StoredClock): DeadlineView {
	const lamp = deadlineLight(calendar, now, clock.dueAt, clock.startedAt)
	const colour = lamp.colour === 'red' || lamp.colour === 'yellow' ? lamp.colour : 'green'
	return {
		colour,
		left: lamp.overdueBy ? -lamp.overdueBy.n : lamp.remaining.n,
		dueOn: clock.dueOn,
		provisional: clock.provisional,
		steps: clock.steps,
	}
}

/** The name of a violation type in the languages of the reference data; the code where it is not there any more. */
export function typeNamesIn(taxonomy: Catalogue, code: string | null): Names {
	const found = taxonomy.types.find((type) => type.code === code)
	return found?.name ?? { 'zh-Hans': code ?? '', en: code ?? '' }
}

const AWAITS_OPENING: readonly PenaltyState[] = ['PRE_NOTICED', 'DECIDED', 'REVIEWED']
const DEALER_CLOCKS = ['penalty.defence', 'penalty.review'] as const

/** What the dealer may still do about a case, from its state and its running clock. */
function waitsFor(row: ToldCaseRow, unopened: boolean, clock: StoredClock | undefined): DeskCaseLine['waitsFor'] {
	if (unopened && AWAITS_OPENING.includes(row.state)) return 'open'
	if (row.state === 'DEFENCE' && clock?.kind === 'penalty.defence' && row.defenceState === 'OPEN') return 'defence'
	if (row.state === 'SERVED' && clock?.kind === 'penalty.review') return 'review'
	return null
}

export async function caseLines(ctx: Ctx, rows: readonly ToldCaseRow[]): Promise<DeskCaseLine[]> {
	const ids = rows.map((row) => row.id)
	const [calendar, taxonomy, clocks, unopened] = await Promise.all([
		currentCalendar(ctx, ctx.read),
		currentTaxonomy(ctx, ctx.read),
		runningClocksOf(ctx.read, 'penalty', ids, DEALER_CLOCKS),
		unopenedNotices(ctx.read, ids),
	])
	return rows.map((row) => {
		const clock = clocks.get(row.id)?.find((one) => (one.kind === 'penalty.review') === (row.state === 'SERVED'))
		const waits = waitsFor(row, unopened.has(row.id), clock)
		return {
			id: row.id,
			number: row.number,
			state: row.state,
			outletName: row.outletName,
			typeNames: typeNamesIn(taxonomy.body, row.violationType),
			occurredOn: row.occurredOn,
			amountFen: row.amountFen,
			points: row.points,
			unopened: unopened.has(row.id),
			waitsFor: waits,
			deadline: clock && (waits === 'defence' || waits === 'review') ? deadlineView(calendar, ctx.now, clock) : null,
		}
	})
}

/** The plan lies with the dealer: to write, to do, to do again. */
function isMine(row: DeskPlanRow): boolean {
	return row.state === 'TO_SUBMIT' || row.state === 'RETURNED' || row.state === 'IN_WORK'
}

export async function planLines(ctx: Ctx, rows: readonly DeskPlanRow[]): Promise<DeskPlanLine[]> {
	const [calendar, taxonomy, clocks] = await Promise.all([
		currentCalendar(ctx, ctx.read),
		currentTaxonomy(ctx, ctx.read),
		runningClocksOf(
			ctx.read,
			'plan',
			rows.map((row) => row.id),
			['plan.work', 'plan.submit'],
			true,
		),
	])
	return rows.map((row) => {
		const clock = clocks.get(row.id)?.at(-1)
		const mine = isMine(row)
		return {
			id: row.id,
			number: row.number,
			state: planStateOf(row.state),
			outletName: row.outletName,
			typeNames: typeNamesIn(taxonomy.body, row.violationType),
			dueOn: row.dueOn,
			mine,
			ineffective: row.ineffective === 1,
			deadline: clock && mine ? deadlineView(calendar, ctx.now, clock) : null,
		}
	})
}

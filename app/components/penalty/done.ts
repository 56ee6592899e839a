import { PENALTY_PAGE_ACTS, type PenaltyPageAct } from '#app/domain/penalty/views.ts'
import { paths } from '#app/paths.ts'

/** Back at the case, with the receipt of what was done. */
export function afterAct(id: string, act: PenaltyPageAct): string {
	return `${paths.penalty(id)}?done=${act}`
}

/** Which act the address says was just done. */
export function doneAct(request: Request): PenaltyPageAct | null {
	const said = new URL(request.url).searchParams.get('done')
	return PENALTY_PAGE_ACTS.find((act) => act === said) ?? null
}

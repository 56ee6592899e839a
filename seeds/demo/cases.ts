import type { Stage } from './stage.ts'
/** Cases from the check to the strike-off. */
export async function workOnCases(_stage: Stage, _who: 'dealers' | 'everybody'): Promise<void> {}

import type { ShouldRevalidateFunction } from '@remix-run/react'

/**
 * With single fetch a refused action loads nothing anew. After a 409 the page must: the form needs the version that
 * stands now, or it would be refused for ever. `export const shouldRevalidate = afterConflict` in every route whose
 * form carries a version.
 */
export const afterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus === 409 || defaultShouldRevalidate

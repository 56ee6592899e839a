/** Rows of the orders board: what a person keeps of it. Part of db/schema.ts. */
import type { Generated } from 'kysely'
import type { Instant } from '#app/domain/time.ts'

/** A saved filter of one person; with a department, whoever works there sees it, too. */
export interface BoardViewTable {
	id: string
	branch_id: string
	account_id: string
	name: string
	/** The filter and the order of the list, JSON of boardQuerySchema without page and day. */
	query_json: string
	/** JSON BoardColumn[]; null takes the reader's own columns. */
	columns_json: string | null
	department_id: string | null
	created_at: Instant
	version: Generated<number>
}

/** How the board looks to one person. */
export interface BoardLayoutTable {
	account_id: string
	branch_id: string
	/** JSON BoardColumn[], in the order of the table. */
	columns_json: string
	density: 'normal' | 'tight'
	changed_at: Instant
}

export type BoardTables = {
	board_view: BoardViewTable
	board_layout: BoardLayoutTable
}

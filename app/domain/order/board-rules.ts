/** Reasons for which the board refuses. */
export type BoardRule = 'board.view-name-taken' | 'board.too-many-views' | 'board.department-foreign'

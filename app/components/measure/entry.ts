/** How the state of a blacklist entry looks. */
export const ENTRY_BADGE = { IN_FORCE: 'ended-against', EXEMPTED: 'wait', LIFTED: 'done' } as const

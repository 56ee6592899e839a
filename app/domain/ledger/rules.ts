/** Reasons for which an act on this noun can be refused (sentences: refusal.<rule>). */
export type LedgerRule = `ledger.${string}`

/** Reasons for which a posting can be refused (sentences: refusal.<rule>). */
export type LedgerRule =
	| 'ledger.amount'
	| 'ledger.available-short'
	| 'ledger.held-short'
	| 'ledger.commission-short'
	| 'ledger.receivable-short'
	| 'ledger.reversal'
	| 'ledger.period'
	| 'ledger.period-ahead'
	| 'ledger.key-reused'
	| 'ledger.day-ahead'

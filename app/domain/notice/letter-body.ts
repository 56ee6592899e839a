import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import type { LetterKind } from './kinds.ts'

/** One claim of a settlement: what it asked for and where it was taken from, in fen. */
export type StatementRow = {
	readonly stream: 'redress' | 'clawback' | 'penalty'
	/** Number of the case or claim. */
	readonly number: string
	readonly claimedFen: Fen
	readonly commissionFen: Fen
	readonly depositFen: Fen
	readonly invoicedFen: Fen
}

/** What a letter says beyond its template; every part may be left out. */
export type LetterSaid = {
	readonly reason?: string
	readonly points?: number
	readonly threshold?: number
	/** Numbers of the cases that led to the letter. */
	readonly cases?: readonly string[]
	readonly until?: LocalDate
	readonly rows?: readonly StatementRow[]
	/** The period's commission and what of it is paid out, fen. */
	readonly commissionFen?: Fen
	readonly paidOutFen?: Fen
}

/** A letter as it was told, kept for ever; the hash is taken over this. */
export type LetterBody = {
	readonly v: 1
	readonly kind: LetterKind
	readonly number: string
	readonly caseNumber: string | null
	readonly branch: string
	readonly dealer: { readonly name: string; readonly creditCode: string | null }
	readonly outlet: { readonly code: string; readonly name: string } | null
	readonly issuedOn: LocalDate
	/** 'YYYY-MM' of a settlement statement. */
	readonly period: string | null
	readonly said: LetterSaid
	readonly contact: string
}

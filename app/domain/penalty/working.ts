import type { Fen } from '../money.ts'

/** A running result: fen where it is a whole safe number, and always the exact decimal in yuan ('424.99575'). */
export type Subtotal = { readonly subtotalFen: Fen | null; readonly subtotalYuan: string }

/** One step of the arithmetic with the clause it rests on; pages put it into words (domain 3.2). */
export type WorkingLine =
	| ({ readonly kind: 'base'; readonly clause: string; readonly baseFen: Fen; readonly overridden: boolean } & Subtotal)
	| ({ readonly kind: 'units'; readonly clause: string; readonly units: number } & Subtotal)
	| ({
			readonly kind: 'recurrence'
			readonly clause: string
			readonly priors: number
			readonly percent: number
	  } & Subtotal)
	| ({
			readonly kind: 'factors'
			readonly clause: string
			readonly mitigating: readonly number[]
			readonly aggravating: readonly number[]
			readonly mitigationSum: number
			readonly mitigationCounted: number
			readonly mitigationIgnored: boolean
			readonly aggravationSum: number
			readonly aggravationCounted: number
			readonly percent: number
			/** Whether the total was lifted to the least or cut to the greatest percentage. */
			readonly clamp: 'none' | 'floor' | 'ceiling'
	  } & Subtotal)
	| ({ readonly kind: 'share'; readonly clause: string; readonly percent: number } & Subtotal)
	| ({ readonly kind: 'rounding'; readonly clause: string; readonly changed: boolean } & Subtotal)
	| ({ readonly kind: 'cap'; readonly clause: string; readonly capFen: Fen; readonly capped: boolean } & Subtotal)
	| {
			readonly kind: 'points'
			readonly clause: string
			readonly basePoints: number
			readonly priorPoints: number
			readonly maxPerCase: number
			/** Points before the share is looked at. */
			readonly full: number
			readonly halved: boolean
			readonly points: number
	  }

const product = (percents: readonly number[]) => percents.reduce((total, percent) => total * BigInt(percent), 1n)

/** `fen × Π percents`, exact. */
export function exactSubtotal(fen: bigint, percents: readonly number[]): Subtotal {
	const unit = 100n ** BigInt(percents.length)
	const numerator = fen * product(percents)
	const whole = numerator % unit === 0n ? numerator / unit : null
	const safe = whole !== null && whole <= BigInt(Number.MAX_SAFE_INTEGER)
	const digits = 2 * percents.length + 2
	const text = numerator.toString().padStart(digits + 1, '0')
	const decimals = text.slice(-digits).replace(/0+$/, '').padEnd(2, '0')
	return { subtotalFen: safe ? Number(whole) : null, subtotalYuan: `${text.slice(0, -digits)}.${decimals}` }
}

/** `fen × Π percents` in fen, rounded once, half up, to whole yuan. */
export function roundedToYuan(fen: bigint, percents: readonly number[]): bigint {
	const numerator = fen * product(percents)
	const denominator = 100n ** BigInt(percents.length + 1)
	return ((2n * numerator + denominator) / (2n * denominator)) * 100n
}

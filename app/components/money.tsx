import type { Fen } from '#app/domain/money.ts'
import { useFormats } from '#app/i18n/use-t.ts'

/** '¥2,000' in text. */
export function Money({ fen, strong }: { fen: Fen; strong?: boolean | undefined }) {
	const text = useFormats().money(fen)
	return strong ? <b className="num">{text}</b> : <span className="num nowrap">{text}</span>
}

/** '2,000.00' in a ledger; zero stands back. */
export function LedgerMoney({ fen }: { fen: Fen }) {
	const text = useFormats().ledger(fen)
	return fen === 0 ? <span className="muted">{text}</span> : text
}

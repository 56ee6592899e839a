import { LEDGER_ACCOUNTS, LEDGER_KINDS, STREAMS } from '#app/domain/ledger/ledger.ts'
import { useT } from '#app/i18n/use-t.ts'
import { FilterBar, FilterDate, FilterSearch, FilterSelect } from '../filter-bar.tsx'

type Query = Partial<
	Record<
		'q' | 'dealer' | 'kind' | 'stream' | 'account' | 'from' | 'to' | 'run' | 'penalty' | 'claim' | 'period' | 'txn',
		string | undefined
	>
>

/** The ledger's filters; a chosen case, run or posting stays in the address. */
export function LedgerFilters({
	query,
	dealers,
}: {
	query: Query
	dealers: readonly { readonly id: string; readonly name: string }[]
}) {
	const t = useT()
	const hidden = Object.fromEntries(
		(['run', 'penalty', 'claim', 'period'] as const).flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
	)
	return (
		<FilterBar label={t('ledger.filter')} hidden={hidden}>
			<FilterSearch name="q" label={t('ledger.filter.q')} value={query.q} />
			<FilterSelect
				name="dealer"
				label={t('ledger.col.dealer')}
				value={query.dealer}
				options={dealers.map((dealer) => ({ value: dealer.id, label: dealer.name }))}
			/>
			<FilterSelect
				name="kind"
				label={t('ledger.col.kind')}
				value={query.kind}
				options={LEDGER_KINDS.map((kind) => ({ value: kind, label: t(`ledger.kind.${kind}`) }))}
			/>
			<FilterSelect
				name="stream"
				label={t('ledger.col.stream')}
				value={query.stream}
				options={STREAMS.map((stream) => ({ value: stream, label: t(`ledger.stream.${stream}`) }))}
			/>
			<FilterSelect
				name="account"
				label={t('ledger.col.account')}
				value={query.account}
				options={LEDGER_ACCOUNTS.map((account) => ({ value: account, label: t(`ledger.account.${account}`) }))}
			/>
			<FilterDate name="from" label={t('ledger.filter.from')} value={query.from} />
			<FilterDate name="to" label={t('ledger.filter.to')} value={query.to} />
		</FilterBar>
	)
}

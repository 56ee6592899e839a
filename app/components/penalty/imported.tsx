import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Facts } from '../facts.tsx'
import { PageHead } from '../page-head.tsx'

type Imported = {
	readonly number: string
	readonly outlet: { readonly id: string; readonly name: string }
	readonly occurredOn: LocalDate
	readonly amountFen: number
}

/** History from another register: no procedure, no points. */
export function ImportedCase({ page, file }: { page: Imported; file: ReactNode }) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<PageHead
				title={t('penalty.imported')}
				crumbs={[{ label: t('penalty.list'), to: paths.penalties() }, { label: page.number }]}
				meta={<span className="docno">{page.number}</span>}
				actions={file}
			/>
			<Note kind="plain">{t('penalty.imported.why')}</Note>
			<Facts
				className="mt4"
				items={[
					{ label: t('penalty.outlet'), value: <Link to={paths.outlet(page.outlet.id)}>{page.outlet.name}</Link> },
					{ label: t('penalty.priors.occurred'), value: formats.fullDay(page.occurredOn) },
					{ label: t('penalty.amount.short'), value: formats.money(page.amountFen) },
				]}
			/>
		</>
	)
}

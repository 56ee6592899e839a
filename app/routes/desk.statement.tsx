import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { StatementDebts, StatementLines, StatementMonths } from '#app/components/ledger/statement.tsx'
import { Section } from '#app/components/page-head.tsx'
import { PrintButton } from '#app/components/print-button.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { dealerStatement } from '#app/usecases/ledger/statement.server.ts'

export const handle: PageHandle = { title: 'statement.title', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return valueOrThrow(await dealerStatement(ctx, 'desk.read', idOf(args), args.params.period ?? ''))
}

export default function DeskStatement() {
	const t = useT()
	const statement = useLoaderData<typeof loader>()
	const { dealer, period, notice } = statement
	return (
		<DeskPage title={t('statement.of', { period })} docno={dealer.code}>
			<p className="second mt2">{dealer.name}</p>
			<div className="btns mt3 no-print">
				<PrintButton />
				<LinkButton href={paths.statementFile(dealer.id, period, 'csv')} icon="download">
					CSV
				</LinkButton>
				<LinkButton href={paths.statementFile(dealer.id, period, 'xlsx')} icon="download">
					XLSX
				</LinkButton>
			</div>
			{notice ? (
				<p className="mt3">
					<Link to={paths.printNotice(notice.id)}>{notice.number}</Link>
				</p>
			) : null}
			<Section id="debts" title={t('statement.debts')}>
				<StatementDebts debts={statement.debts} />
			</Section>
			<Section id="lines" title={t('statement.lines')}>
				<StatementLines statement={statement} caseTo={paths.deskCase} />
			</Section>
			<Section id="months" title={t('statement.months')}>
				<StatementMonths periods={statement.periods} to={(month) => paths.deskStatement(dealer.id, month)} />
			</Section>
		</DeskPage>
	)
}

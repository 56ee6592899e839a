import { Form, Link } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import type { WhatIfView } from '#app/domain/penalty/gate-views.ts'
import { whatIf } from '#app/domain/penalty/what-if.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { More } from '#app/ui/details.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Facts } from '../facts.tsx'
import { Section } from '../page-head.tsx'

const percentText = (n: number) => `${n < 0 ? '−' : '+'}${Math.abs(n)}%`

/**
 * Units, circumstances and share tried out before they are set: a GET form that the server computes, and with scripts
 * the same function on every change. Writes nothing.
 */
export function WhatIfPanel({ id, view }: { id: string; view: WhatIfView }) {
	const t = useT()
	const word = useDynamicT()
	const signed = useSigned()
	const [tried, setTried] = useState({ basis: view.basis, result: view.result })
	function change(event: FormEvent<HTMLFormElement>) {
		const form = new FormData(event.currentTarget)
		const units = Number(form.get('units'))
		const basis = {
			...view.basis,
			units: Number.isSafeInteger(units) && units > 0 ? units : view.basis.units,
			share: Number(form.get('share')),
			factors: form.getAll('factor').map(String),
		}
		const result = whatIf(view.rulebook, basis, view.priors)
		if (result.ok) setTried({ basis, result: result.value })
	}
	const { basis, result } = tried
	return (
		<Section id="what-if" title={t('gate.whatif')} sub={t('gate.whatif.sub')}>
			<More summary={t('gate.whatif.lead', { count: view.priors })} open={view.tried}>
				<Form
					method="get"
					action={`${paths.penalty(id)}#what-if`}
					className="form"
					onChange={change}
					preventScrollReset
				>
					<input type="hidden" name="tried" value="1" />
					<div className="row">
						<div className="field">
							<label htmlFor="what-if-units">{t('gate.whatif.units')}</label>
							<input type="text" inputMode="numeric" id="what-if-units" name="units" defaultValue={view.basis.units} />
						</div>
						<div className="field">
							<label htmlFor="what-if-share">{t('gate.whatif.share')}</label>
							<select id="what-if-share" name="share" defaultValue={view.basis.share}>
								{view.rulebook.faultShares.map((share) => (
									<option key={share} value={share}>{`${share}%`}</option>
								))}
							</select>
						</div>
					</div>
					<Table
						caption={t('gate.whatif.factors')}
						stack={false}
						tight
						columns={[
							{ label: t('gate.whatif.factors') },
							{ label: '%', num: true },
							{ label: t('gate.whatif.effect'), num: true },
						]}
					>
						{result.lines.map((line) => (
							<Row key={line.code}>
								<Cell main>
									<label className="choice">
										<input
											type="checkbox"
											name="factor"
											value={line.code}
											defaultChecked={view.basis.factors.includes(line.code)}
										/>
										<span>{word(`reference.factor.${line.code}`)}</span>
									</label>
								</Cell>
								<Cell label="%" num>
									{percentText(line.percent)}
								</Cell>
								<Cell label={t('gate.whatif.effect')} num>
									{line.differenceFen === 0 ? (
										<span className="muted">{t('gate.whatif.effect.none')}</span>
									) : (
										signed(line.differenceFen)
									)}
								</Cell>
							</Row>
						))}
					</Table>
					<div className="btns">
						<Button type="submit" small>
							{t('gate.whatif.do')}
						</Button>
						<Link to={`${paths.penalty(id)}#what-if`} reloadDocument>
							{t('gate.whatif.reset')}
						</Link>
					</div>
				</Form>
				<Outcome view={view} severity={basis.severity} result={result} />
			</More>
		</Section>
	)
}

/** '+¥500', '−¥500' */
function useSigned(): (fen: number) => string {
	const formats = useFormats()
	return (fen) => `${fen < 0 ? '−' : '+'}${formats.money(Math.abs(fen))}`
}

function Outcome({
	view,
	severity,
	result,
}: {
	view: WhatIfView
	severity: 'L1' | 'L2' | 'L3' | 'L4'
	result: WhatIfView['result']
}) {
	const t = useT()
	const formats = useFormats()
	const signed = useSigned()
	const { amount } = result
	const difference = amount.amountFen - view.standsFen
	const cap = formats.money(view.rulebook.levels[severity].capFen)
	return (
		<div role="status" className="mt3">
			<Facts
				items={[
					{
						label: t('gate.whatif.result'),
						value: (
							<>
								<strong>{formats.money(amount.amountFen)}</strong>{' '}
								{amount.capped ? t('gate.whatif.capped', { level: severity, cap }) : null}
							</>
						),
					},
					{ label: t('gate.whatif.stands'), value: formats.money(view.standsFen) },
					difference !== 0 && { label: t('gate.whatif.difference'), value: signed(difference) },
					{ label: t('gate.whatif.points'), value: t('penalty.points.n', { count: amount.points }) },
				]}
			/>
		</div>
	)
}

import { refuseDutySchema } from '#app/domain/intake/intake.schema.ts'
import type { IntakeItemView } from '#app/domain/intake/views.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Act } from '../act.tsx'
import { ActBox } from '../claim/act-box.tsx'
import { TextArea } from '../field.tsx'
import { useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'

type Props = { page: IntakeItemView; result: FormResult | undefined }

/** What can be done now; what waits for the order says so, and an item of somebody else's says whose it is. */
export function ItemActs({ page, result }: Props) {
	const t = useT()
	const { may, item, names } = page
	return (
		<>
			{may.succeed ? <Succeed page={page} result={result} /> : null}
			<Section id="acts" title={t('intake.acts')}>
				{may.answer || may.orderOpen ? (
					<Act
						label={t(item.proposed_at !== null ? 'intake.act.send' : 'intake.act.answer')}
						to={paths.intakeAct(item.id, 'answer')}
						variant={item.state === 'OPEN' ? 'plain' : 'seal'}
						{...(may.orderOpen ? { shut: t('refusal.intake.order-open') } : {})}
					/>
				) : null}
				{may.order ? (
					<Act label={t('intake.act.order')} to={paths.intakeAct(item.id, 'order')} variant="primary" />
				) : null}
				{may.violation ? (
					<Act
						label={t('intake.act.violation')}
						to={paths.intakeAct(item.id, 'violation')}
						{...(item.outlet_id === null ? { shut: t('refusal.intake.outlet-needed') } : {})}
					/>
				) : null}
				{may.contact ? <Act label={t('intake.act.contact')} to={paths.intakeAct(item.id, 'contact')} /> : null}
				{may.end ? <Act label={t('intake.act.end')} to={paths.intakeAct(item.id, 'end')} /> : null}
				{may.handOver ? <Act label={t('intake.act.hand-over')} to={paths.intakeAct(item.id, 'hand-over')} /> : null}
				{may.works && !may.owner && !may.succeed ? (
					<p className="sm muted">{t('intake.acts.owner', { name: names.owner })}</p>
				) : null}
				{may.works || may.handOver ? null : <p className="sm muted">{t('intake.acts.none')}</p>}
			</Section>
		</>
	)
}

/** The named successor accepts, or says why not. */
function Succeed({ page, result }: Props) {
	const t = useT()
	const form = useActForm(refuseDutySchema, {
		labels: { reason: t('intake.field.reason') },
		intent: 'refuse',
		prefix: 'refuse',
		result,
	})
	const { version } = page.item
	return (
		<>
			<Section id="accept" title={t('intake.succeed')}>
				<p className="second">{t('intake.succeed.text', { name: page.names.owner })}</p>
				<Act label={t('intake.act.accept')} post={{ intent: 'accept', version: String(version) }} variant="seal" />
			</Section>
			<ActBox id="refuse" title={t('intake.act.refuse')} form={form} version={version}>
				<TextArea name="reason" max={300} short />
			</ActBox>
		</>
	)
}

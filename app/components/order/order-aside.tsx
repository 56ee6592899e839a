import { isBeside, type OrderActName } from '#app/domain/order/act-names.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Act, ButtonLink } from '../act.tsx'
import { Facts } from '../facts.tsx'
import type { Condition } from '../gate.tsx'
import { Section } from '../page-head.tsx'
import { useRefusalWords } from '../refusal-words.ts'
import { type OrderElements, useOrderFacts } from './order-elements.tsx'

export type Ends = {
	readonly closed: boolean
	readonly completed: boolean
	readonly feedbackWaits: boolean
	readonly openAssists: readonly string[]
	readonly callbackNeeded: boolean
	readonly completeShut: Refusal | null
	readonly observedUntil: LocalDate | null
	readonly strikeShut: Refusal | null
	readonly issuingSide: boolean
	readonly striker: boolean
}

type AsideOrder = OrderElements & {
	readonly id: string
	readonly version: number
	readonly state: OrderState
	readonly today: LocalDate
	readonly acts: readonly { readonly act: OrderActName; readonly shut: Refusal | null }[]
	readonly ends: Ends
	readonly mayOpine: boolean
	readonly auditor: boolean
}

/** What can be done now, when it is done, and what the order is made of. */
export function OrderAside({ order }: { order: AsideOrder }) {
	const t = useT()
	return (
		<>
			{order.acts.length > 0 ? <ActsNow order={order} /> : null}
			{order.ends.closed ? null : <HowItEnds order={order} />}
			{order.auditor ? <p className="sm muted mt4">{t('order.auditor')}</p> : null}
			{order.mayOpine ? (
				<p className="mt2">
					<ButtonLink block icon="pen" to={paths.newOpinion({ subject: 'order', id: order.id })}>
						{t('order.opine')}
					</ButtonLink>
				</p>
			) : null}
			<Elements order={order} />
		</>
	)
}

/** The next step stands out; what is beside the way is folded. */
function ActsNow({ order }: { order: AsideOrder }) {
	const t = useT()
	const next = order.acts.filter(({ act }) => !isBeside(act))
	const beside = order.acts.filter(({ act }) => isBeside(act))
	const main = next.find(({ shut }) => shut === null)?.act
	return (
		<Section id="acts" title={t('order.acts')}>
			{next.map((view) => (
				<ActNow key={view.act} order={order} view={view} primary={view.act === main} />
			))}
			{beside.length > 0 ? (
				<More summary={t('order.acts.more')} open={next.length === 0}>
					{beside.map((view) => (
						<ActNow key={view.act} order={order} view={view} primary={false} />
					))}
				</More>
			) : null}
		</Section>
	)
}

type ActNowProps = { order: AsideOrder; view: AsideOrder['acts'][number]; primary: boolean }

function ActNow({ order, view, primary }: ActNowProps) {
	const t = useT()
	const refusalText = useRefusalWords(order.today)
	const { act, shut } = view
	const common = {
		label: t(`order.act.${act}`),
		why: t(`order.act.${act}.why`),
		variant: primary ? ('primary' as const) : ('plain' as const),
		shut: shut ? refusalText(shut) : undefined,
	}
	if (act === 'submit') return <Act {...common} post={{ intent: 'submit', version: String(order.version) }} />
	return <Act {...common} to={paths.orderAct(order.id, act)} />
}

function HowItEnds({ order }: { order: AsideOrder }) {
	const t = useT()
	const formats = useFormats()
	const { ends, state } = order
	const issued = state !== 'DRAFT' && state !== 'PENDING_APPROVAL'
	if (!issued) return null
	const complete: Condition[] = [
		{ ok: ends.feedbackWaits, text: t('order.gate.feedback') },
		{
			ok: ends.openAssists.length === 0,
			text: t('order.gate.assists'),
			help: ends.openAssists.length > 0 ? formats.list(ends.openAssists) : undefined,
		},
		...(ends.callbackNeeded ? [{ ok: ends.feedbackWaits, text: t('order.gate.callback') }] : []),
	]
	const observed = ends.observedUntil !== null && order.today >= ends.observedUntil
	const strike: Condition[] = [
		{ ok: ends.completed, text: t('order.gate.completed') },
		{
			ok: observed,
			text: t('order.gate.observed'),
			help: ends.observedUntil
				? t('order.gate.until', { day: formats.longDay(ends.observedUntil, order.today) })
				: undefined,
		},
		{ ok: ends.strikeShut?.rule !== 'order.completer-strikes-off', text: t('order.gate.other-person') },
	]
	const judging = order.acts.some(({ act }) => act === 'judge')
	const striking = order.acts.some(({ act }) => act === 'strike-off')
	if (striking && (ends.completed || judging)) return null
	return (
		<Section id="ends" title={t('order.ends')}>
			{ends.completed || judging ? null : (
				<Act
					label={t('order.step.complete')}
					why={t('order.ends.complete')}
					conditions={[...complete, { ok: ends.issuingSide, text: t('order.gate.issuer') }]}
				/>
			)}
			{striking ? null : (
				<Act
					label={t('order.step.strike-off')}
					why={t('order.ends.strike-off')}
					conditions={[...strike, { ok: ends.striker, text: t('order.gate.striker') }]}
				/>
			)}
		</Section>
	)
}

function Elements({ order }: { order: OrderElements }) {
	const t = useT()
	return (
		<Section id="elements" title={t('order.elements')}>
			<Facts items={useOrderFacts(order)} />
		</Section>
	)
}
